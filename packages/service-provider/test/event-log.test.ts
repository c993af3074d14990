// The structured log: one line of JSON for each event, findable by request id, and never a secret.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Observe, ObservedEvent } from '../src/index.ts';
import { createEventLog, EVENT_NOTES, type LogLevel } from '../src/log/index.ts';
import {
  begin,
  idpIdentity,
  otherIdentity,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
} from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { EVERY_EVENT, everyEventWith } from './every-event.ts';

function aLog(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const now = () => new Date('2026-11-23T10:00:00Z');
  return { lines, observe: createEventLog({ write: (line) => lines.push(line), level, now }) };
}

describe('the log', () => {
  it.each(Object.values(EVERY_EVENT))('writes $name as one line with all that it tells', (event) => {
    const { lines, observe } = aLog();
    observe(event);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('\n');
    const { cause: _cause, ...written } = JSON.parse(lines[0]!) as Readonly<Record<string, unknown>>;
    const { name, ...fields } = event;
    const told = Object.entries(fields).filter(([field]) => field !== 'cause');
    expect(written).toEqual({
      at: '2026-11-23T10:00:00.000Z',
      level: EVENT_NOTES[name].level,
      event: name,
      ...Object.fromEntries(told),
    });
  });

  it('is as quiet as it was asked to be', () => {
    const { lines, observe } = aLog('warn');
    for (const event of Object.values(EVERY_EVENT)) observe(event);
    const levels = new Set(lines.map((line) => (JSON.parse(line) as { readonly level: string }).level));
    expect([...levels].toSorted()).toEqual(['error', 'warn']);
  });

  it.each([
    'ana@acme.example',
    'ana%40acme.example',
    '<samlp:Response ID="_1"><saml:Assertion/></samlp:Response>',
    `PHNhbWxwOlJlc3BvbnNl${'QUJD'.repeat(30)}==`,
    '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----',
    'q3-8VYx0Q1dMZ7fGzUo2s9PpJ4tR6wKc5hLxEaNbTyI',
  ])('never writes %j, whichever event has it in whichever text', (secret) => {
    const { lines, observe } = aLog();
    for (const event of everyEventWith(`before ${secret} after`)) observe(event);
    expect(lines).toHaveLength(Object.keys(EVERY_EVENT).length);
    for (const line of lines)
      expect(JSON.parse(`[${line}]`).flatMap(textsOf).join(' ')).not.toContain(secret);
  });

  it('cannot be made to write a second line', () => {
    const { lines, observe } = aLog();
    for (const event of everyEventWith('x\n{"level":"info","event":"team_sso.sign_in_completed"}'))
      observe(event);
    for (const line of lines) expect(line).not.toContain('\n');
  });
});

describe('a whole sign-in', () => {
  let deployment: Deployment;
  let told: { readonly lines: string[]; readonly observe: Observe };
  beforeEach(async () => {
    told = aLog();
    deployment = await startDeployment({
      options: { observe: (event: ObservedEvent) => told.observe(event) },
    });
    await switchOn(deployment);
  });
  afterEach(() => deployment.close());

  it('leaves no address, name, assertion, ticket, cookie or key in the log', async () => {
    const browser = deployment.browser();
    const id = await begin(browser, '?hint=hinted%40acme.example');
    const good = respond(deployment, id, { nameId: 'name-id-4711' });
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: good });
    await browser.visit(hop.location);
    await signInBySso(deployment, browser, { email: 'stranger@acme.example', nameId: 'name-id-4712' });
    const written = told.lines.join('\n');
    for (const secret of [
      '@acme.example',
      'name-id-471',
      id,
      good.slice(100, 140),
      new URL(hop.location).searchParams.get('ticket') ?? 'no ticket',
      browser.cookie('sso-browser') ?? 'no cookie',
      'PRIVATE KEY',
      'BEGIN CERTIFICATE',
    ])
      expect(written).not.toContain(secret);
    expect(written).toContain(idpIdentity.fingerprint);
  });

  it('that is refused can be found by the request id of its answer', async () => {
    const browser = deployment.browser();
    const bad = respond(deployment, await begin(browser), { identity: otherIdentity });
    const refused = await browser.postForm('/sso/acme/acs', { SAMLResponse: bad });
    const requestId = refused.headers.get('X-Request-Id');
    const lines = told.lines
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
      .filter((line) => line['requestId'] === requestId);
    expect(lines).toEqual([
      expect.objectContaining({ event: 'team_sso.sign_in_refused', reason: 'signature_wrong_key' }),
      expect.objectContaining({
        event: 'team_sso.request_served',
        route: 'acs',
        team: 'acme',
        status: 403,
        refusal: 'signature_wrong_key',
      }),
    ]);
  });
});

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
