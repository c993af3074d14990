import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connection, stored, storedConnection } from '../test/settings-builder.ts';
import { PROVIDERS, type Connection } from './connection.ts';
import { parseSettings, serializeSettings } from './settings-json.ts';
import { MODES, NEVER_CONFIGURED, type TeamSettings } from './settings.ts';

const text = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((value) => value.trim() === value);
const url = fc
  .webUrl({ withQueryParameters: true })
  .filter((value) => value.length < 2_048 && !/[<>"\\]/.test(value));
const date = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
/** PEM ends with a line break, which input loses and a store must not. */
const certificates = fc.array(
  fc.tuple(text, fc.constantFrom('', '\n')).map((parts) => parts.join('')),
  { minLength: 1, maxLength: 5 },
);
const names = fc.array(text, { maxLength: 3 });
const connectionFields: fc.Arbitrary<Connection> = fc.record(
  {
    provider: fc.constantFrom(...PROVIDERS),
    idpEntityId: text,
    signOnUrl: url,
    signOnBinding: fc.constantFrom('redirect', 'post'),
    signingCertificates: certificates,
    metadataUrl: url,
    metadataSigningCertificates: certificates,
    metadataPolicy: fc.constantFrom('notify', 'add-certificates', 'manual'),
    signRequests: fc.boolean(),
    nameIdFormat: text,
    requestedAuthnContext: text,
    forceAuthn: fc.boolean(),
    allowUnsolicited: fc.boolean(),
    allowCbcEncryption: fc.boolean(),
    spEntityIdScope: fc.constantFrom('region', 'team'),
    attributeMapping: fc.record({ email: names, name: names, groups: names }, { requiredKeys: [] }),
    logoutUrl: url,
    logoutResponseUrl: url,
    logoutBinding: fc.constantFrom('redirect', 'post'),
  },
  { requiredKeys: Object.keys(connection()) as (keyof Connection)[] },
);
const storedField = fc
  .tuple(connectionFields, text)
  .map(([fields, connectionId]) => ({ ...fields, connectionId }));
const settings: fc.Arbitrary<TeamSettings> = fc.record({
  mode: fc.constantFrom(...MODES),
  live: fc.option(storedField),
  draft: fc.option(
    fc.tuple(storedField, fc.option(text)).map(([fields, basedOn]) => ({ ...fields, basedOn })),
  ),
  previous: fc.option(fc.record({ connection: storedField, replacedAt: date })),
  policy: fc.record(
    {
      emergencyAdmins: fc.array(text, { maxLength: 5 }),
      guests: fc.constantFrom('exempt', 'required', 'blocked'),
      personalTokenDays: fc.nat(),
      serviceTokens: fc.constantFrom('exempt', 'refused'),
      reauthenticateAfterHours: fc.nat(),
      justInTime: fc.constantFrom('off', 'invite-only', 'on'),
      defaultRole: text,
      roleRules: fc.array(
        fc.record({ attribute: text, value: text, role: text }, { requiredKeys: ['value', 'role'] }),
      ),
    },
    {
      requiredKeys: [
        'emergencyAdmins',
        'guests',
        'personalTokenDays',
        'serviceTokens',
        'justInTime',
        'defaultRole',
      ],
    },
  ),
  requirement: fc.option(
    fc.record(
      { since: date, confirmBy: date, ownCredentialSessionsEndAt: date },
      { requiredKeys: ['since', 'ownCredentialSessionsEndAt'] },
    ),
  ),
});

describe('settings as text', () => {
  it('come back as they were, dates included', () => {
    fc.assert(
      fc.property(settings, (given) => {
        expect(parseSettings(serializeSettings(given))).toStrictEqual(structuredClone(given));
      }),
      { numRuns: 300 },
    );
  });

  it('come back as they were when nothing was ever configured', () => {
    expect(parseSettings(serializeSettings(NEVER_CONFIGURED))).toStrictEqual(NEVER_CONFIGURED);
  });

  const good = serializeSettings(stored({ mode: 'optional', live: storedConnection('live-1') }).settings);
  const damaged = (change: (value: Record<string, unknown>) => void) => {
    const value = JSON.parse(good) as Record<string, unknown>;
    change(value);
    return JSON.stringify(value);
  };
  it.each<readonly [string, string]>([
    ['no JSON', 'nonsense'],
    ['cut off', good.slice(0, -1)],
    ['not an object', '[]'],
    ['null', 'null'],
    ['without a mode', damaged((value) => delete value['mode'])],
    ['of an unknown mode', damaged((value) => (value['mode'] = 'sometimes'))],
    ['with a date that is none', damaged((value) => (value['requirement'] = { since: 'yesterday' }))],
    [
      'without a connectionId',
      damaged((value) => delete (value['live'] as Record<string, unknown>)['connectionId']),
    ],
    [
      'with a damaged connection',
      damaged((value) => ((value['live'] as Record<string, unknown>)['signOnUrl'] = '')),
    ],
  ])('are refused when %s', (_what, damagedText) => {
    expect(() => parseSettings(damagedText)).toThrow(TypeError);
  });
});
