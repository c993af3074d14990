// The optional verbs of the fake client: drafts, tests, activity, and ways back in.

import type { Connection, SettingsView, TestRunView } from '@team-sso/core';
import type { SettingsClient } from '../settings-client.ts';
import { SettingsProblem } from '../settings-problem.ts';
import type { FakeActivity } from './activity.ts';
import { safetyVerbs } from './safety-verbs.ts';
import { fakeTestRun } from './test-runs.ts';
import type { UpkeepVerb } from './upkeep-verbs.ts';
import { fakeCertificateView } from './views.ts';

export type LaterVerb =
  | 'saveDraft'
  | 'promote'
  | 'undo'
  | 'startTest'
  | 'readTest'
  | 'impact'
  | 'readAttempts'
  | 'readAudit'
  | 'exportAudit'
  | 'makeRecoveryCodes'
  | 'acknowledgeRecoveryCodes'
  | 'useRecoveryCode'
  | 'setPolicy'
  | 'endSessions';

/** What the verbs need of the client in memory. */
export interface FakeKernel {
  called(verb: LaterVerb | UpkeepVerb | 'discardDraft', ...sent: readonly unknown[]): Promise<void>;
  checkRevision(revision: number): void;
  write(change: Partial<SettingsView>, savedAs?: 'live' | 'draft'): SettingsView;
  view(): SettingsView;
  now(): Date;
}

export function laterVerbs(
  kernel: FakeKernel,
  testRuns: readonly TestRunView[],
  activity: FakeActivity,
): Required<Pick<SettingsClient, LaterVerb | 'discardDraft'>> {
  return { ...draftVerbs(kernel), ...testVerbs(kernel, testRuns), ...safetyVerbs(kernel, activity) };
}

function draftVerbs(kernel: FakeKernel) {
  let made = 0;
  return {
    saveDraft: async (connection: Connection, revision: number) => {
      await kernel.called('saveDraft', connection, revision);
      kernel.checkRevision(revision);
      made += 1;
      const basedOn = kernel.view().live?.connectionId ?? null;
      return kernel.write({ draft: { ...connection, connectionId: `con-draft-${made}`, basedOn } }, 'draft');
    },
    discardDraft: async (revision: number) => {
      await kernel.called('discardDraft', revision);
      kernel.checkRevision(revision);
      return kernel.write({ draft: null });
    },
    promote: async (revision: number, confirm: readonly string[] = []) => {
      await kernel.called('promote', revision, confirm);
      kernel.checkRevision(revision);
      const { draft, lastTest, mode } = kernel.view();
      if (!draft) throw new SettingsProblem('no_draft', { status: 409 });
      const tested = lastTest?.outcome === 'passed' && lastTest.connectionId === draft.connectionId;
      if (!tested && mode === 'required')
        throw new SettingsProblem('requirement_refused', { status: 409, refusals: ['draft_not_tested'] });
      if (!tested && mode === 'optional' && !confirm.includes('promote_untested'))
        throw new SettingsProblem('confirmation_needed', {
          status: 409,
          confirmations: ['promote_untested'],
        });
      const { basedOn: _, ...live } = draft;
      const certificates = live.signingCertificates.map((pem) => fakeCertificateView(pem, kernel.now()));
      const previousUntil = new Date(kernel.now().getTime() + 30 * 24 * 3_600_000).toISOString();
      const requirement = { refusals: refusalsAfterPromotion(kernel.view(), tested) };
      const { live: before } = kernel.view();
      const isMove = before !== null && before.idpEntityId !== live.idpEntityId;
      const move = isMove
        ? {
            lastMove: {
              from: before.idpEntityId,
              to: live.idpEntityId,
              at: kernel.now().toISOString(),
              people: { moved: 0, notYet: 41 },
            },
          }
        : {};
      return kernel.write({ live, draft: null, certificates, previousUntil, requirement, ...move }, 'live');
    },
    undo: async (revision: number, confirm: readonly string[] = []) => {
      await kernel.called('undo', revision, confirm);
      kernel.checkRevision(revision);
      return kernel.write({}, 'live');
    },
  };
}

/** Another connection is live now: what was proved of the one before no longer counts. */
function refusalsAfterPromotion(
  view: SettingsView,
  tested: boolean,
): SettingsView['requirement']['refusals'] {
  const kept = view.requirement.refusals.filter((refusal) => refusal === 'no_recovery_route');
  return [
    ...(tested ? [] : (['live_connection_not_tested'] as const)),
    'admin_not_signed_in_by_sso',
    ...kept,
  ];
}

function testVerbs(kernel: FakeKernel, testRuns: readonly TestRunView[]) {
  let reads = 0;
  return {
    startTest: async (target: 'draft' | 'live') => {
      await kernel.called('startTest', target);
      reads = 0;
      return { id: 'test-1', startUrl: '#test-1' };
    },
    readTest: async (id: string) => {
      await kernel.called('readTest', id);
      const run = testRuns[Math.min(reads, testRuns.length - 1)] ?? fakeTestRun('running', kernel.view());
      reads += 1;
      const { connectionId, target, outcome, at, by, reason } = run;
      const lastTest = { id, connectionId, target, outcome, at, by, ...(reason ? { reason } : {}) };
      kernel.write({ lastTest, revision: kernel.view().revision });
      return { ...run, id };
    },
  };
}
