// One enveloped signature: its profile checked before any cryptography, its digest over our canonical form, its key pinned.

import {
  DIGEST_METHODS,
  ENVELOPED_SIGNATURE,
  EXCLUSIVE_C14N,
  SIGNATURE_METHODS,
  WEAK_METHODS,
  digestOf,
  verifySignature,
  type DigestName,
  type SignatureMethod,
} from './algorithms.ts';
import { decodeBase64 } from './base64.ts';
import { canonicalize } from './canonicalize.ts';
import { certificateFingerprint } from './certificate-fingerprint.ts';
import { ATTRIBUTE, DS, EC } from './names.ts';
import { refuse } from './refuse.ts';
import type { SigningKey } from './signing-key.ts';
import type { XmlTable } from './xml-table.ts';

/** What a signature that verified was made with. */
export interface VerifiedSignature {
  readonly key: SigningKey;
  readonly signatureAlgorithm: string;
  readonly digestAlgorithm: string;
}

/**
 * Verifies the `ds:Signature` in `signatureRow` as an enveloped signature over its parent element.
 *
 * @throws SsoError `signature_weak`, `signature_unsupported`, `signature_invalid`, `signature_wrong_key`
 */
export function verifyEnvelopedSignature(
  table: XmlTable,
  signatureRow: number,
  keys: readonly SigningKey[],
): VerifiedSignature {
  const signedInfo = table.child(signatureRow, DS.SignedInfo);
  const reference = table.child(signedInfo, DS.Reference);
  const digestMethod = table.child(reference, DS.DigestMethod);
  const signatureAlgorithm = algorithmOf(table, table.child(signedInfo, DS.SignatureMethod));
  const digestAlgorithm = algorithmOf(table, digestMethod);
  const method =
    SIGNATURE_METHODS.get(signatureAlgorithm) ?? refuseAlgorithm('signature method', signatureAlgorithm);
  const digest = DIGEST_METHODS.get(digestAlgorithm) ?? refuseAlgorithm('digest method', digestAlgorithm);
  if (
    table.next(table.child(signedInfo, DS.SignatureMethod)) !==
    table.child(signedInfo, DS.SignatureMethod) + 1
  ) {
    refuse('signature', 'SignatureMethod with parameters');
  }
  checkReferenceUri(table, table.parent(signatureRow), reference);
  const inclusivePrefixes = readTransforms(table, table.child(reference, DS.Transforms));
  checkDigest(
    table,
    signatureRow,
    inclusivePrefixes,
    digest,
    table.text(table.child(reference, DS.DigestValue)),
  );
  const key = findKey(table, signatureRow, signedInfo, method, keys);
  return { key, signatureAlgorithm, digestAlgorithm };
}

/** xmldsig-core1 §4.4.3, saml-core-2.0-os §5.4.2: one same-document reference to the ID of the element that holds the signature. */
function checkReferenceUri(table: XmlTable, signedRow: number, reference: number): void {
  const id = table.attribute(signedRow, ATTRIBUTE.ID);
  const uri = table.attribute(reference, ATTRIBUTE.URI);
  if (id === null || uri !== `#${id}`) {
    refuse('signature', 'the reference is not to the element that holds the signature', {
      expected: id === null ? '' : `#${id}`,
      received: uri ?? '',
    });
  }
}

/** saml-core-2.0-os §5.4.4: exactly enveloped-signature, then exclusive canonicalization. Returns its inclusive prefixes. */
function readTransforms(table: XmlTable, transforms: number): readonly string[] {
  const first = transforms + 1;
  const second = table.next(first);
  const end = table.next(transforms);
  const isPair = second < end && table.next(second) === end;
  if (!isPair || algorithmOf(table, first) !== ENVELOPED_SIGNATURE || second !== first + 1) {
    refuse('signature', 'transforms other than enveloped-signature and exclusive canonicalization');
  }
  return readCanonicalization(table, second);
}

/** The inclusive prefixes of a Transform or CanonicalizationMethod that must be exclusive canonicalization. */
function readCanonicalization(table: XmlTable, row: number): readonly string[] {
  const algorithm = algorithmOf(table, row);
  if (!EXCLUSIVE_C14N.has(algorithm)) refuseAlgorithm('canonicalization', algorithm);
  const inclusive = table.child(row, EC.InclusiveNamespaces);
  if (table.next(row) !== row + (inclusive < 0 ? 1 : 2)) {
    refuse('signature', 'canonicalization with unknown parameters');
  }
  const list = inclusive < 0 ? '' : (table.attribute(inclusive, ATTRIBUTE.PrefixList) ?? '').trim();
  return list === '' ? [] : list.split(/[\t\n\r ]+/);
}

function checkDigest(
  table: XmlTable,
  signatureRow: number,
  inclusivePrefixes: readonly string[],
  digest: DigestName,
  digestValue: string,
): void {
  const canonical = canonicalize(table, table.parent(signatureRow), {
    omittedRow: signatureRow,
    inclusivePrefixes,
  });
  // A canonicalization that yields nothing has failed (CVE-2025-66568 in another implementation).
  if (canonical.length === 0) refuse('signature', 'an empty canonical form');
  const expected = decodeBase64(digestValue);
  if (expected === null || !digestOf(canonical, digest).equals(expected)) {
    refuse('signature', 'the content was changed after it was signed');
  }
}

/** Tries every pinned key of the method's type; the canonical SignedInfo is made once. */
function findKey(
  table: XmlTable,
  signatureRow: number,
  signedInfo: number,
  method: SignatureMethod,
  keys: readonly SigningKey[],
): SigningKey {
  const inclusivePrefixes = readCanonicalization(table, table.child(signedInfo, DS.CanonicalizationMethod));
  const octets = canonicalize(table, signedInfo, { inclusivePrefixes });
  const signature = decodeBase64(table.text(table.child(signatureRow, DS.SignatureValue)));
  if (signature !== null) {
    for (const key of keys) if (verifySignature(method, key, octets, signature)) return key;
  }
  refuseKey(table, signatureRow, method, keys);
}

/** Says which key it was, if the message shows one: for diagnosis only, KeyInfo never takes part in a decision. */
function refuseKey(
  table: XmlTable,
  signatureRow: number,
  method: SignatureMethod,
  keys: readonly SigningKey[],
): never {
  const expected = keys.map((key) => key.fingerprint).join(' ');
  const keyInfo = table.child(signatureRow, DS.KeyInfo);
  const data = keyInfo < 0 ? -1 : table.child(keyInfo, DS.X509Data);
  const shown = data < 0 ? -1 : table.child(data, DS.X509Certificate);
  const received = shown < 0 ? null : certificateFingerprint(table.text(shown));
  if (received !== null && !keys.some((key) => key.fingerprint === received)) {
    refuse('signature-key', 'signed with a key that is not pinned', { expected, received });
  }
  if (keys.every((key) => key.keyType !== method.keyType)) {
    refuse('signature-key', `no pinned key is of the type ${method.keyType}`, { expected });
  }
  refuse('signature', 'the signature does not verify with a pinned key', { expected });
}

function algorithmOf(table: XmlTable, row: number): string {
  return table.attribute(row, ATTRIBUTE.Algorithm) ?? '';
}

function refuseAlgorithm(what: string, algorithm: string): never {
  if (WEAK_METHODS.has(algorithm)) refuse('signature-strength', `${what} too weak`, { received: algorithm });
  refuse('signature-algorithm', `${what} not accepted`, { received: algorithm });
}
