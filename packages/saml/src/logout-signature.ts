// The mandatory signature of a logout message: over the query by redirect, inside the message by form post.

import { SIGNATURE_METHODS, verifySignature, WEAK_METHODS } from './algorithms.ts';
import type { LogoutMessage } from './logout-message.ts';
import { refuseLogout } from './logout-rules.ts';
import { DS } from './names.ts';
import { refuse } from './refuse.ts';
import { verifyEnvelopedSignature } from './signature.ts';
import type { SignedQuery } from './signed-query.ts';
import type { SigningKey } from './signing-key.ts';

/** Verifies the signature and returns the pinned key that made it. The shape has been checked. */
export function verifyLogoutSignature(message: LogoutMessage, keys: readonly SigningKey[]): SigningKey {
  const { document, signedQuery } = message;
  const inside = document.child(0, DS.Signature);
  if (signedQuery !== null) {
    // Two signatures would be two answers to the question who signed what.
    if (inside >= 0) refuseLogout('logout-signature-place');
    return verifyQuery(signedQuery, keys);
  }
  if (inside < 0) refuseLogout('logout-signature-present');
  return verifyEnvelopedSignature(document, inside, keys).key;
}

/** saml-bindings-2.0-os §3.4.4.1. There is no KeyInfo: which stranger signed cannot be said. */
function verifyQuery(query: SignedQuery, keys: readonly SigningKey[]): SigningKey {
  const { octets, signature, signatureAlgorithm: received } = query;
  if (received === null || signature === null) refuseLogout('logout-signature-present');
  const method = SIGNATURE_METHODS.get(received);
  if (method === undefined) {
    if (WEAK_METHODS.has(received)) refuse('signature-strength', 'signature method too weak', { received });
    refuse('signature-algorithm', 'signature method not accepted', { received });
  }
  const bytes = Buffer.from(octets);
  for (const key of keys) if (verifySignature(method, key, bytes, signature)) return key;
  const expected = keys.map((key) => key.fingerprint).join(' ');
  if (keys.every((key) => key.keyType !== method.keyType))
    refuse('signature-key', `no pinned key is of the type ${method.keyType}`, { expected });
  refuse('signature', 'the signature does not verify with a pinned key', { expected });
}
