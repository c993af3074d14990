// The values of a signature: digests, signature values, KeyInfo, and the signature as a whole left out.

import { createHash } from 'node:crypto';
import { canonicalize, parseXml, type XmlElement } from '@team-sso/mock-idp';
import { attributeOf, childOf, isCovered, nameLike } from '../source-queries.ts';
import {
  newAttribute,
  newElement,
  writeSource,
  type SourceDocument,
  type SourceElement,
} from '../source-tree.ts';
import type { Random } from '../random.ts';
import { treeMutation, type Mutation, type MutationContext } from './mutation.ts';
import { isNamed, pickOffset, pickPlace } from './picking.ts';

/** Writes the digest that the changed content has, as an attacker can; the signature over it stays old. */
function recomputeDigest(document: SourceDocument, { random }: MutationContext): boolean {
  const place = pickPlace(document, random, isNamed('Reference'));
  const value = place && childOf(place.element, 'DigestValue');
  const id = place && attributeOf(place.element, 'URI')?.value.slice(1);
  if (value === undefined || id === undefined) return false;
  let signed: XmlElement | null = null;
  try {
    signed = findById(parseXml(writeSource(document)), id);
  } catch {
    return false;
  }
  if (signed === null) return false;
  const children = signed.children.filter(
    (child) => child.kind !== 'element' || child.localName !== 'Signature',
  );
  const digest = createHash('sha256')
    .update(canonicalize({ ...signed, children }))
    .digest('base64');
  value.children = [{ kind: 'text', raw: digest }];
  return true;
}

function findById(element: XmlElement, id: string): XmlElement | null {
  if (element.attributes.some(({ name, value }) => name === 'ID' && value === id)) return element;
  for (const child of element.children) {
    const found = child.kind === 'element' ? findById(child, id) : null;
    if (found !== null) return found;
  }
  return null;
}

/** White space in base64 that no signature covers. */
function spaceBase64(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(
    document,
    random,
    (candidate) =>
      isNamed('SignatureValue', 'X509Certificate', 'CipherValue')(candidate) && !isCovered(candidate),
  );
  const text = place?.element.children[0];
  if (text?.kind !== 'text') return false;
  for (let times = 1 + random.below(5); times > 0; times--) {
    const at = pickOffset(text.raw, random);
    text.raw =
      text.raw.slice(0, at) +
      random.pick(['\n', ' ', '\t', '\r\n', '&#13;\n', '&#xA;', '  ']) +
      text.raw.slice(at);
  }
  return true;
}

/** Signature or digest value damaged: cut, doubled, padded, one bit off. */
function damageValue(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(
    document,
    random,
    isNamed('SignatureValue', 'DigestValue', 'CipherValue', 'X509Certificate'),
  );
  const text = place?.element.children[0];
  if (text?.kind !== 'text') return false;
  const { raw } = text;
  const bytes = Buffer.from(raw.replaceAll(/&[^;]*;/gu, ''), 'base64');
  if (bytes.length === 0) return false;
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  text.raw = random.pick([
    bytes.toString('base64'),
    '',
    raw.slice(4),
    raw + raw,
    `${raw}=`,
    raw.replaceAll('=', ''),
    `AA${raw}`,
    raw.toLowerCase(),
    Buffer.alloc(bytes.length).toString('base64'),
    raw.replaceAll('+', '-').replaceAll('/', '_'),
  ] as const);
  return text.raw !== raw;
}

/** KeyInfo is ignored, so it may be anything that cannot hide content. */
function changeKeyInfo(document: SourceDocument, { pool, random }: MutationContext): boolean {
  const place = pickPlace(
    document,
    random,
    (candidate) =>
      isNamed('KeyInfo')(candidate) &&
      candidate.parent?.element.name.endsWith('Signature') === true &&
      !isCovered(candidate),
  );
  if (place?.parent == null) return false;
  const { children, name } = place.element;
  const attacker = pool.attackerCertificatePem.replaceAll(/-----[^-]+-----|\s/gu, '');
  const named = (local: string, content: SourceElement | string): SourceElement =>
    newElement(nameLike(name, local), {}, [content]);
  switch (random.below(4)) {
    case 0:
      place.parent.element.children = place.parent.element.children.filter(
        (child) => child !== place.element,
      );
      return true;
    case 1:
      place.element.children = [named('X509Data', named('X509Certificate', attacker))];
      return true;
    case 2:
      children.push(named('KeyName', 'another key'));
      return true;
    default:
      place.element.attributes.push(newAttribute('Id', '_key-info'));
      return true;
  }
}

/** One of two signatures is enough; the last one is not. */
function dropSignature(document: SourceDocument, random: Random): boolean {
  const place = pickPlace(document, random, isNamed('Signature'));
  if (place?.parent == null) return false;
  place.parent.element.children = place.parent.element.children.filter((child) => child !== place.element);
  return true;
}

export const SIGNATURE_VALUES: readonly Mutation[] = [
  treeMutation('neutral', 'space in base64', (document, { random }) => spaceBase64(document, random)),
  treeMutation('neutral', 'other KeyInfo', changeKeyInfo),
  treeMutation('hostile', 'signature dropped', (document, { random }) => dropSignature(document, random)),
  treeMutation('hostile', 'digest recomputed', recomputeDigest),
  treeMutation('hostile', 'base64 value damaged', (document, { random }) => damageValue(document, random)),
];
