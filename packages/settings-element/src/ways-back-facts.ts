// Which ways back in a team has, from what the server says and what was just made. Pure.

import type { SettingsView } from '@team-sso/core';
import type { CodesModel } from './panel-model.ts';

/** Codes that somebody proved to have kept, with at least one unused. */
export function hasKeptCodes({ recovery }: SettingsView, made: CodesModel | null): boolean {
  if (made) return made.kept;
  return recovery?.acknowledgedAt !== undefined && recovery.unused > 0;
}

/** Emergency admins that still count; an older server doesn't say, then all of the policy do. */
export function countingAdmins({ policy, emergencyAdmins }: SettingsView): readonly string[] {
  if (!emergencyAdmins) return policy.emergencyAdmins;
  return emergencyAdmins.filter(({ counts }) => counts).map(({ userId }) => userId);
}
