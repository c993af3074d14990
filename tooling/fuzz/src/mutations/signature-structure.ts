// The structure of a signature: references, transforms, algorithms, inclusive prefixes, doubled and additional parts.

import { attributeOf, childOf, nameLike } from '../source-queries.ts';
import { copyElement, newElement, placesOf, type SourceDocument } from '../source-tree.ts';
import type { Random } from '../random.ts';
import { treeMutation, type Mutation } from './mutation.ts';
import { insertAnywhere, isNamed, pickPlace } from './picking.ts';

const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const EXC = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ALGORITHMS = [
  `${DSIG}enveloped-signature`,
  `${DSIG}base64`,
  `${DSIG}sha1`,
  `${DSIG}rsa-sha1`,
  `${DSIG}hmac-sha1`,
  `${MORE}rsa-sha256`,
  `${MORE}rsa-sha384`,
  `${MORE}ecdsa-sha256`,
  `${MORE}hmac-sha256`,
  `${MORE}md5`,
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
  EXC,
  `${EXC}WithComments`,
  'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
  'http://www.w3.org/2006/12/xml-c14n11',
  '',
  'none',
  'http://www.w3.org/TR/1999/REC-xpath-19991116',
  'http://www.w3.org/TR/1999/REC-xslt-19991116',
] as const;
const PARTS = [
  'SignedInfo',
  'SignatureValue',
  'Reference',
  'Transforms',
  'Transform',
  'DigestMethod',
  'DigestValue',
  'KeyInfo',
];

function changeReference(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, isNamed('Reference'));
  const uri = place && attributeOf(place.element, 'URI');
  if (place === undefined || uri === undefined) return false;
  const ids = placesOf(document).map(({ element }) => `#${attributeOf(element, 'ID')?.value ?? ''}`);
  const id = uri.value.slice(1);
  const value = random.pick([
    '',
    '#',
    '#_forged',
    `#xpointer(id('${id}'))`,
    '#xpointer(/)',
    'http://example.org/a.xml',
    ` #${id}`,
    `#${id} `,
    `#${id}#`,
    `%23${id}`,
    `#&#x${id.charCodeAt(0).toString(16)};${id.slice(1)}`,
    ...ids,
  ]);
  if (random.chance(10)) place.element.attributes = place.element.attributes.filter((one) => one !== uri);
  else uri.value = value ?? '';
  return true;
}

function changeAlgorithm(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, ({ element }) => attributeOf(element, 'Algorithm') !== undefined);
  const algorithm = place && attributeOf(place.element, 'Algorithm');
  if (algorithm === undefined) return false;
  algorithm.value = random.pick(ALGORITHMS);
  return true;
}

function changeTransforms(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, isNamed('Transforms'));
  if (place === undefined) return false;
  const { children, name } = place.element;
  const transform = newElement(nameLike(name, 'Transform'), { Algorithm: random.pick(ALGORITHMS) });
  if (random.chance(20)) transform.children = [newElement('XPath', {}, ['not(ancestor-or-self::NameID)'])];
  switch (random.below(4)) {
    case 0:
      insertAnywhere(place.element, transform, random);
      return true;
    case 1:
      children.splice(random.below(children.length), 1);
      return true;
    case 2:
      place.element.children = children.toReversed();
      return true;
    default:
      children.splice(random.below(children.length), 1, transform);
      return true;
  }
}

function changeInclusivePrefixes(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, isNamed('Transform', 'CanonicalizationMethod'));
  if (place === undefined) return false;
  const list = random.pick([
    '',
    '#default',
    'xs',
    'saml ds',
    ' xs  xsi ',
    'unknown',
    'xml',
    '#default saml2 xs',
  ] as const);
  const existing = childOf(place.element, 'InclusiveNamespaces');
  const attribute = existing && attributeOf(existing, 'PrefixList');
  if (attribute) attribute.value = list;
  else
    place.element.children.push(newElement('ec:InclusiveNamespaces', { 'xmlns:ec': EXC, PrefixList: list }));
  return true;
}

function duplicatePart(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, isNamed(...PARTS));
  if (place?.parent == null) return false;
  const copy = copyElement(place.element);
  if (random.chance(50)) copy.children = [{ kind: 'text', raw: 'AAAA' }];
  const siblings = place.parent.element.children;
  siblings.splice(siblings.indexOf(place.element) + random.below(2), 0, copy);
  return true;
}

function addObject(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, isNamed('Signature', 'KeyInfo', 'X509Data'));
  if (place === undefined) return false;
  const name = random.pick([
    'Object',
    'Manifest',
    'RetrievalMethod',
    'KeyName',
    'X509CRL',
    'MgmtData',
  ] as const);
  const attributes = name === 'RetrievalMethod' ? { URI: 'http://example.org/' } : {};
  insertAnywhere(place.element, newElement(nameLike(place.element.name, name), attributes, ['x']), random);
  return true;
}

export const SIGNATURE_STRUCTURE: readonly Mutation[] = [
  treeMutation('hostile', 'other reference', (document, { random }) => changeReference(document, random), 15),
  treeMutation('hostile', 'other algorithm', (document, { random }) => changeAlgorithm(document, random), 15),
  treeMutation(
    'hostile',
    'other transforms',
    (document, { random }) => changeTransforms(document, random),
    15,
  ),
  treeMutation('hostile', 'inclusive prefixes', (document, { random }) =>
    changeInclusivePrefixes(document, random),
  ),
  treeMutation('hostile', 'signature part twice', (document, { random }) => duplicatePart(document, random)),
  treeMutation('hostile', 'Object added', (document, { random }) => addObject(document, random)),
];
