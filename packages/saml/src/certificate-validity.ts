// The dates of a pinned certificate, for hosts that want them kept: by default the key is pinned, not the dates.

import { refuse } from './refuse.ts';
import type { SigningKey } from './signing-key.ts';

/** Refuses a key whose certificate has expired or is not valid yet. */
export function refuseOutsideValidity({ notAfter, notBefore }: SigningKey, now: Date): void {
  if (now >= notBefore && now <= notAfter) return;
  refuse('certificate-validity', undefined, {
    expected: `${notBefore.toISOString()} to ${notAfter.toISOString()}`,
    received: now.toISOString(),
  });
}
