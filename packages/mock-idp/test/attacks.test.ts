// The catalogue itself: complete, distinct, and wrong in one way only.

import { describe, expect, it } from 'vitest';
import { ATTACK_CLASSES, attacks, createAttackContext, goodResponses } from '../src/index.ts';
import type { AttackClass } from '../src/index.ts';
import { hasXmlsec1, verifiesWithXmlCrypto, verifiesWithXmlsec1 } from './independent-verifiers.ts';

const context = createAttackContext({ now: new Date('2026-11-23T10:00:00Z') });
const decode = (samlResponse: string): string => Buffer.from(samlResponse, 'base64').toString('utf8');

/** Classes whose messages a provider signs honestly: whatever is wrong with them is no matter of signatures. */
const HONESTLY_SIGNED: readonly AttackClass[] = [
  'issuer',
  'destination',
  'audience',
  'conditions',
  'subject',
  'recipient',
  'time',
  'in-response-to',
  'authn-statement',
];
const honest = attacks.filter(
  (attack) =>
    HONESTLY_SIGNED.includes(attack.class) &&
    !attack.expect.includes('signature_invalid') &&
    attack.name !== 'InResponseTo is moved to a foreign attribute',
);

describe('the attacks', () => {
  it('are at least two hundred', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(200);
  });

  it('have names that occur once', () => {
    expect(new Set(attacks.map((attack) => attack.name)).size).toBe(attacks.length);
  });

  it.each(ATTACK_CLASSES)('cover the class %s', (attackClass) => {
    expect(attacks.filter((attack) => attack.class === attackClass).length).toBeGreaterThanOrEqual(5);
  });

  it('name at least one code each', () => {
    expect(attacks.filter((attack) => attack.expect.length === 0)).toEqual([]);
  });

  it('are all built, and no two alike', () => {
    const messages = attacks.map((attack) => {
      const { samlResponse, verification } = attack.build(context);
      return samlResponse + verification.signingCertificates.join('') + verification.decryptionKeys.length;
    });
    expect(new Set(messages).size).toBe(attacks.length);
  });
});

describe('the attacks on rules', () => {
  it.each(honest.map((attack) => [`${attack.class}: ${attack.name}`, attack] as const))(
    'carry a good signature: %s',
    (_name, attack) => {
      const { samlResponse } = attack.build(context);
      expect(verifiesWithXmlCrypto(decode(samlResponse), context.provider.certificatePem)).toBe(true);
    },
  );
});

describe('the good responses', () => {
  const signed = goodResponses
    .map(({ name, build }) => ({ name, ...build(context) }))
    .map((good) => ({ ...good, xml: decode(good.samlResponse) }))
    .filter(({ xml }) => !xml.includes('EncryptedAssertion'));
  // xml-crypto knows no SHA-384 and no ECDSA; the parser below it drops an end tag with a blank in it.
  const forXmlCrypto = signed.filter(({ name }) => !/SHA-384|ECDSA|blanks inside tags/u.test(name));

  it('have names that occur once', () => {
    expect(new Set(goodResponses.map((good) => good.name)).size).toBe(goodResponses.length);
  });

  it.each(forXmlCrypto.map(({ name, xml }) => [name, xml] as const))(
    'satisfy xml-crypto: %s',
    (_name, xml) => {
      expect(verifiesWithXmlCrypto(xml, context.provider.certificatePem)).toBe(true);
    },
  );

  it.skipIf(!hasXmlsec1)(
    'satisfy xmlsec1',
    () => {
      const refused = signed.filter(({ xml, verification }) => {
        const id = /Issuer\s*>\s*<(?:\w+:)?Signature.*? URI="#([^"]*)"/su.exec(xml)?.[1] ?? '';
        return !verifiesWithXmlsec1(xml, verification.signingCertificates.at(-1) ?? '', id);
      });
      expect(refused.map(({ name }) => name)).toEqual([]);
    },
    60_000,
  );
});
