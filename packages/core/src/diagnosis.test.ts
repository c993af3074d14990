import { describe, expect, it } from 'vitest';
import { diagnose, type Refusal } from './diagnosis.ts';

const OWN = {
  acsUrl: 'https://bots.example/sso/acme/acs',
  spEntityId: 'https://bots.example/sso/eu',
  otherScopeSpEntityId: 'https://bots.example/sso/eu/teams/acme',
  otherRegions: [{ name: 'United States', spEntityId: 'https://bots.example/sso/us' }],
};

const repairs = (refusal: Refusal, fromTest = true): readonly string[] =>
  diagnose(refusal, OWN, fromTest).repairs.map(({ kind }) => kind);

describe('the repairs of a diagnosis', () => {
  it('accept AES-CBC where that is what came, and nothing weaker', () => {
    const received = 'http://www.w3.org/2001/04/xmlenc#aes128-cbc';
    expect(repairs({ reason: 'encryption_weak', received })).toEqual(['allow_cbc_encryption', 'test_again']);
    const tripleDes = 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc';
    for (const weak of [tripleDes, 'http://www.w3.org/2001/04/xmlenc#rsa-1_5'])
      expect(repairs({ reason: 'encryption_weak', received: weak })).toEqual(['test_again']);
  });

  it('take a key or an issuer over from the admin’s own test only', () => {
    const wrongKey: Refusal = { reason: 'signature_wrong_key', certificateFingerprint: 'ab'.repeat(32) };
    const issuer: Refusal = { reason: 'issuer_mismatch', expected: 'a', received: 'b' };
    expect([repairs(wrongKey), repairs(issuer)]).toEqual([
      ['add_certificate_as_next', 'test_again'],
      ['use_issuer', 'test_again'],
    ]);
    expect([repairs(wrongKey, false), repairs(issuer, false)]).toEqual([['test_again'], ['test_again']]);
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
