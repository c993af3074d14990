// Settings changed by what a provider publishes: certificates added to the live connection, as next, without a draft.

import type { AuditEvent } from './audit.ts';
import type { StoredConnection } from './connection.ts';
import type { StoredSettings } from './settings.ts';
import { finish, settle, type ChangeContext, type Transition } from './transition.ts';

/**
 * Adds certificates to the live connection. They verify nothing that was refused for another reason, so no test is asked
 * for, and what was there before stays. A draft made from the live connection stays based on it; undo stays where it was.
 */
export function decideAddCertificates(
  stored: StoredSettings | null,
  command: {
    readonly connectionId: string;
    readonly certificates: readonly { readonly fingerprint: string; readonly pem: string }[];
  },
  context: Pick<ChangeContext, 'actor' | 'now'>,
): Transition {
  const start = settle(stored, context);
  const { live, draft } = start.settings;
  if (!live) return { kind: 'refused', code: 'no_live_connection' };
  if (command.certificates.length === 0) return finish(start, start, 'live');
  const next: StoredConnection = {
    ...live,
    connectionId: command.connectionId,
    signingCertificates: [...live.signingCertificates, ...command.certificates.map(({ pem }) => pem.trim())],
  };
  const event: AuditEvent = {
    type: 'certificates_added',
    actor: context.actor,
    connectionId: next.connectionId,
    replaced: live.connectionId,
    fingerprints: command.certificates.map(({ fingerprint }) => fingerprint),
  };
  const rebased = draft?.basedOn === live.connectionId ? { ...draft, basedOn: next.connectionId } : draft;
  return finish(
    {
      ...start,
      settings: { ...start.settings, live: next, draft: rebased },
      events: [...start.events, event],
    },
    start,
    'live',
  );
}
