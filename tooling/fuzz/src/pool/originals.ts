// The good responses: every shape signed in every way, other algorithms and keys, encryption, unsolicited.

import {
  buildResponse,
  RESPONSE_SHAPES,
  type BuildResponseOptions,
  type EncryptionOptions,
  type Person,
  type ShapeName,
  type SigningIdentity,
} from '@team-sso/mock-idp';
import { Random } from '../random.ts';
import type { Keyring } from './keyring.ts';
import type { Circumstances, Original } from './original.ts';
import { identityOf, ORDINARY, plainAttributesOf, UNUSUAL } from './people.ts';
import { signAgainWithEcdsa } from './seeded-ecdsa.ts';

export const IDP_ENTITY_ID = 'https://idp.example/metadata';
export const SP_ENTITY_ID = 'https://auth.acmebots.example/sso/eu';
export const ACS_URL = 'https://auth.acmebots.example/sso/acme/acs';
const REQUEST_ID = '_5e0c6a1d2f3b4c5d6e7f8091a2b3c4d5';

/** The shapes by name. */
export const SHAPE_NAMES = Object.keys(RESPONSE_SHAPES).filter((name): name is ShapeName =>
  Object.hasOwn(RESPONSE_SHAPES, name),
);

interface Recipe {
  readonly name: string;
  readonly shape: ShapeName;
  readonly person: Person;
  readonly signer: keyof Pick<Keyring, 'provider' | 'providerNext' | 'providerEc'>;
  readonly inResponseTo: string | null;
  readonly encryption?: Omit<EncryptionOptions, 'recipientKey'>;
  readonly options: Partial<BuildResponseOptions>;
}

/** Builds all originals; the same for the same seed, keys and time. */
export function createOriginals(seed: number, keyring: Keyring, now: Date): readonly Original[] {
  return recipes().map((recipe, index) => create(recipe, keyring, now, new Random(seed, 100 + index)));
}

function recipes(): readonly Recipe[] {
  const signs = ['assertion', 'response', 'both'] as const;
  const people = [ORDINARY, UNUSUAL];
  const everyShape = SHAPE_NAMES.flatMap((shape, row) =>
    signs.map((sign, column) =>
      recipe(`${shape} ${sign}`, shape, {
        person: people[(row + column) % 2] ?? ORDINARY,
        signer: column === 1 ? 'providerNext' : 'provider',
        options: { sign, ...(row % 3 === 0 ? { attributeStatements: 2 } : {}) },
      }),
    ),
  );
  return [...everyShape, ...otherAlgorithms(), ...encrypted(), ...unsolicited()];
}

function recipe(name: string, shape: ShapeName, changes: Partial<Recipe>): Recipe {
  const usual = { person: ORDINARY, signer: 'provider', inResponseTo: REQUEST_ID, options: {} } as const;
  return { name, shape, ...usual, ...changes };
}

function otherAlgorithms(): readonly Recipe[] {
  const rsa = (name: string, shape: ShapeName, options: Partial<BuildResponseOptions>): Recipe =>
    recipe(`${shape} ${name}`, shape, { options });
  const ec = (shape: ShapeName, sign: 'assertion' | 'response'): Recipe =>
    recipe(`${shape} ecdsa ${sign}`, shape, {
      signer: 'providerEc',
      options: { sign, keyInfo: 'key-name' },
    });
  return [
    rsa('sha512', 'entra', { signatureAlgorithm: 'rsa-sha512', digestAlgorithm: 'sha512' }),
    rsa('sha384', 'okta', { signatureAlgorithm: 'rsa-sha384', digestAlgorithm: 'sha384' }),
    rsa('mixed digests', 'keycloak', { signatureAlgorithm: 'rsa-sha256', digestAlgorithm: 'sha512' }),
    rsa('with comments', 'onelogin', { signing: { canonicalization: 'exc-c14n-comments' } }),
    rsa('inclusive prefixes', 'okta', { sign: 'both', signing: { inclusivePrefixes: ['xs', 'saml2'] } }),
    rsa('inclusive default', 'entra', { sign: 'both', signing: { inclusivePrefixes: ['#default', 'xs'] } }),
    rsa('key value only', 'google', { keyInfo: 'key-value' }),
    rsa('no key info', 'adfs', { keyInfo: 'none' }),
    ec('plain', 'assertion'),
    ec('entra', 'assertion'),
    ec('keycloak', 'response'),
    ec('simplesamlphp', 'response'),
  ];
}

function encrypted(): readonly Recipe[] {
  const row = (
    shape: ShapeName,
    sign: 'assertion' | 'response' | 'both',
    encryption: Omit<EncryptionOptions, 'recipientKey'>,
  ): Recipe => recipe(`${shape} ${sign} encrypted`, shape, { encryption, options: { sign } });
  return [
    row('entra', 'assertion', { contentAlgorithm: 'aes256-gcm' }),
    row('okta', 'both', { contentAlgorithm: 'aes256-gcm' }),
    row('shibboleth', 'response', { contentAlgorithm: 'aes128-gcm' }),
    row('keycloak', 'assertion', { contentAlgorithm: 'aes128-gcm', recipient: SP_ENTITY_ID }),
    row('adfs', 'assertion', { contentAlgorithm: 'aes256-gcm', keyTransport: 'rsa-oaep' }),
    row('simplesamlphp', 'both', { contentAlgorithm: 'aes128-gcm', keyPlacement: 'beside' }),
    row('plain', 'assertion', { contentAlgorithm: 'aes192-gcm' }),
  ];
}

function unsolicited(): readonly Recipe[] {
  const row = (shape: ShapeName, sign: 'assertion' | 'response' | 'both'): Recipe =>
    recipe(`${shape} ${sign} unsolicited`, shape, { inResponseTo: null, options: { sign } });
  return [row('okta', 'both'), row('entra', 'assertion'), row('onelogin', 'response')];
}

function create(recipe: Recipe, keyring: Keyring, now: Date, random: Random): Original {
  const signer: SigningIdentity = keyring[recipe.signer];
  const assertionId = `_${random.bytes(16).toString('hex')}`;
  const { encryption, inResponseTo, person } = recipe;
  const shape = RESPONSE_SHAPES[recipe.shape];
  const built = buildResponse({
    now,
    identity: signer,
    shape,
    idpEntityId: IDP_ENTITY_ID,
    spEntityId: SP_ENTITY_ID,
    acsUrl: ACS_URL,
    responseId: `_${random.bytes(16).toString('hex')}`,
    assertionId,
    inResponseTo,
    person,
    encryption:
      encryption === undefined
        ? null
        : {
            ...encryption,
            recipientKey: keyring.serviceProvider.publicKey,
            randomBytes: (size) => random.bytes(size),
          },
    ...recipe.options,
  });
  const isEc = recipe.signer === 'providerEc';
  const told = { shape, person, idpEntityId: IDP_ENTITY_ID, assertionId };
  return {
    name: recipe.name,
    shape: recipe.shape,
    xml: isEc ? signAgainWithEcdsa(built.xml, signer.privateKey, random) : built.xml,
    circumstances: circumstancesFor(keyring, inResponseTo),
    identity: identityOf(told),
    plainAttributes: plainAttributesOf(told),
    signerFingerprint: signer.fingerprint,
    encryption: encryption === undefined ? 'none' : isCommon(encryption) ? 'common' : 'rare',
  };
}

function circumstancesFor(keyring: Keyring, expectedInResponseTo: string | null): Circumstances {
  return {
    idpEntityId: IDP_ENTITY_ID,
    signingCertificates: [keyring.provider, keyring.providerEc, keyring.providerNext].map(
      ({ certificatePem }) => certificatePem,
    ),
    acsUrl: ACS_URL,
    spEntityId: SP_ENTITY_ID,
    expectedInResponseTo,
  };
}

/** What node-saml can decrypt. */
function isCommon({ contentAlgorithm, keyPlacement, keyTransport }: Partial<EncryptionOptions>): boolean {
  return keyTransport !== 'rsa-oaep' && keyPlacement !== 'beside' && contentAlgorithm !== 'aes192-gcm';
}
