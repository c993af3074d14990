// What an attack is, what it may draw on, and what a verifier is given to judge it.

import type { KeyObject } from 'node:crypto';
import { createSigningIdentity } from '../signing-identity.ts';
import type { SigningIdentity } from '../signing-identity.ts';

/** The classes of attack, in the order of the catalogue. */
export const ATTACK_CLASSES = [
  'signature-exclusion',
  'signature-validity',
  'signature-wrapping',
  'signature-structure',
  'reference',
  'transforms',
  'canonicalization',
  'algorithm',
  'key',
  'namespace',
  'attribute',
  'encoding',
  'well-formedness',
  'dtd',
  'text-injection',
  'message-type',
  'status',
  'several-assertions',
  'issuer',
  'destination',
  'audience',
  'conditions',
  'subject',
  'recipient',
  'time',
  'in-response-to',
  'authn-statement',
  'encryption',
  'size',
] as const;
/** The class of an attack. */
export type AttackClass = (typeof ATTACK_CLASSES)[number];

/** Keys, addresses and the clock that attacks are built with. */
export interface AttackContext {
  readonly now: Date;
  readonly idpEntityId: string;
  readonly spEntityId: string;
  readonly acsUrl: string;
  /** The pending request. */
  readonly requestId: string;
  /** The pinned key of the team's provider. */
  readonly provider: SigningIdentity;
  /** An EC key of the same provider; pinned only where an attack says so. */
  readonly providerEc: SigningIdentity;
  /** The attacker's own key, never pinned. */
  readonly attacker: SigningIdentity;
  /** RSA of 1024 bits; pinned only where an attack says so. */
  readonly weak: SigningIdentity;
  /** The service provider's decryption key. */
  readonly serviceProvider: SigningIdentity;
}

/** Everything a verifier needs to judge one message. */
export interface VerificationInput {
  readonly idpEntityId: string;
  /** PEM of every pinned certificate. */
  readonly signingCertificates: readonly string[];
  readonly acsUrl: string;
  readonly spEntityId: string;
  readonly expectedInResponseTo: string | null;
  readonly now: Date;
  readonly decryptionKeys: readonly KeyObject[];
  readonly allowCbcEncryption: boolean;
}

/** A message and the circumstances it is judged under. */
export interface AttackCase {
  /** The form value as it arrives. */
  readonly samlResponse: string;
  readonly verification: VerificationInput;
}

/** One attack. */
export interface Attack {
  /** Unique over all attacks; says what is wrong with the message. */
  readonly name: string;
  readonly class: AttackClass;
  /**
   * The reason codes that are a right answer. The first is the one the rules name; more are listed where the
   * order of two checks decides between codes that are equally true.
   */
  readonly expect: readonly string[];
  readonly build: (context: AttackContext) => AttackCase;
}

/** The person in the honest messages, and the person an attacker wants to be. */
export const VICTIM = { honest: 'member@acme.example', wanted: 'owner@acme.example' } as const;

/** Makes the keys of a context; they cost about a second, so share one between many attacks. */
export function createAttackContext(options: { readonly now: Date } & Partial<AttackContext>): AttackContext {
  return {
    idpEntityId: 'https://idp.example/metadata',
    spEntityId: 'https://auth.acmebots.example/sso/eu',
    acsUrl: 'http://localhost:3000/sso/acme/acs',
    requestId: '_5e0c6a1d2f3b4c5d6e7f8091a2b3c4d5',
    provider: options.provider ?? createSigningIdentity({ commonName: 'Provider' }),
    providerEc: options.providerEc ?? createSigningIdentity({ commonName: 'Provider', keyType: 'ec' }),
    attacker: options.attacker ?? createSigningIdentity({ commonName: 'Provider' }),
    weak: options.weak ?? createSigningIdentity({ commonName: 'Provider', bits: 1024 }),
    serviceProvider: options.serviceProvider ?? createSigningIdentity({ commonName: 'Service provider' }),
    ...options,
  };
}

/** What a verifier of this context is given when nothing special is wanted. */
export function verificationFor(
  context: AttackContext,
  change: Partial<VerificationInput> = {},
): VerificationInput {
  return {
    idpEntityId: context.idpEntityId,
    signingCertificates: [context.provider.certificatePem],
    acsUrl: context.acsUrl,
    spEntityId: context.spEntityId,
    expectedInResponseTo: context.requestId,
    now: context.now,
    decryptionKeys: [context.serviceProvider.privateKey],
    allowCbcEncryption: false,
    ...change,
  };
}
