// Everything periodic: idempotent, safe on all instances at once, needed for tidiness and notices, never for correctness.

import { settleOverdue } from '@team-sso/core';
import type { Service } from '../service.ts';
import { recheckDomains } from './recheck-domains.ts';
import { resealSecrets } from './reseal-secrets.ts';
import { renewSpKeys } from './rotate-sp-keys.ts';
import { runUpkeep } from './run-upkeep.ts';
import { sendNotices } from './send-notices.ts';

const BATCH = 1000;

export interface Maintained {
  readonly pruned: number;
  readonly rolledBack: number;
  readonly noticesSent: number;
  /** Connections whose metadata was read again, or tried. */
  readonly metadataRead: number;
  /** Ends of certificates that were announced. */
  readonly expiriesAnnounced: number;
  /** Verified domains that were looked up again. */
  readonly domainsChecked: number;
  /** Key pairs of ours that were made, to be used in 30 days. */
  readonly spKeysMade: number;
  /** Secrets that lay under an older secret key and lie under the first now. */
  readonly secretsResealed: number;
}

/** Call it every few minutes. */
export async function maintain<Context>(service: Service<Context>): Promise<Maintained> {
  const rolledBack = await rollBackOverdue(service);
  const noticesSent = await sendNotices(service);
  const pruned = await prune(service);
  const spKeysMade = await renewSpKeys(service);
  const secretsResealed = await resealSecrets(service);
  // Last: DNS and providers may be slow, and what they tell is handed out by itself.
  const [domainsChecked, upkeep] = await Promise.all([recheckDomains(service), runUpkeep(service)]);
  return { rolledBack, noticesSent, pruned, spKeysMade, secretsResealed, domainsChecked, ...upkeep };
}

/** Makes computed roll-backs durable: audited and announced. */
async function rollBackOverdue<Context>(service: Service<Context>): Promise<number> {
  let rolledBack = 0;
  const now = service.now();
  for (const team of await service.store.readOverdueRequirements(now, BATCH)) {
    const stored = await service.store.readSettings(team);
    const settled = stored && settleOverdue(stored, now);
    if (!settled) continue;
    const { next, events } = settled;
    const written = await service.store.writeSettings(team, stored.revision, next, events, {
      now,
      confirmedAt: null,
      seal: service.auditSealer.seal,
    });
    if (written.kind === 'written') rolledBack++;
  }
  return rolledBack;
}

async function prune<Context>(service: Service<Context>): Promise<number> {
  let pruned = 0;
  for (;;) {
    const gone = await service.store.prune(service.now(), BATCH);
    pruned += gone;
    if (gone < BATCH) return pruned;
  }
}
