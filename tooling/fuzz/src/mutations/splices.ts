// Parts of other responses spliced in: another person's, another team's, expired ones, an attacker's; and keys that are not pinned.

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { encryptXml, signXml } from '@team-sso/mock-idp';
import {
  attributeOf,
  childOf,
  declarationName,
  findPlace,
  isDeclaration,
  localNameOf,
  nameLike,
  prefixOf,
  scopeOf,
} from '../source-queries.ts';
import {
  copyDocument,
  copyElement,
  newAttribute,
  newElement,
  placesOf,
  readSource,
  writeNode,
  writeSource,
  type Place,
  type SourceDocument,
  type SourceElement,
} from '../source-tree.ts';
import { treeMutation, type Mutation, type MutationContext } from './mutation.ts';
import { insertAnywhere, isNamed, pickPlace } from './picking.ts';
import { forge } from './wrapping.ts';

/** An element with every declaration in scope written on it, so that it means the same anywhere. */
export function standalone(place: Place): SourceElement {
  const element = copyElement(place.element);
  for (const [prefix, uri] of scopeOf(place)) {
    const name = declarationName(prefix);
    const isThere = element.attributes.some((attribute) => attribute.name === name);
    if (!isThere && uri !== '') element.attributes.unshift(newAttribute(name, uri));
  }
  return element;
}

/** An element is replaced by the donor's of the same name. */
function replaceWithDonors(document: SourceDocument, { donor, random }: MutationContext): boolean {
  const place = pickPlace(document, random, ({ parent }) => parent !== null);
  if (place?.parent == null) return false;
  const local = localNameOf(place.element.name);
  const theirs = placesOf(donor().document).filter(({ element }) => localNameOf(element.name) === local);
  const source = random.pick(theirs);
  if (source === undefined) return false;
  const siblings = place.parent.element.children;
  siblings[siblings.indexOf(place.element)] = random.chance(50)
    ? standalone(source)
    : copyElement(source.element);
  return true;
}

/** One of the big parts of a donor is added somewhere. */
function addDonors(document: SourceDocument, { donor, random }: MutationContext): boolean {
  const local = random.pick([
    'Assertion',
    'EncryptedAssertion',
    'Signature',
    'Response',
    'Subject',
    'AttributeStatement',
  ] as const);
  const source = findPlace(donor().document, local);
  const assertion = findPlace(document, 'Assertion') ?? findPlace(document, 'EncryptedAssertion');
  if (source === undefined) return false;
  const target =
    random.chance(60) && assertion ? (assertion.parent ?? assertion) : pickPlace(document, random);
  if (target === undefined) return false;
  insertAnywhere(target.element, standalone(source), random);
  return true;
}

/** The donor as a whole, with a few parts of the original. */
function becomeDonor(document: SourceDocument, { donor, random }: MutationContext): boolean {
  const theirs = donor().document;
  const ours = copyElement(document.root);
  document.root = theirs.root;
  document.prolog = theirs.prolog;
  if (random.chance(50)) return true;
  for (const name of ['InResponseTo', 'Destination', 'ID']) {
    const [from, to] = [attributeOf(ours, name), attributeOf(document.root, name)];
    if (from && to && random.chance(50)) to.value = from.value;
  }
  if (random.chance(30)) {
    const assertion = childOf(ours, 'Assertion') ?? childOf(ours, 'EncryptedAssertion');
    if (assertion) insertAnywhere(document.root, assertion, random);
  }
  return true;
}

/** The donor's signature value, or the whole signature, over the original's content. */
function graftSignature(document: SourceDocument, { donor, random }: MutationContext): boolean {
  const place = pickPlace(document, random, ({ element }) => localNameOf(element.name) === 'Signature');
  const source = findPlace(donor().document, 'Signature');
  if (place === undefined || source === undefined) return false;
  const local = random.pick(['SignatureValue', 'SignedInfo', 'KeyInfo'] as const);
  const [theirs, ours] = [childOf(source.element, local), childOf(place.element, local)];
  if (random.chance(30) || theirs === undefined || ours === undefined)
    place.element.children = copyElement(source.element).children;
  else ours.children = copyElement(theirs).children;
  return true;
}

/** The response or assertion is forged and signed again by the attacker, under the name of the pinned certificate or the own. */
function signByAttacker(document: SourceDocument, { pool, random }: MutationContext): boolean {
  const forged = copyDocument(document);
  const place = pickPlace(forged, random, isNamed('Response', 'Assertion'));
  const id = place && attributeOf(place.element, 'ID')?.value;
  if (place === undefined || id === undefined || id === '') return false;
  const signature = childOf(place.element, 'Signature');
  const keyInfo = signature && childOf(signature, 'KeyInfo');
  place.element.children = place.element.children.filter((child) => child !== signature);
  if (random.chance(70)) forge(place.element, random);
  try {
    const signed = signXml(writeSource(forged), {
      referenceId: id,
      key: createPrivateKey(pool.attackerKeyPem),
      certificatePem: pool.attackerCertificatePem,
      dsPrefix: signature ? prefixOf(signature.name) : 'ds',
      ...(keyInfo && random.chance(60) ? { keyInfo: { xml: writeNode(keyInfo) } } : {}),
    });
    document.root = readSource(signed).root;
    return true;
  } catch {
    // What earlier mutations left can no longer be read.
    return false;
  }
}

/** The assertion encrypted for the service provider, as anybody can who has its public key. Its signature inside still holds. */
function encrypt(document: SourceDocument, { pool, random }: MutationContext): boolean {
  const place = findPlace(document, 'Assertion');
  if (place?.parent == null) return false;
  const { name } = place.element;
  const wrapper = nameLike(name, 'EncryptedAssertion');
  const uri = scopeOf(place).get(prefixOf(name)) ?? '';
  const xml = encryptXml(
    writeNode(standalone(place)),
    { openTag: `<${wrapper} ${declarationName(prefixOf(name))}="${uri}">`, closeTag: `</${wrapper}>` },
    {
      recipientKey: createPublicKey(pool.encryptionKeyPem),
      contentAlgorithm: random.pick(['aes256-gcm', 'aes128-gcm'] as const),
      randomBytes: (size) => random.bytes(size),
    },
  );
  const siblings = place.parent.element.children;
  siblings[siblings.indexOf(place.element)] = readSource(xml).root;
  return true;
}

/** The root's declarations on another root around it: a SOAP envelope, a metadata document, an artifact response. */
function wrapRoot(document: SourceDocument, { random }: MutationContext): boolean {
  const { root } = document;
  const declarations = Object.fromEntries(
    root.attributes.filter(isDeclaration).map(({ name, value }) => [name, value]),
  );
  const name =
    random.pick([
      'Envelope',
      nameLike(root.name, 'ArtifactResponse'),
      nameLike(root.name, 'Response'),
      'x',
    ]) ?? 'x';
  document.root = newElement(name, declarations, [root]);
  return true;
}

export const SPLICES: readonly Mutation[] = [
  treeMutation('neutral', 'assertion encrypted by anybody', encrypt, 2),
  treeMutation('hostile', "element of another's response", replaceWithDonors, 25),
  treeMutation('hostile', "part of another's response added", addDonors, 15),
  treeMutation('hostile', "another's response", becomeDonor, 5),
  treeMutation('hostile', "another's signature", graftSignature),
  treeMutation('hostile', 'signed by the attacker', signByAttacker, 3),
  treeMutation('hostile', 'another root', wrapRoot, 3),
];
