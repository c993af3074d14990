// The fingerprint of a certificate shown in a message: hashed as bytes, never parsed.

import { createHash } from 'node:crypto';
import { decodeBase64 } from './base64.ts';

/** SHA-256 over the bytes in 64 lower-case hex digits, or null when the text is not base64. */
export function certificateFingerprint(base64: string): string | null {
  const der = decodeBase64(base64);
  return der === null ? null : createHash('sha256').update(der).digest('hex');
}
