// The second opinion: node-saml judges a message that already carries a trusted signature. The only file that imports it.

import type { Profile } from '@node-saml/node-saml';
import type { VerifiedAssertion } from '@team-sso/core/reasons';
import { ATTRIBUTE, SAML } from './names.ts';
import { pemOf } from './pem.ts';
import { scanResponse } from './scanned-response.ts';
import type { VerifyResponseInput } from './verify-response.ts';
import type { XmlTable } from './xml-table.ts';

/** What node-saml said; `not_asked` when the message uses what node-saml cannot judge. */
export type SecondOpinion = 'agrees' | 'differs' | 'not_asked';

const SIGNATURE_ALGORITHMS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
]);
const DIGEST_ALGORITHMS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
]);

/**
 * Asks node-saml about a response that `verifyResponse` has accepted. It is loaded at the first call, and asked only about
 * RSA-SHA256/512 with SHA-256/512, unencrypted. It must agree on NameID, Format, Issuer, SessionIndex, and every attribute
 * that occurs once with plain, non-empty values. Its own clock, audience and request checks are off: ours are stricter.
 *
 * @param input What `verifyResponse` was given.
 * @param verified What `verifyResponse` returned.
 */
export async function askSecondOpinion(
  input: VerifyResponseInput,
  verified: VerifiedAssertion,
): Promise<SecondOpinion> {
  const { digestAlgorithm, signatureAlgorithm, wasEncrypted } = verified;
  if (
    wasEncrypted ||
    !SIGNATURE_ALGORITHMS.has(signatureAlgorithm) ||
    !DIGEST_ALGORITHMS.has(digestAlgorithm)
  ) {
    return 'not_asked';
  }
  const { samlResponse } = input;
  const { document, samlResponse: posted } =
    typeof samlResponse === 'string' ? scanResponse(samlResponse) : samlResponse;
  const profile = await readProfile(posted, input, verified);
  return profile !== null && agrees(profile, verified, comparableAttributes(document)) ? 'agrees' : 'differs';
}

async function readProfile(
  posted: string,
  input: VerifyResponseInput,
  verified: VerifiedAssertion,
): Promise<Profile | null> {
  const { SAML: NodeSaml, ValidateInResponseTo } = await import('@node-saml/node-saml');
  const judge = new NodeSaml({
    callbackUrl: input.acsUrl,
    issuer: input.spEntityId,
    // The key that verified first: each further one costs another pass.
    idpCert: input.connection.keys
      .toSorted((a, b) => rank(b.fingerprint, verified) - rank(a.fingerprint, verified))
      .map((key) => pemOf('CERTIFICATE', key.certificate)),
    wantAuthnResponseSigned: verified.signed !== 'assertion',
    wantAssertionsSigned: verified.signed !== 'response',
    audience: false,
    acceptedClockSkewMs: -1,
    validateInResponseTo: ValidateInResponseTo.never,
  });
  try {
    return (await judge.validatePostResponseAsync({ SAMLResponse: posted })).profile;
  } catch {
    // It refuses what we accepted; its words may quote the message, so they go nowhere.
    return null;
  }
}

function rank(fingerprint: string, verified: VerifiedAssertion): number {
  return fingerprint === verified.certificateFingerprint ? 1 : 0;
}

function agrees(profile: Profile, verified: VerifiedAssertion, names: readonly string[]): boolean {
  if (profile.nameID !== verified.nameId || profile.issuer !== verified.idpEntityId) return false;
  // node-saml leaves empty values out.
  if ((profile.nameIDFormat || undefined) !== (verified.nameIdFormat || undefined)) return false;
  if ((profile.sessionIndex || undefined) !== (verified.sessionIndex || undefined)) return false;
  const { attributes } = profile;
  return names.every((name) => hasSameValues(attributes, name, verified.attributes[name] ?? []));
}

function hasSameValues(attributes: unknown, name: string, expected: readonly string[]): boolean {
  if (typeof attributes !== 'object' || attributes === null || !Object.hasOwn(attributes, name)) return false;
  const value: unknown = Reflect.get(attributes, name);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.length === expected.length && values.every((item, index) => item === expected[index]);
}

/** Names that occur once with plain, non-empty values: of others node-saml keeps only a part or makes objects. */
function comparableAttributes(document: XmlTable): readonly string[] {
  const names = new Map<string, boolean>();
  for (let row = 0; row < document.rowCount; row++) {
    if (document.name(row) !== SAML.Attribute) continue;
    const name = document.attribute(row, ATTRIBUTE.Name) ?? '';
    names.set(name, !names.has(name) && name !== '__proto__' && hasPlainValues(document, row));
  }
  return [...names].filter(([, isComparable]) => isComparable).map(([name]) => name);
}

function hasPlainValues(document: XmlTable, row: number): boolean {
  const end = document.next(row);
  for (let value = row + 1; value < end; value++) {
    const isPlain = document.parent(value) === row && document.text(value).trim() !== '';
    if (!isPlain) return false;
  }
  return end > row + 1;
}
