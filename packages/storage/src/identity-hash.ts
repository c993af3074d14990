// One key for the pair (idpEntityId, NameID): each may be 1024 characters, more than a PostgreSQL index row holds.

import { createHash } from 'node:crypto';

/** SHA-256 over both, lower-case hex. JSON keeps the border between the two unambiguous. */
export function identityHash(idpEntityId: string, nameId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([idpEntityId, nameId]))
    .digest('hex');
}
