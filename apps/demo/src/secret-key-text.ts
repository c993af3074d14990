// SECRET_KEY as text: one or several 32-byte keys in base64url.

const KEY_BYTES = 32;

/** Null unless every part is exactly 32 bytes of canonical base64url. Repeated keys are one. */
export function parseSecretKeys(text: string): readonly Uint8Array[] | null {
  const keys = [...new Set(text.split(','))].map(parseSecretKey);
  return keys.every((key) => key !== null) ? keys : null;
}

/** The text that `parseSecretKeys` reads back. */
export function secretKeyText(key: Uint8Array): string {
  return Buffer.from(key).toString('base64url');
}

function parseSecretKey(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]{43}=?$/.test(text)) return null;
  const key = Buffer.from(text, 'base64url');
  // Leftover bits in the last character would give one key two spellings.
  return key.length === KEY_BYTES && secretKeyText(key) === text.replace('=', '')
    ? new Uint8Array(key)
    : null;
}
