// Recent activity: read when it is opened, searched by the short code a member reads out, exported as it is stored.

import type { AuditView } from '@team-sso/core';
import type { ActivityModel, PanelHost } from '../panel-model.ts';
import { call, showFailure } from './failure.ts';
import { loadImpact } from './impact.ts';

/** Pages of the audit log to go through for its end: it is told from the beginning. */
const MOST_PAGES = 20;

export function toggleActivity(host: PanelHost, isOpen: boolean): void {
  if (host.model.activityOpen === isOpen) return;
  host.update({ activityOpen: isOpen });
  if (isOpen) void loadActivity(host);
}

export async function loadActivity(host: PanelHost): Promise<void> {
  const { client } = host;
  // People are known by their ids there; who they are, the members say.
  void loadImpact(host);
  try {
    const [attempts, audit] = await Promise.all([
      call(host, async () => client.readAttempts?.({})),
      readWholeAudit(host),
    ]);
    host.update({ activity: { attempts: attempts?.items ?? [], audit, search: null, open: null } });
  } catch {
    host.update({ activity: 'failed' });
  }
}

async function readWholeAudit(host: PanelHost): Promise<readonly AuditView[]> {
  const records: AuditView[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await call(host, async () => host.client.readAudit?.(cursor));
    records.push(...(answer?.items ?? []));
    cursor = answer?.next;
    if (cursor === undefined) break;
  }
  return records;
}

function change(host: PanelHost, next: Partial<ActivityModel>): void {
  const { activity } = host.model;
  if (activity && activity !== 'failed') host.update({ activity: { ...activity, ...next } });
}

/** Finds the attempt of a code and opens why it was refused. */
export async function findAttempt(host: PanelHost, typed: string, notFound: string): Promise<void> {
  const code = typed.trim().toUpperCase();
  if (code === '') return change(host, { search: null });
  try {
    const page = await call(host, async () => host.client.readAttempts?.({ code }));
    const found = page?.items[0] ?? null;
    change(host, { search: { code, found }, open: found?.diagnosis ? found.shortCode : null });
    if (!found) host.announce(notFound, true);
  } catch (error) {
    showFailure(host, error);
  }
}

export function toggleAttempt(host: PanelHost, code: string, isOpen: boolean): void {
  change(host, { open: isOpen ? code : null });
}

/** The audit log as a file; it needs the page's own call, because the format is asked for in a header. */
export async function exportAudit(host: PanelHost, said: string): Promise<void> {
  try {
    const file = await call(host, async () => host.client.exportAudit?.());
    if (!file) return;
    download(file, 'sso-audit.jsonl');
    host.announce(said);
  } catch (error) {
    showFailure(host, error);
  }
}

/** Hands a file to the browser. */
export function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
