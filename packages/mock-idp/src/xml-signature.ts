// Signs any element of any XML document with an enveloped XML signature, orderly or as odd as an attack needs it.

import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { DIGEST_ALGORITHMS, NAMESPACES, SIGNATURE_ALGORITHMS, TRANSFORMS } from './algorithms.ts';
import { defaultSignatureAlgorithm, digestOf, signText } from './algorithms.ts';
import type { Canonicalization, DigestAlgorithm, SignatureAlgorithm } from './algorithms.ts';
import { canonicalize } from './canonicalize.ts';
import { pemBody } from './signing-identity.ts';
import { breakBase64, escapeXml } from './xml-text.ts';
import { attributeOf, findElement, parseXml } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** What stands in the signature's KeyInfo; `{ xml }` is copied as it is. */
export type KeyInfoStyle =
  | 'none'
  | 'certificate'
  | 'certificate-and-subject'
  | 'certificate-in-default-namespace'
  | 'key-value'
  | 'key-name'
  | 'key-name-certificate-key-value'
  | { readonly xml: string };

/** Where a signature is put inside the signed element. */
export type SignaturePlacement = 'after-issuer' | 'first' | 'last';

/** How `signXml` signs. */
export interface SignXmlOptions {
  /** ID of the element that is signed and that receives the signature. */
  readonly referenceId: string;
  readonly key: KeyObject;
  /** Certificate for KeyInfo; needed for the styles that show one. */
  readonly certificatePem?: string;
  /** Default by key type: `rsa-sha256`, `ecdsa-sha256` or `ecdsa-sha384`. */
  readonly signatureAlgorithm?: SignatureAlgorithm;
  /** Default `sha256`. */
  readonly digestAlgorithm?: DigestAlgorithm;
  /** Canonicalization of both SignedInfo and the element; default `exc-c14n`. */
  readonly canonicalization?: Canonicalization;
  /** PrefixList of InclusiveNamespaces in the transform; none by default. */
  readonly inclusivePrefixes?: readonly string[];
  /** Default `ds`; the empty string declares a default namespace. */
  readonly dsPrefix?: string;
  /** Default `certificate`. */
  readonly keyInfo?: KeyInfoStyle;
  /** Line breaks inside SignatureValue and X509Certificate; default `none`. */
  readonly lines?: 'none' | 'lf' | 'crlf';
  /** Default `after-issuer`. */
  readonly placement?: SignaturePlacement;
  /** Digest these octets instead of the canonical element. */
  readonly digestText?: string;
  /** Edits SignedInfo before it is signed: the signature is then valid over the edited text. */
  readonly editSignedInfo?: (signedInfo: string) => string;
}

const VALUE_MARK = '@@signature-value@@';

/** Signs one element of a document and returns the document with the signature in it. */
export function signXml(xml: string, options: SignXmlOptions): string {
  const element = elementById(parseXml(xml), options.referenceId);
  const at = placeFor(element, options.placement ?? 'after-issuer');
  const template = signatureTemplate(element, options);
  const unsigned = xml.slice(0, at) + template + xml.slice(at);
  const signature = findElement(parseXml(unsigned), (candidate) => candidate.start === at);
  const signedInfo = signature && findElement(signature, (candidate) => candidate.localName === 'SignedInfo');
  if (!signedInfo) throw new TypeError('The edited signature has no SignedInfo.');
  const octets = canonicalize(signedInfo, canonicalizeOptions(options.canonicalization));
  const algorithm = options.signatureAlgorithm ?? defaultSignatureAlgorithm(options.key);
  const value = signText(octets, algorithm, options.key);
  return unsigned.replace(VALUE_MARK, () => breakBase64(value, options.lines ?? 'none'));
}

function elementById(root: XmlElement, id: string): XmlElement {
  const element = findElement(root, (candidate) => attributeOf(candidate, 'ID') === id);
  if (!element) throw new TypeError(`No element has the ID ${id}.`);
  return element;
}

function placeFor(element: XmlElement, placement: SignaturePlacement): number {
  if (placement === 'first') return element.contentStart;
  if (placement === 'last') return element.contentEnd;
  const issuer = element.children.find((child) => child.kind === 'element' && child.localName === 'Issuer');
  return issuer?.kind === 'element' ? issuer.end : element.contentStart;
}

function signatureTemplate(element: XmlElement, options: SignXmlOptions): string {
  const prefix = options.dsPrefix ?? 'ds';
  const q = (name: string): string => (prefix === '' ? name : `${prefix}:${name}`);
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  const signedInfo = (options.editSignedInfo ?? unchanged)(signedInfoXml(element, options, q));
  const value = `<${q('SignatureValue')}>${VALUE_MARK}</${q('SignatureValue')}>`;
  const open = `<${q('Signature')} ${declaration}="${NAMESPACES.ds}">`;
  return `${open}${signedInfo}${value}${keyInfoXml(options, q)}</${q('Signature')}>`;
}

function signedInfoXml(element: XmlElement, options: SignXmlOptions, q: (name: string) => string): string {
  const method = options.canonicalization ?? 'exc-c14n';
  const prefixes = options.inclusivePrefixes ?? [];
  const octets =
    options.digestText ??
    canonicalize(element, { ...canonicalizeOptions(method), inclusivePrefixes: prefixes });
  const digestAlgorithm = options.digestAlgorithm ?? 'sha256';
  const algorithm = options.signatureAlgorithm ?? defaultSignatureAlgorithm(options.key);
  const empty = (name: string, uri: string): string => `<${q(name)} Algorithm="${uri}"/>`;
  const inclusive =
    prefixes.length === 0
      ? empty('Transform', TRANSFORMS[method])
      : `<${q('Transform')} Algorithm="${TRANSFORMS[method]}">` +
        `<ec:InclusiveNamespaces xmlns:ec="${NAMESPACES.ec}" PrefixList="${prefixes.join(' ')}"/></${q('Transform')}>`;
  return [
    `<${q('SignedInfo')}>`,
    empty('CanonicalizationMethod', TRANSFORMS[method]),
    empty('SignatureMethod', SIGNATURE_ALGORITHMS[algorithm]),
    `<${q('Reference')} URI="#${options.referenceId}">`,
    `<${q('Transforms')}>${empty('Transform', TRANSFORMS.enveloped)}${inclusive}</${q('Transforms')}>`,
    empty('DigestMethod', DIGEST_ALGORITHMS[digestAlgorithm]),
    `<${q('DigestValue')}>${digestOf(octets, digestAlgorithm)}</${q('DigestValue')}>`,
    `</${q('Reference')}></${q('SignedInfo')}>`,
  ].join('');
}

function keyInfoXml(options: SignXmlOptions, q: (name: string) => string): string {
  const style = options.keyInfo ?? 'certificate';
  if (style === 'none') return '';
  if (typeof style === 'object') return style.xml;
  const wrap = (name: string, content: string): string => `<${q(name)}>${content}</${q(name)}>`;
  const certificate = (): string => wrap('X509Certificate', certificateText(options));
  const keyName = wrap('KeyName', 'signing-key-1');
  switch (style) {
    case 'certificate':
      return wrap('KeyInfo', wrap('X509Data', certificate()));
    case 'certificate-and-subject':
      return wrap('KeyInfo', wrap('X509Data', wrap('X509SubjectName', subjectOf(options)) + certificate()));
    case 'certificate-in-default-namespace':
      return `<KeyInfo xmlns="${NAMESPACES.ds}">${wrap('X509Data', certificate())}</KeyInfo>`;
    case 'key-value':
      return wrap('KeyInfo', keyValueXml(options.key, wrap));
    case 'key-name':
      return wrap('KeyInfo', keyName);
    case 'key-name-certificate-key-value':
      return wrap('KeyInfo', keyName + wrap('X509Data', certificate()) + keyValueXml(options.key, wrap));
  }
}

function certificateText(options: SignXmlOptions): string {
  if (!options.certificatePem) throw new TypeError('This KeyInfo style needs certificatePem.');
  return breakBase64(pemBody(options.certificatePem), options.lines ?? 'none', 64);
}

function subjectOf(options: SignXmlOptions): string {
  return escapeXml(new X509Certificate(options.certificatePem ?? '').subject.replaceAll('\n', ','));
}

function keyValueXml(key: KeyObject, wrap: (name: string, content: string) => string): string {
  const jwk = key.export({ format: 'jwk' });
  const base64 = (text: string | undefined): string =>
    Buffer.from(text ?? '', 'base64url').toString('base64');
  const rsa = wrap('Modulus', base64(jwk.n)) + wrap('Exponent', base64(jwk.e));
  return wrap('KeyValue', wrap('RSAKeyValue', rsa));
}

function canonicalizeOptions(method: Canonicalization = 'exc-c14n') {
  const mode = method.startsWith('exc') ? ('exclusive' as const) : ('inclusive' as const);
  return { mode, withComments: method.endsWith('comments') };
}

function unchanged(xml: string): string {
  return xml;
}
