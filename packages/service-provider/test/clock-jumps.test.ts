// A clock that is set forward or back while people sign in: a response is refused or good once, never good twice.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aConnection, begin, respond, startDeployment, switchOn, type Deployment } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
  await switchOn(deployment, aConnection({ allowUnsolicited: true }));
});
afterEach(() => deployment.close());

const post = (samlResponse: string, browser = deployment.browser()) =>
  browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse }, { Accept: 'application/json' });

describe('a clock that jumps', () => {
  it('back makes a response one of the future, and back again makes it good', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser));
    deployment.advance({ hours: -1 });
    expect((await post(samlResponse, browser)).status).toBe(403);
    deployment.advance({ hours: 1 });
    expect((await post(samlResponse, browser)).status).toBe(303);
  });

  it('forward ends a response and its request', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser));
    deployment.advance({ hours: 1 });
    expect((await post(samlResponse, browser)).status).toBe(403);
  });

  it.each([1, 6, 23])(
    'forward by %i hours and back, with upkeep in between, forgets no used response',
    async (hours) => {
      const solicited = deployment.browser();
      const answer = respond(deployment, await begin(solicited));
      const unsolicited = respond(deployment, null);
      expect([(await post(answer, solicited)).status, (await post(unsolicited)).status]).toEqual([303, 303]);
      deployment.advance({ hours });
      await deployment.sso.maintain();
      expect((await post(unsolicited)).status).toBe(403);
      deployment.advance({ hours: -hours });
      expect([(await post(answer, solicited)).status, (await post(unsolicited)).status]).toEqual([403, 403]);
    },
  );

  it('back keeps a finished sign-in finished and its ticket spent', async () => {
    const browser = deployment.browser();
    const { location } = await post(respond(deployment, await begin(browser)), browser);
    expect((await browser.visit(location)).status).toBe(303);
    deployment.advance({ minutes: -10 });
    await browser.visit(location);
    expect((await deployment.browser().visit(location)).status).toBe(403);
    expect(deployment.host.signIns).toHaveLength(1);
  });
});
