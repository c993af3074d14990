// Who would be affected by requiring SSO, and who people are.

import type { ImpactView } from '@team-sso/core';
import type { PanelHost } from '../panel-host.ts';
import { call } from './failure.ts';

/** Reads the impact once; requiring SSO never waits for it. */
export async function loadImpact(host: PanelHost): Promise<void> {
  const { client, model } = host;
  if (!client.impact || (model.impact && model.impact !== 'failed')) return;
  try {
    const impact = await call(host, async () => client.impact?.());
    if (impact) host.update({ impact });
  } catch {
    host.update({ impact: 'failed' });
  }
}

export function toggleGroup(host: PanelHost, reason: string): void {
  const shownGroups = new Set(host.model.shownGroups);
  if (!shownGroups.delete(reason)) shownGroups.add(reason);
  host.update({ shownGroups });
}

type Person = ImpactView['groups'][number]['people'][number];

/** Who somebody is, as far as the members were read. */
export function personOf({ model: { impact } }: PanelHost, userId: string): Person | undefined {
  if (!impact || impact === 'failed') return undefined;
  return impact.groups.flatMap((group) => group.people).find((person) => person.userId === userId);
}

/** What a person is called; the id where nobody knows. */
export function nameOf(host: PanelHost, userId: string): string {
  return personOf(host, userId)?.name ?? userId;
}
