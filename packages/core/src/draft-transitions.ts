// Draft beside live: prepare, promote, undo. What members use changes in one step or not at all.

import type { AuditEvent } from './audit.ts';
import { changedFields, type Connection, type StoredConnection } from './connection.ts';
import type { RequirementRefusal } from './reasons.ts';
import { saveDraft } from './save-connection.ts';
import type { StoredSettings } from './settings.ts';
import { finish, settle, type ChangeContext, type Transition, type Working } from './transition.ts';
import { previousUntil } from './transitions.ts';

const DAY_MILLIS = 24 * 3_600_000;
/** A certificate that verified a sign-in so recently is in use. */
const IN_USE_DAYS = 7;

/** Facts that promotion and undo depend on, read inside the write's transaction. */
export interface PromotionFacts {
  /** Whether the connection that becomes live has passed a test of exactly this content. */
  readonly tested: boolean;
  /** Whether it verified a real sign-in while it was live; for undo. */
  readonly hasVerifiedSignIn: boolean;
  /** Live certificates, by fingerprint, and when each last verified a sign-in. */
  readonly certificatesSeen: ReadonlyMap<string, Date>;
}

/** What a promotion needs to know about the two connections' certificates; read from PEM by the journey. */
export interface CertificateChange {
  /** Fingerprints that live has and the next connection has not. */
  readonly removed: readonly string[];
}

/** `PUT /settings/draft`: prepares a connection that nobody uses, whatever the mode and the plan. */
export function decideSaveDraft(
  stored: StoredSettings | null,
  command: { readonly connection: Connection; readonly connectionId: string },
  context: ChangeContext,
): Transition {
  const start = settle(stored, context);
  return finish(saveDraft(start, command.connection, command.connectionId, context), start, 'draft');
}

/** `DELETE /settings/draft`. */
export function decideDiscardDraft(stored: StoredSettings | null, context: ChangeContext): Transition {
  const start = settle(stored, context);
  const { draft } = start.settings;
  if (!draft) return finish(start, start);
  const event: AuditEvent = {
    type: 'draft_discarded',
    actor: context.actor,
    connectionId: draft.connectionId,
  };
  return finish(
    { ...start, settings: { ...start.settings, draft: null }, events: [...start.events, event] },
    start,
  );
}

/** `POST /settings/promote`: the draft becomes live, live becomes the one to undo to. Facts are judged by `promotionProblem`. */
export function decidePromote(stored: StoredSettings | null, context: ChangeContext): Transition {
  const start = settle(stored, context);
  const { draft, live, mode } = start.settings;
  if (!draft) return { kind: 'refused', code: 'no_draft' };
  if (draft.basedOn !== (live?.connectionId ?? null)) return { kind: 'refused', code: 'draft_outdated' };
  // Nobody is let in by a connection that is off: it may be prepared without the plan.
  if (context.lapsed && mode !== 'off' && !(live && isCertificateRenewal(live, draft)))
    return { kind: 'refused', code: 'not_entitled' };
  const { basedOn: _, ...next } = draft;
  return finish(makeLive(start, next, 'connection_promoted', context), start, 'live');
}

/** `POST /settings/undo`: live and previous change places, for 30 days. */
export function decideUndo(stored: StoredSettings | null, context: ChangeContext): Transition {
  const start = settle(stored, context);
  const { previous, mode, live } = start.settings;
  if (!previous || !previousUntil(start.settings, context.now))
    return { kind: 'refused', code: 'no_previous' };
  if (context.lapsed && mode !== 'off' && !(live && isCertificateRenewal(live, previous.connection)))
    return { kind: 'refused', code: 'not_entitled' };
  const swapped = makeLive(start, previous.connection, 'promotion_undone', context);
  return finish(
    { ...swapped, settings: { ...swapped.settings, draft: start.settings.draft } },
    start,
    'live',
  );
}

/** What stands against making `next` live now: refusals that no yes helps against, and confirmations that one does. */
export interface PromotionProblem {
  readonly refusals: readonly RequirementRefusal[];
  readonly confirmations: readonly ('promote_untested' | 'certificate_in_use')[];
}

/**
 * Judges a promotion or an undo by facts. `required` needs a passed test of exactly this connection; undo also accepts
 * one that verified a real sign-in and was replaced less than 24 hours ago. `optional` asks for a plain yes. A roll-back
 * that is due comes first: the write that is judged makes it durable.
 */
export function promotionProblem(
  stored: StoredSettings,
  kind: 'promote' | 'undo',
  facts: PromotionFacts,
  certificates: CertificateChange,
  now: Date,
): PromotionProblem {
  const { mode, previous } = settle(stored, { now }).settings;
  const recentlyLive =
    kind === 'undo' &&
    facts.hasVerifiedSignIn &&
    previous !== null &&
    now.getTime() - previous.replacedAt.getTime() < DAY_MILLIS;
  const proved = facts.tested || recentlyLive;
  const inUse = certificates.removed.some((fingerprint) => {
    const seen = facts.certificatesSeen.get(fingerprint);
    return seen !== undefined && now.getTime() - seen.getTime() < IN_USE_DAYS * DAY_MILLIS;
  });
  return {
    refusals: mode === 'required' && !proved ? ['draft_not_tested'] : [],
    confirmations: [
      ...(mode === 'optional' && !proved ? (['promote_untested'] as const) : []),
      ...(mode !== 'off' && inUse ? (['certificate_in_use'] as const) : []),
    ],
  };
}

function makeLive(
  working: Working,
  next: StoredConnection,
  type: 'connection_promoted' | 'promotion_undone',
  { actor, now }: ChangeContext,
): Working {
  const { live } = working.settings;
  const event: AuditEvent = {
    type,
    actor,
    connectionId: next.connectionId,
    replaced: live?.connectionId ?? null,
    changed: live ? changedFields(live, next) : [],
  };
  return {
    ...working,
    settings: {
      ...working.settings,
      live: next,
      draft: null,
      previous: live ? { connection: live, replacedAt: now } : working.settings.previous,
    },
    events: [...working.events, event],
    // Proofs stay good across a change of the same provider's settings; another provider proved nothing yet.
    ...(live && live.idpEntityId !== next.idpEntityId ? { proofsValidFrom: now } : {}),
  };
}

function isCertificateRenewal(live: Connection, next: Connection): boolean {
  return changedFields(live, next).every((field) => field === 'signingCertificates');
}
