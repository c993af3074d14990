// What a pasted text is, by its labels and first characters: enough for the browser to refuse a private key unsent.

export type PastedKind =
  | 'certificate'
  | 'private_key'
  | 'certificate_request'
  | 'metadata'
  | 'url'
  | 'unknown';

/** Recognises a pasted text. Looks at labels only; whether a certificate is one, the server finds out. */
export function recognise(text: string): PastedKind {
  // Smart quotes and dashes come from word processors and chat tools.
  const plain = text.replace(/[\u2010-\u2015\u2212]/g, '-').trim();
  if (
    /-+\s*BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?\s*-+/i.test(plain) ||
    plain.startsWith('PuTTY-User-Key-File')
  )
    return 'private_key';
  if (/-+\s*BEGIN (NEW )?CERTIFICATE REQUEST\s*-+/i.test(plain)) return 'certificate_request';
  if (/-+\s*BEGIN (TRUSTED |X509 )?CERTIFICATE\s*-+/i.test(plain)) return 'certificate';
  if (/<(?:[\w.-]+:)?(EntityDescriptor|EntitiesDescriptor)[\s>]/.test(plain)) return 'metadata';
  if (/^https?:\/\/\S+$/i.test(plain)) return 'url';
  return looksLikeBareDer(plain) ? bareKind(plain) : 'unknown';
}

/** Base64 of a DER SEQUENCE with a two-byte length always begins with "MII". */
function looksLikeBareDer(text: string): boolean {
  return text.length > 100 && /^MI[IG-M][A-Za-z0-9+/=\s]+$/.test(text);
}

/** A private key (PKCS#1, PKCS#8) begins with a version INTEGER; a certificate with the SEQUENCE that is signed. */
function bareKind(text: string): PastedKind {
  const head = atobSafe(text.replace(/\s+/g, '').slice(0, 16));
  const afterHeader =
    head.charCodeAt(1) === 0x82
      ? head.charCodeAt(4)
      : head.charCodeAt(1) === 0x81
        ? head.charCodeAt(3)
        : head.charCodeAt(2);
  return afterHeader === 0x02 ? 'private_key' : 'certificate';
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function atobSafe(base64: string): string {
  let bits = 0;
  let held = 0;
  let out = '';
  for (const char of base64) {
    const value = BASE64.indexOf(char);
    if (value < 0) break;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out += String.fromCharCode((bits >> held) & 0xff);
    }
  }
  return out;
}
