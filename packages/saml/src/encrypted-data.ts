// Finds the parts of an encrypted assertion (xmlenc-core1 §3): one EncryptedData, one EncryptedKey, both by fixed places.

import type { KeyTransport } from './encryption-algorithms.ts';
import { decodeBase64 } from './base64.ts';
import { ATTRIBUTE, DS, XENC, XENC11, localNameIdOf } from './names.ts';
import { ENCRYPTION_NAMESPACE } from './namespaces.ts';
import { refuse } from './refuse.ts';
import { HAS_TEXT, type XmlTable } from './xml-table.ts';

/** What must be decrypted, and with what. */
export interface EncryptedParts {
  readonly contentAlgorithm: string;
  readonly content: Buffer;
  readonly keyTransport: KeyTransport;
  readonly encryptedKey: Buffer;
}

const WHOLE_ELEMENT = `${ENCRYPTION_NAMESPACE}Element`;
const ENCRYPTION_LOCAL_NAMES: ReadonlySet<number> = new Set(Object.values(XENC).map(localNameIdOf));

/** Reads an EncryptedAssertion. Whatever is not where it belongs is refused as one kind of failure. */
export function readEncryptedParts(table: XmlTable, row: number): EncryptedParts {
  const data = table.child(row, XENC.EncryptedData);
  const type = table.attribute(data, ATTRIBUTE.Type);
  // Content instead of an element would be a piece of somebody else's sentence (saml-core-2.0-os §6.1).
  if (type !== null && type !== WHOLE_ELEMENT) {
    refuse('encryption-algorithm', 'EncryptedData of another type than Element', {
      expected: WHOLE_ELEMENT,
      received: type,
    });
  }
  checkChildren(table, data, [XENC.EncryptionMethod, DS.KeyInfo, XENC.CipherData]);
  const key = findEncryptedKey(table, row, data);
  checkChildren(table, key, [
    XENC.EncryptionMethod,
    DS.KeyInfo,
    XENC.CipherData,
    XENC.ReferenceList,
    XENC.CarriedKeyName,
  ]);
  const contentMethod = required(table, data, XENC.EncryptionMethod);
  const keyMethod = required(table, key, XENC.EncryptionMethod);
  checkParameters(table, contentMethod, []);
  checkParameters(table, keyMethod, [XENC.OAEPparams, DS.DigestMethod, XENC11.MGF]);
  const digest = table.child(keyMethod, DS.DigestMethod);
  const mask = table.child(keyMethod, XENC11.MGF);
  const label = table.child(keyMethod, XENC.OAEPparams);
  return {
    contentAlgorithm: algorithmOf(table, contentMethod),
    content: cipherValue(table, data),
    keyTransport: {
      algorithm: algorithmOf(table, keyMethod),
      digestMethod: digest < 0 ? null : algorithmOf(table, digest),
      maskFunction: mask < 0 ? null : algorithmOf(table, mask),
      hasLabel: label >= 0 && (table.flags(label) & HAS_TEXT) !== 0,
    },
    encryptedKey: cipherValue(table, key),
  };
}

/** The EncryptedKey inside KeyInfo, or beside EncryptedData where a RetrievalMethod of this very document names it. */
function findEncryptedKey(table: XmlTable, row: number, data: number): number {
  const keyInfo = table.child(data, DS.KeyInfo);
  const inside = keyInfo < 0 ? [] : childrenNamed(table, keyInfo, XENC.EncryptedKey);
  const beside = childrenNamed(table, row, XENC.EncryptedKey);
  const [key] = [...inside, ...beside];
  if (key === undefined || inside.length + beside.length !== 1)
    refuse('decryption', 'not exactly one EncryptedKey');
  checkNoOtherCipher(table, keyInfo, key);
  checkNoOtherCipher(table, table.child(key, DS.KeyInfo), -1);
  const retrieval = keyInfo < 0 ? -1 : table.child(keyInfo, DS.RetrievalMethod);
  if (retrieval >= 0 || beside.length > 0) checkRetrievalMethod(table, retrieval, key);
  return key;
}

/** Never dereferenced: it is compared with the one key that there is. */
function checkRetrievalMethod(table: XmlTable, retrieval: number, key: number): void {
  const id = table.attribute(key, ATTRIBUTE.Id);
  const isPlain = retrieval >= 0 && table.next(retrieval) === retrieval + 1;
  if (!isPlain || id === null || table.attribute(retrieval, ATTRIBUTE.URI) !== `#${id}`)
    refuse('decryption', 'no RetrievalMethod that names the EncryptedKey');
}

/** KeyInfo is open to anything (xmldsig-core1 §4.5), but another reader takes a CipherValue wherever it finds one. */
function checkNoOtherCipher(table: XmlTable, keyInfo: number, key: number): void {
  if (keyInfo < 0) return;
  for (let row = keyInfo + 1; row < table.next(keyInfo); row++) {
    if (row === key) row = table.next(key) - 1;
    else if (ENCRYPTION_LOCAL_NAMES.has(localNameIdOf(table.name(row))))
      refuse('decryption', `${table.qualifiedName(row)} in KeyInfo`);
  }
}

function childrenNamed(table: XmlTable, row: number, name: number): readonly number[] {
  const rows: number[] = [];
  for (let child = row + 1; child < table.next(row); child = table.next(child)) {
    if (table.name(child) === name) rows.push(child);
  }
  return rows;
}

/** Only these children, each at most once, in this order (xmlenc-core1 §3.1). */
function checkChildren(table: XmlTable, row: number, names: readonly number[]): void {
  let last = -1;
  for (let child = row + 1; child < table.next(row); child = table.next(child)) {
    const place = names.indexOf(table.name(child));
    if (place <= last) refuse('decryption', `${table.qualifiedName(child)} is out of its place`);
    last = place;
  }
  if ((table.flags(row) & HAS_TEXT) !== 0) refuse('decryption', 'text where only elements may be');
}

/** Only these parameters of an algorithm, each at most once and without children: another reader looks for a CipherValue anywhere. */
function checkParameters(table: XmlTable, row: number, names: readonly number[]): void {
  const seen = new Set<number>();
  for (let child = row + 1; child < table.next(row); child = table.next(child)) {
    const name = table.name(child);
    if (!names.includes(name) || seen.has(name) || table.next(child) !== child + 1)
      refuse('decryption', `${table.qualifiedName(child)} is no parameter of an algorithm`);
    seen.add(name);
  }
}

function required(table: XmlTable, row: number, name: number): number {
  const child = table.child(row, name);
  return child < 0 ? refuse('decryption', 'an element is missing') : child;
}

/** CipherValue only: a CipherReference would have to be fetched. */
function cipherValue(table: XmlTable, row: number): Buffer {
  const data = required(table, row, XENC.CipherData);
  const value = required(table, data, XENC.CipherValue);
  const isAlone = value === data + 1 && table.next(data) === value + 1;
  return (
    (isAlone ? decodeBase64(table.text(value)) : null) ?? refuse('decryption', 'CipherValue is not base64')
  );
}

function algorithmOf(table: XmlTable, row: number): string {
  return table.attribute(row, ATTRIBUTE.Algorithm) ?? '';
}
