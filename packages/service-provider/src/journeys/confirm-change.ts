// Changes that need a plain yes: everything that does is named in one answer, so that one dialog can ask for all of it.

import type { Transition } from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';

/**
 * Lets a change pass that needs no confirmation or has them all. `needed`: what this kind of change always needs.
 * @throws ProblemError `confirmation_needed` naming every one that is missing.
 */
export async function mustBeConfirmed<Context>(
  service: Service<Context>,
  { team, stored }: SettingsCall,
  transition: Transition,
  confirm: readonly string[],
  needed: readonly string[] = [],
): Promise<void> {
  if (transition.kind !== 'changed') return;
  const confirmations = needed.filter((code) => !confirm.includes(code));
  const switchesOff = transition.next.mode === 'off' && stored.settings.mode !== 'off';
  if (switchesOff && !confirm.includes('members_without_password') && (await someoneNeedsSso(service, team)))
    confirmations.push('members_without_password');
  if (confirmations.length > 0) throw new ProblemError('confirmation_needed', { confirmations });
}

/** Whether switching SSO off leaves a person outside. A service account has tokens. */
async function someoneNeedsSso<Context>({ host }: Service<Context>, team: string): Promise<boolean> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof host.members>> = await host.members(team, cursor);
    if (page.items.some((member) => member.membership !== 'service' && !member.hasOwnCredentials))
      return true;
    cursor = page.next ?? null;
  } while (cursor !== null);
  return false;
}
