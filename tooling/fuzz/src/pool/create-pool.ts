// Makes the pool of a seed: keys, originals, donors. Everything in it, and so every mutant, follows from the seed.

import { createDonors } from './donors.ts';
import { createKeyring } from './keyring.ts';
import type { Pool } from './original.ts';
import { createOriginals } from './originals.ts';

/** The time at which all mutants arrive. */
const NOW = new Date('2026-06-15T12:00:00.000Z');

/** Makes the pool of a seed; takes about three seconds. */
export function createPool(seed: number): Pool {
  const keyring = createKeyring(seed);
  const { attacker, serviceProvider } = keyring;
  return {
    nowMilliseconds: NOW.getTime(),
    originals: createOriginals(seed, keyring, NOW),
    donors: createDonors(seed, keyring, NOW),
    decryptionKeyPem: serviceProvider.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    encryptionKeyPem: serviceProvider.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    attackerKeyPem: attacker.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    attackerCertificatePem: attacker.certificatePem,
  };
}
