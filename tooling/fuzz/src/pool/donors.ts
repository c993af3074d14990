// Responses whose parts are spliced into mutants: honestly signed for somebody or something else, or signed by the wrong key.

import { buildResponse, type BuildResponseOptions } from '@team-sso/mock-idp';
import { Random } from '../random.ts';
import type { Keyring } from './keyring.ts';
import { DONOR_NAMES, type Donor, type DonorName } from './original.ts';
import { ACS_URL, IDP_ENTITY_ID, SHAPE_NAMES, SP_ENTITY_ID } from './originals.ts';
import { WANTED } from './people.ts';

const OTHER_REQUEST_ID = '_a7b8c9d0e1f2a3b4c5d6e7f8a9b0c1d2';
const REQUEST_DENIED = {
  code: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
  subcode: 'urn:oasis:names:tc:SAML:2.0:status:RequestDenied',
};
const HOURS = 3_600_000;

/** Builds every donor in every shape. */
export function createDonors(seed: number, keyring: Keyring, now: Date): readonly Donor[] {
  return SHAPE_NAMES.flatMap((shape, row) =>
    DONOR_NAMES.map((name, column) => {
      const random = new Random(seed, 1000 + row * DONOR_NAMES.length + column);
      const usual = usualOptions(keyring, now, random);
      const options = { ...usual, shape, sign: 'both', ...changesFor(name, keyring, random, now) } as const;
      return { name, shape, xml: buildResponse(options).xml };
    }),
  );
}

function usualOptions(keyring: Keyring, now: Date, random: Random): BuildResponseOptions {
  return {
    now,
    identity: keyring.provider,
    idpEntityId: IDP_ENTITY_ID,
    spEntityId: SP_ENTITY_ID,
    acsUrl: ACS_URL,
    inResponseTo: OTHER_REQUEST_ID,
    responseId: `_${random.bytes(16).toString('hex')}`,
    assertionId: `_${random.bytes(16).toString('hex')}`,
    person: WANTED,
  };
}

function changesFor(
  name: DonorName,
  keyring: Keyring,
  random: Random,
  now: Date,
): Partial<BuildResponseOptions> {
  switch (name) {
    case 'other-person':
      return {};
    case 'other-team':
      return { acsUrl: ACS_URL.replace('acme', 'other'), spEntityId: SP_ENTITY_ID.replace('/eu', '/us') };
    case 'expired':
      return { now: new Date(now.getTime() - 48 * HOURS) };
    case 'attacker':
      return { identity: keyring.attacker };
    case 'unpinned-provider':
      return { identity: keyring.unpinned, idpEntityId: 'https://other-idp.example/metadata' };
    case 'refused-status':
      return { status: REQUEST_DENIED, assertion: false, sign: 'response' };
    case 'encrypted':
      return {
        encryption: {
          recipientKey: keyring.serviceProvider.publicKey,
          randomBytes: (size) => random.bytes(size),
        },
      };
    default:
      return name satisfies never;
  }
}
