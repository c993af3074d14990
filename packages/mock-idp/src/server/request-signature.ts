// Is a request signed by the application? By either binding, over the octets or the elements that came.

import { verify, X509Certificate } from 'node:crypto';
import { DIGEST_ALGORITHMS, digestOf, NAMESPACES, SIGNATURE_ALGORITHMS, TRANSFORMS } from '../algorithms.ts';
import type { DigestAlgorithm } from '../algorithms.ts';
import { canonicalize } from '../canonicalize.ts';
import { attributeOf, findElement, parseXml, textOf } from '../xml-tree.ts';
import type { XmlElement } from '../xml-tree.ts';

/** `ignored`: nobody looks. `checked`: a signature must be good, none is fine. `required`: there must be one. */
export const REQUEST_SIGNATURES = ['ignored', 'checked', 'required'] as const;
/** A rule for signed requests. */
export type RequestSignatures = (typeof REQUEST_SIGNATURES)[number];

/** A rule by its name; anything else is null. */
export function parseRequestSignatures(value: unknown): RequestSignatures | null {
  return REQUEST_SIGNATURES.find((rule) => rule === value) ?? null;
}

/** A certificate that was typed; nothing typed is null. @throws RequestSignatureError */
export function checkedCertificate(text: string | null): string | null {
  if (!text?.trim()) return null;
  try {
    return new X509Certificate(text).toString();
  } catch (cause) {
    throw new RequestSignatureError('This is not a certificate in PEM.', { cause });
  }
}

/** A request that is not signed as it must be; the message is plain text for the page. */
export class RequestSignatureError extends Error {
  override readonly name = 'RequestSignatureError';
}

/** A request as it came: the raw query of a redirect, or the XML of a form post. */
export type ReceivedRequest =
  | { readonly binding: 'redirect'; readonly query: string }
  | { readonly binding: 'post'; readonly xml: string };

/** The algorithms a provider of today takes. */
const ACCEPTED = ['rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'ecdsa-sha256', 'ecdsa-sha384'] as const;

/**
 * Holds a request against the application's certificates.
 *
 * @throws RequestSignatureError when it is not signed as the rule demands.
 */
export function checkRequestSignature(
  request: ReceivedRequest,
  certificates: readonly string[],
  rule: RequestSignatures,
): void {
  if (rule === 'ignored') return;
  const signed = request.binding === 'redirect' ? signedQuery(request.query) : signedXml(request.xml);
  if (!signed) {
    if (rule === 'checked') return;
    throw new RequestSignatureError('This provider takes signed requests only, and this one is not signed.');
  }
  if (certificates.length === 0) {
    if (rule === 'checked') return;
    throw new RequestSignatureError(
      'The request is signed, and the certificate of the application is not known here.',
    );
  }
  const { octets, algorithm, value } = signed;
  const name = ACCEPTED.find((candidate) => SIGNATURE_ALGORITHMS[candidate] === algorithm);
  if (!name)
    throw new RequestSignatureError(`The request is signed with ${algorithm}, which is not taken here.`);
  const isGood = certificates.some((certificate) =>
    verify(
      name.slice(name.indexOf('-') + 1),
      octets,
      { key: new X509Certificate(certificate).publicKey, dsaEncoding: 'ieee-p1363' },
      value,
    ),
  );
  if (!isGood)
    throw new RequestSignatureError(
      'The request is signed with another key than the certificate of the application that is known here.',
    );
}

interface Signed {
  readonly octets: Buffer;
  readonly algorithm: string;
  readonly value: Buffer;
}

/** saml-bindings-2.0-os §3.4.4.1: over the parameters in this order, as they were sent. */
function signedQuery(query: string): Signed | null {
  const pairs = query.replace(/^\?/u, '').split('&');
  const raw = (name: string) => {
    const found = pairs.filter((pair) => pair.startsWith(`${name}=`));
    if (found.length > 1) throw new RequestSignatureError(`The request has more than one ${name}.`);
    return found[0];
  };
  const signature = raw('Signature');
  if (signature === undefined) return null;
  const sigAlg = raw('SigAlg') ?? '';
  const parts = [raw('SAMLRequest'), raw('SAMLResponse'), raw('RelayState'), sigAlg];
  return {
    octets: Buffer.from(parts.filter((part) => part !== undefined).join('&')),
    algorithm: valueOf(sigAlg),
    value: Buffer.from(valueOf(signature), 'base64'),
  };
}

function valueOf(pair: string): string {
  try {
    return decodeURIComponent(pair.slice(pair.indexOf('=') + 1).replaceAll('+', ' '));
  } catch {
    throw new RequestSignatureError('The request holds a percent sign that encodes nothing.');
  }
}

/** An enveloped signature over the whole request; its digest is held against the request here. */
function signedXml(xml: string): Signed | null {
  const root = parseXml(xml);
  const signature = root.children.find(
    (child): child is XmlElement =>
      child.kind === 'element' && child.localName === 'Signature' && child.namespace === NAMESPACES.ds,
  );
  if (!signature) return null;
  const signedInfo = part(signature, 'SignedInfo');
  const reference = part(signedInfo, 'Reference');
  if (attributeOf(reference, 'URI') !== `#${attributeOf(root, 'ID') ?? ''}`)
    throw new RequestSignatureError('The signature is not over the request.');
  const unsigned = parseXml(xml.slice(0, signature.start) + xml.slice(signature.end));
  const digest = attributeOf(part(reference, 'DigestMethod'), 'Algorithm');
  const digestName = (Object.keys(DIGEST_ALGORITHMS) as DigestAlgorithm[]).find(
    (name) => DIGEST_ALGORITHMS[name] === digest && name.startsWith('sha') && name !== 'sha1',
  );
  const method = attributeOf(part(signedInfo, 'CanonicalizationMethod'), 'Algorithm');
  if (!digestName || method !== TRANSFORMS['exc-c14n'])
    throw new RequestSignatureError('The signature uses algorithms that are not taken here.');
  if (
    digestOf(canonicalize(unsigned), digestName) !==
    textOf(part(reference, 'DigestValue')).replace(/\s/gu, '')
  )
    throw new RequestSignatureError('The request was changed after it was signed.');
  return {
    octets: Buffer.from(canonicalize(signedInfo)),
    algorithm: attributeOf(part(signedInfo, 'SignatureMethod'), 'Algorithm') ?? '',
    value: Buffer.from(textOf(part(signature, 'SignatureValue')), 'base64'),
  };
}

function part(element: XmlElement, localName: string): XmlElement {
  const found = findElement(element, (candidate) => candidate.localName === localName);
  if (!found) throw new RequestSignatureError(`The signature has no ${localName}.`);
  return found;
}
