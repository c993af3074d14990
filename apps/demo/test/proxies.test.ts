// Who a client is, behind proxies and without: as far as TRUST_PROXY says, and not a hop further.

import { afterEach, expect, it } from 'vitest';
import { runDemo, type DemoUnderTest } from './running-demo.ts';

let demo: DemoUnderTest | undefined;
afterEach(() => demo?.stop());

/** Seventy posts of noise, each with another forwarded address in front. */
async function statusesOf(forwardedFor: (index: number) => string): Promise<ReadonlySet<number>> {
  const seen = new Set<number>();
  for (let index = 0; index < 70; index++) {
    const { status } = await fetch(`${demo?.url}/sso/acme/acs`, {
      method: 'POST',
      headers: { 'X-Forwarded-For': forwardedFor(index), 'Sec-Fetch-Site': 'cross-site' },
      body: new URLSearchParams({ SAMLResponse: 'bm90IFhNTA==' }),
    });
    seen.add(status);
  }
  return seen;
}

it('a client cannot escape its limit by saying that it is somebody else', async () => {
  demo = await runDemo();
  expect([...(await statusesOf((index) => `192.0.2.${index}`))]).toEqual([400, 429]);
});

it('nor behind a proxy, which adds the true address at the end', async () => {
  demo = await runDemo({ TRUST_PROXY: '1' });
  expect([...(await statusesOf((index) => `192.0.2.${index}, 198.51.100.7`))]).toEqual([400, 429]);
});

it('and behind a proxy each client has its own limit', async () => {
  demo = await runDemo({ TRUST_PROXY: '1' });
  expect([...(await statusesOf((index) => `198.51.100.${index}`))]).toEqual([400]);
});
