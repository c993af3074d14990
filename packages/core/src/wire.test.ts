import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connection } from '../test/settings-builder.ts';
import type { Parsed } from './parsed.ts';
import { parseDiscoverBody, parseModeBody, parseSaveBody } from './wire.ts';
import { parseParseBody } from './wire-parse.ts';

const issuesOf = (parsed: Parsed<unknown>) =>
  parsed.ok
    ? []
    : parsed.issues.map(({ path, code, expected }) => [path, code, ...(expected ? [expected] : [])]);

describe('parseSaveBody', () => {
  it('reads a mode, a connection and what was confirmed', () => {
    expect(parseSaveBody({ mode: 'off', confirm: ['members_without_password'] })).toEqual({
      ok: true,
      value: { mode: 'off', confirm: ['members_without_password'] },
    });
    expect(parseSaveBody({ connection: connection() })).toEqual({
      ok: true,
      value: { connection: connection(), confirm: [] },
    });
  });
  it.each<readonly [string, unknown, readonly (readonly string[])[]]>([
    ['nothing', {}, [['', 'required', 'mode or connection']]],
    [
      'the requirement, which has a route of its own',
      { mode: 'required' },
      [['mode', 'value_invalid', 'off | optional']],
    ],
    ['an unknown mode', { mode: 'on' }, [['mode', 'value_invalid', 'off | optional']]],
    ['an unknown field', { mode: 'off', live: {} }, [['live', 'unknown_field']]],
    [
      'a confirmation that is no list',
      { mode: 'off', confirm: 'yes' },
      [['confirm', 'type_invalid', 'array']],
    ],
    ['a connection that is null', { connection: null }, [['connection', 'type_invalid', 'object']]],
    [
      'fields of the connection, by their path',
      { connection: { idpEntityId: 'x', signOnUrl: 'nope', signingCertificates: [''] } },
      [
        ['connection.signOnUrl', 'url_invalid'],
        ['connection.signingCertificates.0', 'required'],
      ],
    ],
    ['a list instead of a body', [], [['', 'type_invalid', 'object']]],
  ])('names what is wrong with %s', (_what, body, issues) => {
    expect(issuesOf(parseSaveBody(body))).toEqual(issues);
  });
});

describe('parseModeBody', () => {
  it('gives 24 hours of grace and 15 minutes to confirm by default', () => {
    expect(parseModeBody({ mode: 'required' })).toEqual({
      ok: true,
      value: { mode: 'required', sessions: { graceHours: 24 }, rollbackMinutes: 15, confirm: [] },
    });
  });
  it.each([
    [{ sessions: 'now', rollbackMinutes: 0 }],
    [{ sessions: { graceHours: 0 }, rollbackMinutes: 1 }],
    [{ sessions: { graceHours: 72 }, rollbackMinutes: 60 }],
  ])('takes the limits: %j', (body) => {
    expect(parseModeBody({ mode: 'required', ...body })).toMatchObject({ ok: true, value: body });
  });
  it.each<readonly [string, unknown, readonly (readonly string[])[]]>([
    ['no mode', {}, [['mode', 'required', 'off | optional | required']]],
    ['an unknown mode', { mode: 'on' }, [['mode', 'value_invalid', 'off | optional | required']]],
    [
      '73 hours',
      { mode: 'required', sessions: { graceHours: 73 } },
      [['sessions.graceHours', 'value_invalid', 'at most 72']],
    ],
    [
      'hours before now',
      { mode: 'required', sessions: { graceHours: -1 } },
      [['sessions.graceHours', 'value_invalid', 'at least 0']],
    ],
    [
      'half an hour',
      { mode: 'required', sessions: { graceHours: 0.5 } },
      [['sessions.graceHours', 'type_invalid', 'int']],
    ],
    ['no hours', { mode: 'required', sessions: {} }, [['sessions.graceHours', 'required', 'number']]],
    ['sessions of another kind', { mode: 'required', sessions: 'later' }, [['sessions', 'value_invalid']]],
    [
      '61 minutes',
      { mode: 'required', rollbackMinutes: 61 },
      [['rollbackMinutes', 'value_invalid', 'at most 60']],
    ],
    [
      'minutes before now',
      { mode: 'required', rollbackMinutes: -1 },
      [['rollbackMinutes', 'value_invalid', 'at least 0']],
    ],
    [
      'minutes as text',
      { mode: 'required', rollbackMinutes: '15' },
      [['rollbackMinutes', 'type_invalid', 'number']],
    ],
    ['an unknown field', { mode: 'off', grace: 1 }, [['grace', 'unknown_field']]],
  ])('names what is wrong with %s', (_what, body, issues) => {
    expect(issuesOf(parseModeBody(body))).toEqual(issues);
  });
});

describe('parseDiscoverBody', () => {
  it.each(['ana@acme.example', 'a@b', 'ANA+x@acme.example'])('takes %s', (email) => {
    expect(parseDiscoverBody({ email })).toEqual({ ok: true, value: { email } });
  });
  it.each<readonly [unknown, readonly string[]]>([
    [{}, ['email', 'required', 'string']],
    [{ email: '' }, ['email', 'email_invalid']],
    [{ email: 'ana' }, ['email', 'email_invalid']],
    [{ email: 'ana@acme.example@evil.example' }, ['email', 'email_invalid']],
    [{ email: 'ana @acme.example' }, ['email', 'email_invalid']],
    [{ email: `${'a'.repeat(320)}@b` }, ['email', 'too_long', 'at most 320']],
    [{ email: 'a@b', team: 'acme' }, ['team', 'unknown_field']],
  ])('names what is wrong with %j', (body, issue) => {
    expect(issuesOf(parseDiscoverBody(body))).toEqual([issue]);
  });
});

describe('parseParseBody', () => {
  it('takes any text up to a megabyte', () => {
    expect(parseParseBody({ text: 'MII' })).toEqual({ ok: true, value: { text: 'MII' } });
    expect(parseParseBody({ text: 'x'.repeat(1_048_576) }).ok).toBe(true);
    expect(parseParseBody({ url: 'https://idp.example/', idpEntityId: 'urn:idp' }).ok).toBe(true);
    expect(issuesOf(parseParseBody({ url: '' }))).toEqual([['url', 'required', 'at least 1']]);
    expect(issuesOf(parseParseBody({ url: 'x', text: 'y' }))).toEqual([['url', 'unknown_field']]);
    expect(issuesOf(parseParseBody({ text: 'x', metadataSigningCertificates: [] }))).toEqual([
      ['metadataSigningCertificates', 'required', 'at least 1'],
    ]);
  });
  it.each<readonly [unknown, readonly string[]]>([
    [{}, ['text', 'required', 'string']],
    [{ text: '' }, ['text', 'required', 'at least 1']],
    [{ text: 'x', kind: 'pem' }, ['kind', 'unknown_field']],
  ])('names what is wrong with %j', (body, issue) => {
    expect(issuesOf(parseParseBody(body))).toEqual([issue]);
  });
  it('refuses more than a megabyte', () => {
    expect(issuesOf(parseParseBody({ text: 'x'.repeat(1_048_577) }))).toEqual([
      ['text', 'too_long', 'at most 1048576'],
    ]);
  });
});

it('no body makes a parser throw', () => {
  fc.assert(
    fc.property(fc.anything(), (body) => {
      for (const parse of [parseSaveBody, parseModeBody, parseDiscoverBody])
        expect(typeof parse(body).ok).toBe('boolean');
    }),
  );
});
