// What a pasted text is, by its labels and first bytes: enough for the browser to refuse a private key unsent.

import { bareKind, holdsBarePrivateKey } from './bare-der.ts';

export type PastedKind =
  | 'certificate'
  | 'private_key'
  | 'certificate_request'
  | 'metadata'
  | 'url'
  | 'unknown';

/**
 * Recognises a pasted text by its labels and first bytes; whether a certificate is one, the server finds out. A text
 * that holds a private key anywhere is `private_key`, whatever else is in it.
 */
export function recognise(text: string): PastedKind {
  const plain = withPlainDashes(text).trim();
  if (holdsPrivateKey(plain)) return 'private_key';
  if (/<(?:[\w.-]+:)?(?:EntityDescriptor|EntitiesDescriptor)[\s>]/.test(plain)) return 'metadata';
  if (/-\s*BEGIN (?:NEW )?CERTIFICATE REQUEST\s*-/i.test(plain)) return 'certificate_request';
  if (/-\s*BEGIN (?:TRUSTED |X509 )?CERTIFICATE\s*-/i.test(plain)) return 'certificate';
  if (/^https?:\/\/\S+$/i.test(plain)) return 'url';
  return bareKind(plain);
}

/** Word processors and chat tools turn dashes into typographic ones and leave invisible characters behind. */
function withPlainDashes(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, '-')
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '');
}

/** Labels count without their dashes and by either end: what was pasted may be cut off or retyped. */
const PRIVATE_KEY_LABELS: readonly RegExp[] = [
  /\b(?:BEGIN|END)\s[A-Z0-9\s]{0,40}PRIVATE\s{1,4}KEY/i,
  /\bProc-Type:\s{0,4}4,\s{0,4}ENCRYPTED/i,
  /\bPuTTY-User-Key-File/i,
  // A JSON Web Key with its private part (RFC 7518 §6.2.2.1, §6.3.2.1), and .NET's XML form of an RSA key.
  /"d"\s{0,4}:\s{0,4}"[\w-]{16,}/,
  /<D>[A-Za-z0-9+/=\s]{64}/,
];

function holdsPrivateKey(text: string): boolean {
  return PRIVATE_KEY_LABELS.some((label) => label.test(text)) || holdsBarePrivateKey(text);
}
