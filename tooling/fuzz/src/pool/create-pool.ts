// Makes the pool of a seed: keys, originals, donors. Everything in it, and so every mutant, follows from the seed.

import type { SigningIdentity } from '@team-sso/mock-idp';
import { createDonors } from './donors.ts';
import { createKeyring } from './keyring.ts';
import type { Pool } from './original.ts';
import { createOriginals } from './originals.ts';

/** The time at which all mutants arrive. */
const NOW = new Date('2026-06-15T12:00:00.000Z');

/** Makes the pool of a seed; takes about three seconds. */
export function createPool(seed: number): Pool {
  const keyring = createKeyring(seed);
  const { attacker, provider, providerNext, serviceProvider } = keyring;
  return {
    nowMilliseconds: NOW.getTime(),
    originals: createOriginals(seed, keyring, NOW),
    donors: createDonors(seed, keyring, NOW),
    decryptionKeyPem: pemOf(serviceProvider),
    encryptionKeyPem: serviceProvider.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    signingKeyPems: Object.fromEntries(
      [provider, providerNext].map((signer) => [signer.fingerprint, pemOf(signer)]),
    ),
    attackerKeyPem: pemOf(attacker),
    attackerCertificatePem: attacker.certificatePem,
  };
}

function pemOf({ privateKey }: SigningIdentity): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
