// An admin verifies an e-mail domain with nothing but the demo: the record goes to its pretend DNS.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DomainView, SettingsView } from '@team-sso/core';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor, type Answer } from './visitor.ts';

const DOMAINS = '/sso/teams/acme/domains';

let demo: DemoUnderTest;
let admin: Visitor;
beforeAll(async () => {
  demo = await runDemo();
  admin = new Visitor(demo);
  await admin.signIn('admin@acme.example');
});
afterAll(() => demo.stop());

async function change(method: string, path: string, body?: unknown): Promise<Answer> {
  const { revision } = await admin.settings('acme');
  const headers = { 'If-Match': `"${revision}"` };
  return body === undefined
    ? admin.send(path, { method, headers })
    : admin.sendJson(method, path, body, headers);
}

const domainOf = (answer: Answer, name: string): DomainView | undefined =>
  (answer.json as unknown as SettingsView).domains.find(({ domain }) => domain === name);

describe('the demo', () => {
  it('begins with the domain of each team verified and nothing configured', async () => {
    const view = await admin.settings('acme');
    expect(view.revision).toBe(0);
    expect(view.domains).toMatchObject([{ domain: 'acme.example', verified: true, verifiedBy: 'host' }]);
    const refused = await change('POST', DOMAINS, { domain: 'globex.example' });
    expect([refused.status, refused.json['code']]).toEqual([409, 'domain_taken']);
  });

  it('lets an admin verify a domain by its pretend DNS', async () => {
    const added = domainOf(await change('POST', DOMAINS, { domain: 'acme.test' }), 'acme.test');
    expect((await change('POST', `${DOMAINS}/acme.test/verify`)).json['code']).toBe('domain_not_verified');
    const { name, value } = added?.record ?? { name: '', value: '' };
    expect((await admin.sendForm('/dns', { name, value })).status).toBe(303);
    expect((await admin.page('/dns')).text).toContain(value);
    const verified = domainOf(await change('POST', `${DOMAINS}/acme.test/verify`), 'acme.test');
    expect(verified).toMatchObject({ verified: true, state: 'verified' });
    expect((await admin.sendForm('/dns/remove', { name, value })).status).toBe(303);
    expect((await admin.page('/dns')).text).not.toContain(value);
  });

  it('pretends nothing about names that a real DNS can have, and is for people who are signed in', async () => {
    const fields = { name: '_team-sso.acme.com', value: 'x' };
    expect((await admin.sendForm('/dns', fields)).status).toBe(422);
    expect((await new Visitor(demo).sendForm('/dns', { ...fields, name: '_team-sso.x.test' })).status).toBe(
      401,
    );
    expect((await new Visitor(demo).page('/dns')).location).toBe('/?returnTo=%2Fdns');
  });

  it('shows what was published as text', async () => {
    await admin.sendForm('/dns', { name: '_team-sso.markup.test', value: '<script>alert(1)</script>' });
    expect((await admin.page('/dns')).text).not.toContain('<script>alert');
  });
});
