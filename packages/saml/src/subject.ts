// The subject of an assertion: its NameID and its confirmations (saml-core-2.0-os §2.4).

import { MAX_NAME_ID_CHARACTERS } from './limits.ts';
import { ATTRIBUTE, SAML } from './names.ts';
import type { XmlTable } from './xml-table.ts';

export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
export const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';

/** One SubjectConfirmation as written; what is absent is null. */
export interface Confirmation {
  readonly method: string | null;
  readonly hasData: boolean;
  readonly recipient: string | null;
  readonly notBefore: string | null;
  readonly notOnOrAfter: string | null;
  readonly inResponseTo: string | null;
}

/** The NameID element of the subject, or -1. */
export function nameIdOf(table: XmlTable, assertionRow: number): number {
  const subject = table.child(assertionRow, SAML.Subject);
  return subject < 0 ? -1 : table.child(subject, SAML.NameID);
}

/** Whether the subject is named by an EncryptedID only. */
export function hasEncryptedId(table: XmlTable, assertionRow: number): boolean {
  const subject = table.child(assertionRow, SAML.Subject);
  return subject >= 0 && table.child(subject, SAML.EncryptedID) >= 0;
}

/** All confirmations of the subject in document order. */
export function confirmationsOf(table: XmlTable, assertionRow: number): readonly Confirmation[] {
  const subject = table.child(assertionRow, SAML.Subject);
  const confirmations: Confirmation[] = [];
  if (subject < 0) return confirmations;
  const end = table.next(subject);
  for (let child = subject + 1; child < end; child = table.next(child)) {
    if (table.name(child) === SAML.SubjectConfirmation) confirmations.push(readConfirmation(table, child));
  }
  return confirmations;
}

function readConfirmation(table: XmlTable, row: number): Confirmation {
  const data = table.child(row, SAML.SubjectConfirmationData);
  const attribute = (name: number): string | null => (data < 0 ? null : table.attribute(data, name));
  return {
    method: table.attribute(row, ATTRIBUTE.Method),
    hasData: data >= 0,
    recipient: attribute(ATTRIBUTE.Recipient),
    notBefore: attribute(ATTRIBUTE.NotBefore),
    notOnOrAfter: attribute(ATTRIBUTE.NotOnOrAfter),
    inResponseTo: attribute(ATTRIBUTE.InResponseTo),
  };
}

/** Not blank, not endless, and without control characters, which are invisible to whoever compares names. */
export function isSaneNameId(text: string): boolean {
  if (text.length > MAX_NAME_ID_CHARACTERS || text.trim() === '') return false;
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  return !/[\u0000-\u001f\u007f-\u009f]/.test(text);
}
