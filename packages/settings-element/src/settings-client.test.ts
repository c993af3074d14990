import { expect, test } from 'vitest';
import { fakeView } from './fake.ts';
import { createFetchClient } from './settings-client.ts';
import { SettingsProblem } from './settings-problem.ts';

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

function clientThatGets(answer: () => Response | Promise<Response>): {
  readonly client: ReturnType<typeof createFetchClient>;
  readonly calls: Call[];
} {
  const calls: Call[] = [];
  const client = createFetchClient({
    teamId: 'acme',
    apiBase: '/sso/',
    requestHeaders: () => ({ 'x-csrf': 'token' }),
    fetch: async (url, init = {}) => {
      calls.push({ url: url instanceof Request ? url.url : url.toString(), init });
      return answer();
    },
  });
  return { client, calls };
}

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

test('reads with the page’s cookies and the host’s headers', async () => {
  const { client, calls } = clientThatGets(() => json(fakeView('on')));
  expect((await client.readSettings()).revision).toBe(3);
  expect(calls[0]?.url).toBe('/sso/teams/acme/settings');
  expect(calls[0]?.init).toMatchObject({
    method: 'GET',
    credentials: 'same-origin',
    headers: { 'x-csrf': 'token' },
  });
});

test('writes under the revision that was read', async () => {
  const { client, calls } = clientThatGets(() => json(fakeView('on')));
  await client.save({ mode: 'off' }, 7);
  expect(calls[0]?.init).toMatchObject({
    method: 'PUT',
    body: '{"mode":"off"}',
    headers: { 'if-match': '"7"', 'content-type': 'application/json' },
  });
});

test('deletes with its confirmations in the address', async () => {
  const { client, calls } = clientThatGets(() => json(fakeView('off')));
  await client.deleteSettings(3, ['delete_configuration', 'members_without_password']);
  expect(calls[0]?.url).toBe(
    '/sso/teams/acme/settings?confirm=delete_configuration,members_without_password',
  );
});

test('a problem document becomes an error with its code and facts', async () => {
  const { client } = clientThatGets(() =>
    json({ code: 'revision_stale', status: 412, requestId: 'r1', current: fakeView('off') }, 412),
  );
  const problem: unknown = await client.save({ mode: 'off' }, 1).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(SettingsProblem);
  expect(problem).toMatchObject({
    code: 'revision_stale',
    status: 412,
    requestId: 'r1',
    current: { mode: 'off' },
  });
});

test.each([
  [
    'an error page without JSON',
    () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    'answer_invalid',
  ],
  ['a bare 401', () => new Response('', { status: 401 }), 'sign_in'],
  ['an answer that is no JSON', () => new Response('hello'), 'answer_invalid'],
  ['no answer', () => Promise.reject(new TypeError('Failed to fetch')), 'offline'],
])('%s is told apart', async (_, answer, code) => {
  const { client } = clientThatGets(answer);
  await expect(client.readSettings()).rejects.toMatchObject({ code });
});

test('a call without an answer’s body resolves', async () => {
  const { client, calls } = clientThatGets(() => new Response(null, { status: 204 }));
  await expect(client.acknowledgeRecoveryCodes?.('00AB')).resolves.toBeUndefined();
  expect(calls[0]).toMatchObject({
    url: '/sso/teams/acme/recovery-codes/acknowledge',
    init: { method: 'POST', body: '{"code":"00AB"}' },
  });
});

test('drafts, promotion and policy go out under the revision that was read', async () => {
  const { client, calls } = clientThatGets(() => json(fakeView('on')));
  await client.promote?.(4, ['promote_untested']);
  await client.discardDraft?.(5);
  await client.setPolicy?.({ emergencyAdmins: ['u-1'] }, 6);
  expect(calls.map(({ url, init }) => [init.method, url, new Headers(init.headers).get('if-match')])).toEqual(
    [
      ['POST', '/sso/teams/acme/settings/promote', '"4"'],
      ['DELETE', '/sso/teams/acme/settings/draft', '"5"'],
      ['PUT', '/sso/teams/acme/policy', '"6"'],
    ],
  );
  expect(calls[0]?.init.body).toBe('{"confirm":["promote_untested"]}');
});

test('the audit log is asked for as JSON lines', async () => {
  const { client, calls } = clientThatGets(() => new Response('{}\n'));
  expect(await (await client.exportAudit?.())?.text()).toBe('{}\n');
  expect(new Headers(calls[0]?.init.headers).get('accept')).toBe('application/jsonl');
});
