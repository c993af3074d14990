// What a change of settings works with: the context, the settings on their way, and the answer it ends in.

import type { Actor, AuditEvent } from './audit.ts';
import type { ProblemCode, RequirementRefusal } from './reasons.ts';
import { NEVER_CONFIGURED, type StoredSettings, type TeamSettings } from './settings.ts';

/** What a transition decided. `events` are written in the same transaction as `next`. */
export type Transition =
  | {
      readonly kind: 'changed';
      readonly next: TeamSettings;
      readonly events: readonly AuditEvent[];
      readonly savedAs?: 'live' | 'draft';
      /** Set when earlier SSO proofs stop counting with this change. */
      readonly proofsValidFrom?: Date;
      /** null clears what the requirement's last round had confirmed. */
      readonly confirmedAt?: Date | null;
    }
  | { readonly kind: 'unchanged'; readonly savedAs?: 'live' | 'draft' }
  | {
      readonly kind: 'refused';
      readonly code: ProblemCode;
      readonly refusals?: readonly RequirementRefusal[];
    };

/** Who changes settings, when, and whether the plan allows switching on. */
export interface ChangeContext {
  readonly actor: Actor;
  readonly now: Date;
  readonly entitled: boolean;
  /** A known lapse past its grace: a live team may renew certificates and switch off, nothing else. Default false. */
  readonly lapsed?: boolean;
}

/** Settings on their way through the steps of one transition. */
export interface Working {
  readonly settings: TeamSettings;
  readonly events: readonly AuditEvent[];
  readonly proofsValidFrom?: Date;
  readonly confirmedAt?: Date | null;
}

/** Makes an unconfirmed requirement's roll-back durable before anything else is judged. */
export function settle(stored: StoredSettings | null, { now }: Pick<ChangeContext, 'now'>): Working {
  const settings = stored?.settings ?? NEVER_CONFIGURED;
  const confirmBy = settings.requirement?.confirmBy;
  if (settings.mode !== 'required' || !confirmBy || stored?.confirmedAt || now <= confirmBy)
    return { settings, events: [] };
  return {
    settings: { ...settings, mode: 'optional', requirement: null },
    events: [{ type: 'requirement_rolled_back', actor: { kind: 'system' } }],
    confirmedAt: null,
  };
}

/** The answer: `unchanged` when nothing differs from the start and nothing is to be written down. */
export function finish(working: Working, start: Working, savedAs?: 'live' | 'draft'): Transition {
  const saved = savedAs ? { savedAs } : {};
  if (working.events.length === 0 && working.settings === start.settings)
    return { kind: 'unchanged', ...saved };
  return {
    kind: 'changed',
    next: working.settings,
    events: working.events,
    ...saved,
    ...(working.proofsValidFrom ? { proofsValidFrom: working.proofsValidFrom } : {}),
    ...(working.confirmedAt === undefined ? {} : { confirmedAt: working.confirmedAt }),
  };
}
