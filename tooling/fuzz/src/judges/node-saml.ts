// node-saml as an independent judge, with the same pinned certificates. Its own clock, audience and request checks are off.

import { SAML, ValidateInResponseTo, type Profile } from '@node-saml/node-saml';
import type { VerifiedAssertion } from '@team-sso/core/reasons';
import { X509Certificate } from 'node:crypto';
import type { Identity } from '../identity.ts';
import type { Original, Pool } from '../pool/original.ts';

/** What node-saml reads in a response, or why it refuses. */
export type NodeSamlVerdict =
  | { readonly kind: 'accepted'; readonly identity: Identity }
  | { readonly kind: 'refused'; readonly message: string };

/** Which signatures node-saml must find: those the strict engine verified, or any one that covers the assertion. */
export type WantedSignatures = VerifiedAssertion['signed'] | 'any';

/** node-saml over a pool. */
export class NodeSamlJudge {
  readonly #pool: Pool;
  readonly #judges = new Map<string, SAML>();

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async judge(original: Original, samlResponse: string, wanted: WantedSignatures): Promise<NodeSamlVerdict> {
    const judge = this.#judgeFor(original, wanted);
    const restoreConsole = silenceConsole();
    try {
      const { profile } = await judge.validatePostResponseAsync({ SAMLResponse: samlResponse });
      if (profile === null) return { kind: 'refused', message: 'no profile' };
      return { kind: 'accepted', identity: identityOfProfile(profile) };
    } catch (error) {
      return { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
    } finally {
      restoreConsole();
    }
  }

  #judgeFor(original: Original, wanted: WantedSignatures): SAML {
    const { acsUrl, spEntityId } = original.circumstances;
    const key = `${original.signerFingerprint} ${wanted} ${acsUrl} ${spEntityId}`;
    let judge = this.#judges.get(key);
    if (judge === undefined) {
      judge = new SAML({
        callbackUrl: acsUrl,
        issuer: spEntityId,
        idpCert: signerFirst(original),
        wantAuthnResponseSigned: wanted === 'response' || wanted === 'both',
        wantAssertionsSigned: wanted === 'assertion' || wanted === 'both',
        decryptionPvk: this.#pool.decryptionKeyPem,
        audience: false,
        acceptedClockSkewMs: -1,
        validateInResponseTo: ValidateInResponseTo.never,
      });
      this.#judges.set(key, judge);
    }
    return judge;
  }
}

/** RSA certificates only, the one that signed first: each further one costs a whole verification. */
function signerFirst(original: Original): string[] {
  const rank = (pem: string): number => (fingerprintOf(pem) === original.signerFingerprint ? 0 : 1);
  return original.circumstances.signingCertificates
    .filter((pem) => new X509Certificate(pem).publicKey.asymmetricKeyType === 'rsa')
    .toSorted((a, b) => rank(a) - rank(b));
}

function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
}

function identityOfProfile(profile: Profile): Identity {
  const attributes: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(recordOf(profile['attributes']))) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    attributes[name] = values.map((item) => (typeof item === 'string' ? item : ''));
  }
  return {
    nameId: profile.nameID,
    nameIdFormat: profile.nameIDFormat || null,
    idpEntityId: profile.issuer,
    sessionIndex: profile.sessionIndex ?? null,
    attributes,
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** xmldom writes about every oddity to the console. */
function silenceConsole(): () => void {
  const { error, warn } = console;
  Object.assign(console, { error: () => undefined, warn: () => undefined });
  return () => Object.assign(console, { error, warn });
}
