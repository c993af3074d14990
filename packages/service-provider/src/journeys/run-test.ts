// A test sign-in from its start to its result: bound to one admin, one browser and one connection.

import {
  diagnose,
  spEntityIdFor,
  SsoError,
  TEST_RUN_MINUTES,
  testOutcome,
  type KnownCertificate,
  type OwnValues,
  type Refusal,
  type Region,
  type StartedTest,
  type StoredSettings,
  type TestRun,
  type TestRunView,
} from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { nameOf } from './member-name.ts';
import { publishedCertificates } from './published-certificates.ts';
import { sendRequest, type SendRequest } from './send-request.ts';

/** `POST /tests`. @throws ProblemError `no_draft` or `no_live_connection`. */
export async function startTest<Context>(
  service: Service<Context>,
  { team, userId, stored }: SettingsCall,
  target: 'draft' | 'live',
): Promise<StartedTest> {
  const connection = stored.settings[target];
  if (!connection) throw new ProblemError(target === 'draft' ? 'no_draft' : 'no_live_connection');
  const startedAt = service.now();
  const id = service.newId();
  await service.store.addTestRun({
    id,
    team,
    target,
    connectionId: connection.connectionId,
    by: userId,
    startedAt,
    expiresAt: new Date(startedAt.getTime() + TEST_RUN_MINUTES * 60_000),
    outcome: 'running',
    answers: [],
  });
  return { id, startUrl: service.urls.test(team, id) };
}

/** `GET /:team/test/:id`: sends the admin's browser to the provider. @throws SsoError `test_superseded`. */
export async function beginTest<Context>(
  service: Service<Context>,
  call: SettingsCall,
  input: { readonly id: string; readonly browser: string },
): Promise<SendRequest> {
  const { team, region, stored, userId } = call;
  const run = await ownTestRun(service, team, input.id, userId);
  const { live, draft } = stored.settings;
  const connection = [live, draft].find((candidate) => candidate?.connectionId === run.connectionId);
  if (!connection || run.outcome === 'passed' || service.now() >= run.expiresAt)
    throw new SsoError('test_superseded');
  return sendRequest(service, {
    team,
    region,
    connection,
    purpose: 'test',
    testRunId: run.id,
    returnTo: service.urls.testResult(team, run.id),
    lifetimeMinutes: TEST_RUN_MINUTES,
    hint: undefined,
    fresh: false,
    browser: input.browser,
  });
}

/** `GET /tests/:id`. @throws ProblemError `test_not_found`, for another admin's run too. */
export async function viewTest<Context>(
  service: Service<Context>,
  call: SettingsCall,
  id: string,
): Promise<TestRunView> {
  const { team, region, stored, userId } = call;
  const run = await ownTestRun(service, team, id, userId);
  const match = run.answers.at(-1)?.wouldMatch;
  const name = match ? await nameOf(service, team, match.userId) : undefined;
  const view = testRunView(run, service.now());
  const refusal = refusalOf(run);
  const own = ownValues(service, team, region, scopeOf(call, run));
  return {
    ...view,
    ...(refusal
      ? {
          diagnosis: diagnose(refusal, own, true, [
            ...(await publishedCertificates(service, call)),
            ...knownCertificates(service, stored),
          ]),
        }
      : {}),
    ...(match ? { wouldMatch: { ...match, ...(name === undefined ? {} : { name }) } } : {}),
  };
}

/** Every certificate that an admin of the team pinned: what a message shows may be one of them. */
function knownCertificates<Context>(
  service: Service<Context>,
  { settings: { draft, live, previous } }: StoredSettings,
): KnownCertificate[] {
  const pinned = { draft, live, previous: previous?.connection ?? null } as const;
  return (['draft', 'live', 'previous'] as const).flatMap((where) => {
    const connection = pinned[where];
    if (!connection) return [];
    return service.signingKeysOf(connection).flatMap(({ fingerprint }, index) => {
      const pem = connection.signingCertificates[index];
      return pem === undefined ? [] : [{ where, fingerprint, pem }];
    });
  });
}

/** Our values for a team, to recognise one in the wrong place. */
export function ownValues<Context>(
  service: Service<Context>,
  team: string,
  region: Region,
  scope: 'region' | 'team',
): OwnValues {
  return {
    acsUrl: service.urls.acs(team),
    spEntityId: spEntityIdFor(region, scope, team),
    otherScopeSpEntityId: spEntityIdFor(region, scope === 'region' ? 'team' : 'region', team),
    otherRegions: service.regions.filter(({ id }) => id !== region.id),
  };
}

async function ownTestRun<Context>(
  service: Service<Context>,
  team: string,
  id: string,
  userId: string,
): Promise<TestRun> {
  const run = await service.store.readTestRun(team, id);
  if (!run || run.by !== userId) throw new ProblemError('test_not_found');
  return run;
}

function scopeOf({ stored }: SettingsCall, run: TestRun): 'region' | 'team' {
  const { live, draft } = stored.settings;
  const tested = [live, draft].find((candidate) => candidate?.connectionId === run.connectionId);
  return tested?.spEntityIdScope ?? 'region';
}

function refusalOf(run: TestRun): Refusal | null {
  const last = run.answers.at(-1);
  if (last?.reason === undefined) return null;
  const failed = last.checks.find(({ state }) => state === 'failed');
  return {
    reason: last.reason,
    ...(failed?.expected === undefined ? {} : { expected: failed.expected }),
    ...(failed?.received === undefined ? {} : { received: failed.received }),
    ...(last.shownCertificate ? { shownCertificate: last.shownCertificate } : {}),
  };
}

function testRunView(run: TestRun, now: Date): TestRunView {
  const last = run.answers.at(-1);
  return {
    id: run.id,
    connectionId: run.connectionId,
    target: run.target,
    outcome: testOutcome(run, now),
    at: run.startedAt.toISOString(),
    by: run.by,
    expiresAt: run.expiresAt.toISOString(),
    checks: last?.checks ?? [],
    ...(last?.reason ? { reason: last.reason } : {}),
    ...(last?.identity ? { identity: last.identity } : {}),
    ...(last?.wouldMatch === undefined ? {} : { wouldMatch: last.wouldMatch }),
    ...(last?.wouldJoin ? { wouldJoin: last.wouldJoin } : {}),
  };
}
