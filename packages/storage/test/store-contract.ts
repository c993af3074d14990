// The one contract suite: every adapter runs all of it.

import { afterAll, beforeAll, describe } from 'vitest';
import type { Store } from '@team-sso/core';
import { describeActivity } from './contract/activity.ts';
import { describeAudit } from './contract/audit.ts';
import { describeDomains } from './contract/domains.ts';
import { describeEntitlements } from './contract/entitlements.ts';
import { describeFacts } from './contract/facts.ts';
import { describeKept } from './contract/kept.ts';
import { describeKeys } from './contract/keys.ts';
import { describeLogout } from './contract/logout.ts';
import { describeMaintenance } from './contract/maintenance.ts';
import { describeRaces } from './contract/races.ts';
import { describeRecoveryRaces } from './contract/recovery-races.ts';
import { describeRecovery } from './contract/recovery.ts';
import { describeSettings } from './contract/settings.ts';
import { describeSignIn } from './contract/sign-in.ts';
import { describeTestRuns } from './contract/test-runs.ts';
import { describeTickets } from './contract/tickets.ts';
import { describeUpkeep } from './contract/upkeep.ts';

export interface StoreUnderTest {
  readonly store: Store;
  /** A second instance over the same data, where the adapter can have one; else the same. */
  readonly other: Store;
  close(): Promise<void>;
}

/** Gives a part of the suite the store, once it is open. */
export type Subject = () => StoreUnderTest;

export function describeStoreContract(
  name: string,
  open: () => Promise<StoreUnderTest>,
  options: { readonly skip?: boolean } = {},
): void {
  describe.skipIf(options.skip ?? false)(name, () => {
    let opened: StoreUnderTest | undefined;
    const subject: Subject = () => {
      if (opened === undefined) throw new Error('the store is not open yet');
      return opened;
    };
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());
    describeSettings(subject);
    describeSignIn(subject);
    describeTickets(subject);
    describeFacts(subject);
    describeKept(subject);
    describeKeys(subject);
    describeTestRuns(subject);
    describeRecovery(subject);
    describeRecoveryRaces(subject);
    describeEntitlements(subject);
    describeAudit(subject);
    describeActivity(subject);
    describeDomains(subject);
    describeLogout(subject);
    describeMaintenance(subject);
    describeUpkeep(subject);
    describeRaces(subject);
  });
}
