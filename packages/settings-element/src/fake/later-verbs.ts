// The optional verbs of the fake client: drafts, tests, activity, and ways back in.

import type { Connection, PolicyChange, SettingsView, TestRunView } from '@team-sso/core';
import type { SettingsClient } from '../settings-client.ts';
import { SettingsProblem } from '../settings-problem.ts';
import { FAKE_ATTEMPTS, FAKE_AUDIT, FAKE_CODES, FAKE_IMPACT } from './activity.ts';
import { fakeTestRun } from './test-runs.ts';
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
  called(verb: LaterVerb | 'discardDraft', ...sent: readonly unknown[]): Promise<void>;
  checkRevision(revision: number): void;
  write(change: Partial<SettingsView>, savedAs?: 'live' | 'draft'): SettingsView;
  view(): SettingsView;
  now(): Date;
}

export function laterVerbs(
  kernel: FakeKernel,
  testRuns: readonly TestRunView[],
): Required<Pick<SettingsClient, LaterVerb | 'discardDraft'>> {
  return { ...draftVerbs(kernel), ...testVerbs(kernel, testRuns), ...safetyVerbs(kernel) };
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
      if (!tested && !confirm.includes('promote_untested'))
        throw new SettingsProblem('confirmation_needed', {
          status: 409,
          confirmations: ['promote_untested'],
        });
      const { basedOn: _, ...live } = draft;
      const certificates = live.signingCertificates.map((pem) => fakeCertificateView(pem, kernel.now()));
      const previousUntil = new Date(kernel.now().getTime() + 30 * 24 * 3_600_000).toISOString();
      return kernel.write({ live, draft: null, certificates, previousUntil }, 'live');
    },
    undo: async (revision: number, confirm: readonly string[] = []) => {
      await kernel.called('undo', revision, confirm);
      kernel.checkRevision(revision);
      return kernel.write({}, 'live');
    },
  };
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

function safetyVerbs(kernel: FakeKernel) {
  return {
    impact: async () => (await kernel.called('impact'), FAKE_IMPACT),
    readAttempts: async (query: { readonly code?: string; readonly cursor?: string }) => {
      await kernel.called('readAttempts', query);
      const code = query.code?.trim().toUpperCase();
      return { items: FAKE_ATTEMPTS.filter(({ shortCode }) => !code || shortCode === code) };
    },
    readAudit: async (cursor?: string) => (await kernel.called('readAudit', cursor), { items: FAKE_AUDIT }),
    exportAudit: async () => {
      await kernel.called('exportAudit');
      return new Blob(FAKE_AUDIT.map((record) => `${JSON.stringify(record)}\n`));
    },
    makeRecoveryCodes: async () => (await kernel.called('makeRecoveryCodes'), FAKE_CODES),
    acknowledgeRecoveryCodes: async (code: string) => {
      await kernel.called('acknowledgeRecoveryCodes', code);
      if (!FAKE_CODES.includes(code.trim().toUpperCase()))
        throw new SettingsProblem('recovery_code_wrong', { status: 409 });
    },
    useRecoveryCode: async (code: string) => {
      await kernel.called('useRecoveryCode', code);
      if (!FAKE_CODES.includes(code.trim().toUpperCase()))
        throw new SettingsProblem('recovery_code_wrong', { status: 409 });
    },
    setPolicy: async (change: PolicyChange, revision: number) => {
      await kernel.called('setPolicy', change, revision);
      kernel.checkRevision(revision);
      const { reauthenticateAfterHours: _, ...rest } = change;
      return kernel.write({ policy: { ...kernel.view().policy, ...rest } });
    },
    endSessions: async () => kernel.called('endSessions'),
  };
}
