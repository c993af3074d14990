import { describe, expect, it } from 'vitest';
import { diagnose, sideOf, writeAttributeNames, type Diagnosis, type Refusal } from './diagnosis.ts';
import { SIGN_IN_REASONS } from './reasons.ts';

const OWN = {
  acsUrl: 'https://bots.example/sso/acme/acs',
  spEntityId: 'https://bots.example/sso/eu',
  otherScopeSpEntityId: 'https://bots.example/sso/eu/teams/acme',
  otherRegions: [{ name: 'United States', spEntityId: 'https://bots.example/sso/us' }],
};

const SHOWN = { fingerprint: 'ab'.repeat(32), subject: 'CN=idp', notAfter: '2029-01-03T00:00:00.000Z' };

const repairs = (refusal: Refusal, fromTest = true): readonly string[] =>
  diagnose(refusal, OWN, fromTest).repairs.map(({ kind }) => kind);

describe('a diagnosis', () => {
  it.each<readonly [Refusal['reason'], Omit<Partial<Diagnosis>, 'repairs'>, readonly string[]]>([
    ['signature_wrong_key', { side: 'settings', field: 'signingCertificates' }, ['add_certificate_as_next']],
    ['signature_missing', { side: 'provider' }, []],
    ['signature_weak', { side: 'provider' }, []],
    ['issuer_mismatch', { side: 'settings', field: 'idpEntityId' }, ['use_issuer']],
    ['audience_mismatch', { side: 'provider', field: 'spEntityId' }, ['copy_entity_id']],
    ['destination_mismatch', { side: 'provider', field: 'acsUrl' }, ['copy_acs_url']],
    ['recipient_mismatch', { side: 'provider', field: 'acsUrl' }, ['copy_acs_url']],
    ['email_missing', { side: 'provider', field: 'email' }, ['map_email']],
    ['nameid_transient', { side: 'provider', field: 'nameIdFormat' }, []],
    ['nameid_missing', { side: 'provider', field: 'nameIdFormat' }, []],
    ['nameid_encrypted', { side: 'provider', field: 'nameIdFormat' }, []],
    ['assertion_expired', { side: 'time' }, []],
    ['assertion_too_early', { side: 'time' }, []],
    ['in_response_to_unknown', { side: 'provider' }, []],
    ['status_not_success', { side: 'provider' }, []],
    ['assertion_encrypted_no_key', { side: 'provider' }, ['download_metadata']],
    ['decryption_failed', { side: 'provider' }, ['download_metadata']],
    ['email_domain_not_allowed', { side: 'settings' }, []],
    ['member_unknown', { side: 'settings' }, []],
    ['browser_mismatch', { side: 'person' }, []],
    ['replayed', { side: 'person' }, []],
    ['second_opinion_differs', { side: 'us' }, []],
    ['store_unavailable', { side: 'us' }, []],
  ])('of %s says whose side it is, which field, and what repairs it', (reason, facts, kinds) => {
    const refusal = { reason, expected: 'one', received: 'two', shownCertificate: SHOWN };
    const diagnosis = diagnose(refusal, OWN, true);
    expect(diagnosis).toMatchObject({ ...facts, expected: 'one', received: 'two', certificate: SHOWN });
    expect(diagnosis.field).toBe(facts.field);
    expect(diagnosis.repairs.map(({ kind }) => kind)).toEqual([...kinds, 'test_again']);
  });

  it.each(SIGN_IN_REASONS)('of %s has a side, ends in another test, and has nothing to compare', (reason) => {
    const diagnosis = diagnose({ reason }, OWN, true);
    expect(diagnosis.side).toBe(sideOf(reason));
    expect(diagnosis.repairs.at(-1)).toEqual({ kind: 'test_again' });
    for (const key of ['expected', 'received', 'nearMiss', 'certificate'])
      expect(diagnosis).not.toHaveProperty(key);
  });

  it('marks the near miss between what was expected and received', () => {
    const diagnosis = diagnose(
      { reason: 'issuer_mismatch', expected: 'https://idp.example', received: 'https://idp.example/' },
      OWN,
      true,
    );
    expect(diagnosis.nearMiss).toBe('trailing_slash');
    expect(diagnosis.repairs[0]).toEqual({ kind: 'use_issuer', idpEntityId: 'https://idp.example/' });
  });

  it.each<readonly [string | undefined, string | undefined, number | undefined]>([
    ['after 2026-11-23T10:00:00.000Z', '2026-11-23T09:55:49.6Z', 250],
    ['not after 2026-11-23T10:00:00.000Z', '2026-11-23T10:10:00.123456Z', 600],
    ['after 2026-11-23T10:00:00.000Z', 'yesterday', undefined],
    ['after 2026-11-23T10:00:00.000Z', undefined, undefined],
    [undefined, '2026-11-23T10:00:00Z', undefined],
  ])('about the clock, of %s and %s, says by how much it is off', (expected, received, seconds) => {
    const values = { ...(expected ? { expected } : {}), ...(received ? { received } : {}) };
    expect(diagnose({ reason: 'assertion_expired', ...values }, OWN, true).offBySeconds).toBe(seconds);
    expect(diagnose({ reason: 'assertion_too_early', ...values }, OWN, true).offBySeconds).toBe(seconds);
    expect(diagnose({ reason: 'issuer_mismatch', ...values }, OWN, true)).not.toHaveProperty('offBySeconds');
  });

  it('of a missing address offers the names of what came, as many as fit', () => {
    const received = writeAttributeNames(['mail', '', 'a, b', 'upn', 'a-name-that-no-longer-fits'], 12);
    expect(received).toBe('mail, upn');
    expect(diagnose({ reason: 'email_missing', received }, OWN, false).repairs[0]).toEqual({
      kind: 'map_email',
      choices: ['mail', 'upn'],
    });
  });
});

describe('the repairs of a diagnosis', () => {
  it('accept AES-CBC where that is what came, and nothing weaker', () => {
    const received = 'http://www.w3.org/2001/04/xmlenc#aes128-cbc';
    expect(repairs({ reason: 'encryption_weak', received })).toEqual(['allow_cbc_encryption', 'test_again']);
    const tripleDes = 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc';
    for (const weak of [tripleDes, 'http://www.w3.org/2001/04/xmlenc#rsa-1_5'])
      expect(repairs({ reason: 'encryption_weak', received: weak })).toEqual(['test_again']);
  });

  it('take a key or an issuer over from the admin’s own test only', () => {
    const wrongKey: Refusal = { reason: 'signature_wrong_key', shownCertificate: SHOWN };
    const issuer: Refusal = { reason: 'issuer_mismatch', expected: 'a', received: 'b' };
    expect([repairs(wrongKey), repairs(issuer)]).toEqual([
      ['add_certificate_as_next', 'test_again'],
      ['use_issuer', 'test_again'],
    ]);
    expect([repairs(wrongKey, false), repairs(issuer, false)]).toEqual([['test_again'], ['test_again']]);
  });

  it('bring a certificate along only from where somebody brought it before, or the metadata URL publishes it', () => {
    const refusal: Refusal = { reason: 'signature_wrong_key', shownCertificate: SHOWN };
    const other = { where: 'live', fingerprint: 'cd'.repeat(32), pem: 'other' } as const;
    const same = { where: 'draft', fingerprint: SHOWN.fingerprint, pem: 'the draft’s' } as const;
    const repair = { kind: 'add_certificate_as_next', fingerprint: SHOWN.fingerprint };
    expect(diagnose(refusal, OWN, true, [other]).repairs[0]).toEqual(repair);
    expect(diagnose(refusal, OWN, true, [other, same]).repairs[0]).toEqual({
      ...repair,
      confirmedBy: 'draft',
      certificate: 'the draft’s',
    });
    expect(diagnose(refusal, OWN, false, [same]).repairs).toEqual([{ kind: 'test_again' }]);
  });

  it('offer a key that a login was signed by when the provider publishes it, and as it is published', () => {
    const refusal: Refusal = { reason: 'signature_wrong_key', shownCertificate: SHOWN };
    const published = {
      where: 'metadata',
      fingerprint: SHOWN.fingerprint,
      pem: 'the published one',
    } as const;
    expect(diagnose(refusal, OWN, false, [published]).repairs[0]).toEqual({
      kind: 'add_certificate_as_next',
      fingerprint: SHOWN.fingerprint,
      confirmedBy: 'metadata',
      certificate: 'the published one',
    });
    const another = { ...published, fingerprint: 'cd'.repeat(32) };
    expect(diagnose(refusal, OWN, false, [another]).repairs).toEqual([{ kind: 'test_again' }]);
    expect(diagnose({ reason: 'signature_wrong_key' }, OWN, false, [published]).repairs).toEqual([
      { kind: 'test_again' },
    ]);
  });

  it('switch to the team’s own entity ID only where that is what the provider has', () => {
    const audience = (received: string): Refusal => ({
      reason: 'audience_mismatch',
      expected: OWN.spEntityId,
      received,
    });
    expect(repairs(audience(OWN.otherScopeSpEntityId))).toContain('use_entity_id_scope');
    expect(repairs(audience('https://bots.example/sso/us'))).toEqual(['copy_entity_id', 'test_again']);
  });
});
