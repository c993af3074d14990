// Activity for the team's admins: attempts with their diagnosis, and the audit log.

import {
  diagnose,
  type Attempt,
  type AttemptsPage,
  type AttemptView,
  type AuditPage,
  type KnownCertificate,
  type OwnValues,
  type SealedAuditRecord,
} from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { publishedCertificates } from './published-certificates.ts';
import { ownValues } from './run-test.ts';

const PAGE_SIZE = 50;

/** `GET /attempts`: newest first; `code` finds the one a member read out. */
export async function readAttempts<Context>(
  service: Service<Context>,
  call: SettingsCall,
  query: { readonly code?: string; readonly cursor?: string },
): Promise<AttemptsPage> {
  const { team, region, stored } = call;
  const before = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const attempts = await service.store.readAttempts(team, {
    limit: PAGE_SIZE,
    ...(query.code ? { shortCode: query.code.trim().toUpperCase() } : {}),
    ...(before ? { before } : {}),
  });
  const own = ownValues(service, team, region, stored.settings.live?.spEntityIdScope ?? 'region');
  const wrongKey = attempts.some(({ reason }) => reason === 'signature_wrong_key');
  const published = wrongKey ? await publishedCertificates(service, call) : [];
  const last = attempts.length === PAGE_SIZE ? attempts.at(-1) : undefined;
  return {
    items: attempts.map((attempt) => attemptView(attempt, own, published)),
    ...(last ? { next: `${last.at.getTime()}.${last.shortCode}` } : {}),
  };
}

/** Which way round a log is read, and where the page before ended. */
export interface AuditQuery {
  /** Default `oldest`: the order of the chain. */
  readonly order?: 'oldest' | 'newest';
  readonly cursor?: string;
}

/** `GET /audit`: from the beginning, or from the end. */
export async function readAuditLog<Context>(
  service: Service<Context>,
  team: string,
  { order = 'oldest', cursor }: AuditQuery,
): Promise<AuditPage> {
  const from = cursor !== undefined && /^\d{1,15}$/.test(cursor) ? Number(cursor) : null;
  const page = order === 'newest' ? { before: from } : { after: from ?? 0 };
  const records = await service.store.readSealedAudit(team, { ...page, limit: PAGE_SIZE });
  const last = records.length === PAGE_SIZE ? records.at(-1) : undefined;
  return { items: records.map(auditView), ...(last ? { next: String(last.sequence) } : {}) };
}

function attemptView(attempt: Attempt, own: OwnValues, published: readonly KnownCertificate[]): AttemptView {
  const { reason, expected, received, shownCertificate } = attempt;
  return {
    shortCode: attempt.shortCode,
    at: attempt.at.toISOString(),
    outcome: attempt.outcome,
    ...(attempt.userId ? { userId: attempt.userId } : {}),
    ...(reason
      ? {
          reason,
          // From a login nobody vouched for: no repair takes anything over from it, but what the provider publishes.
          diagnosis: diagnose(
            {
              reason,
              ...(expected === undefined ? {} : { expected }),
              ...(received === undefined ? {} : { received }),
              ...(shownCertificate ? { shownCertificate } : {}),
            },
            own,
            false,
            published,
          ),
        }
      : {}),
  };
}

function auditView({ team, sequence, at, event, seal }: SealedAuditRecord): AuditPage['items'][number] {
  return { team, sequence, at: at.toISOString(), event, seal };
}

function readCursor(cursor: string): Pick<Attempt, 'at' | 'shortCode'> | undefined {
  const match = /^(\d{1,15})\.(SSO-[0-9A-Z]{4})$/.exec(cursor);
  return match ? { at: new Date(Number(match[1])), shortCode: match[2]! } : undefined;
}
