// The optional verbs of the fake client that keep a team from being locked out: impact, activity, ways back in.

import type { PolicyChange, RequirementRefusal, SettingsView } from '@team-sso/core';
import { SettingsProblem } from '../settings-problem.ts';
import { FAKE_CODES, FAKE_IMPACT, type FakeActivity } from './activity.ts';
import type { FakeKernel } from './later-verbs.ts';

export function safetyVerbs(kernel: FakeKernel, activity: FakeActivity) {
  return { ...activityVerbs(kernel, activity), ...wayBackVerbs(kernel) };
}

/** Pages are cut by index: the cursor is where the next one begins. */
function pageOf<Item>(
  items: readonly Item[],
  cursor: string | undefined,
  size = 50,
): { readonly items: readonly Item[]; readonly next?: string } {
  const start = Number(cursor ?? 0);
  const end = start + size;
  return { items: items.slice(start, end), ...(end < items.length ? { next: String(end) } : {}) };
}

function activityVerbs(kernel: FakeKernel, { attempts, audit, pageSize }: FakeActivity) {
  return {
    impact: async () => (await kernel.called('impact'), FAKE_IMPACT),
    readAttempts: async (query: { readonly code?: string; readonly cursor?: string }) => {
      await kernel.called('readAttempts', query);
      const code = query.code?.trim().toUpperCase();
      const found = attempts.filter(({ shortCode }) => !code || shortCode === code);
      return pageOf(found, query.cursor, pageSize);
    },
    readAudit: async (query: { readonly order?: 'oldest' | 'newest'; readonly cursor?: string }) => {
      await kernel.called('readAudit', query);
      return pageOf(query.order === 'newest' ? audit.toReversed() : audit, query.cursor, pageSize);
    },
    exportAudit: async () => {
      await kernel.called('exportAudit');
      return new Blob(audit.map((record) => `${JSON.stringify(record)}\n`));
    },
  };
}

function wayBackVerbs(kernel: FakeKernel) {
  return {
    makeRecoveryCodes: async () => {
      await kernel.called('makeRecoveryCodes');
      const recovery = { total: 10, unused: 10, madeAt: kernel.now().toISOString(), madeBy: 'u-1' };
      writeKept(kernel, { recovery });
      return FAKE_CODES;
    },
    acknowledgeRecoveryCodes: async (code: string) => {
      await kernel.called('acknowledgeRecoveryCodes', code);
      checkCode(code);
      const { recovery } = kernel.view();
      if (recovery)
        writeKept(kernel, { recovery: { ...recovery, acknowledgedAt: kernel.now().toISOString() } });
    },
    useRecoveryCode: async (code: string) => {
      await kernel.called('useRecoveryCode', code);
      checkCode(code);
    },
    setPolicy: async (change: PolicyChange, revision: number) => {
      await kernel.called('setPolicy', change, revision);
      kernel.checkRevision(revision);
      checkAdmins(change.emergencyAdmins ?? []);
      const { reauthenticateAfterHours: _, ...rest } = change;
      const view = { ...kernel.view(), policy: { ...kernel.view().policy, ...rest } };
      return kernel.write({ policy: view.policy, requirement: requirementOf(view) });
    },
    endSessions: async () => kernel.called('endSessions'),
  };
}

function checkCode(code: string): void {
  if (!FAKE_CODES.includes(code.trim().toUpperCase()))
    throw new SettingsProblem('recovery_code_wrong', { status: 409 });
}

/** Ana and Jon may change these settings; nobody else. */
const MANAGERS: ReadonlySet<string> = new Set(['u-1', 'u-2']);

function checkAdmins(userIds: readonly string[]): void {
  const issues = userIds.flatMap((userId, index) =>
    MANAGERS.has(userId) ? [] : [{ path: `emergencyAdmins.${index}`, code: 'not_a_manager' }],
  );
  if (issues.length > 0) throw new SettingsProblem('validation_failed', { status: 422, issues });
}

/** Codes are facts beside the settings: they leave the revision alone. */
function writeKept(kernel: FakeKernel, change: Partial<SettingsView>): void {
  const view = { ...kernel.view(), ...change };
  kernel.write({ ...change, requirement: requirementOf(view), revision: view.revision });
}

/** The refusals with `no_recovery_route` as it is now. */
function requirementOf({ requirement, recovery, policy, mode }: SettingsView): SettingsView['requirement'] {
  const hasCodes = recovery?.acknowledgedAt !== undefined && recovery.unused > 0;
  const hasRoute = hasCodes || policy.emergencyAdmins.length > 0;
  const others = requirement.refusals.filter((refusal) => refusal !== 'no_recovery_route');
  const missing: readonly RequirementRefusal[] = hasRoute || mode === 'required' ? [] : ['no_recovery_route'];
  return { ...requirement, refusals: [...others, ...missing] };
}
