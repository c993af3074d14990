// A refused sign-in on its way to the browser: the reason for the log, the short code for the person.

import { SsoError, type SignInReason } from '@team-sso/core';

/** Thrown by journeys once the attempt is written down; its code leads an admin to the diagnosis. */
export class RefusedSignIn extends SsoError<SignInReason> {
  override readonly name: string = 'RefusedSignIn';
  /** For example `SSO-7Q2F`. */
  readonly shortCode: string;

  constructor(refusal: SsoError<SignInReason>, shortCode: string) {
    super(refusal.code, refusal.evidence, { cause: refusal });
    this.shortCode = shortCode;
  }
}

/** Crockford's base 32: no I, L, O or U to misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function newShortCode(randomBytes: (size: number) => Uint8Array): string {
  return `SSO-${Array.from(randomBytes(4), (byte) => ALPHABET[byte % 32]).join('')}`;
}
