// The floor: what no verifier can do without. Base64 once, and for each signature SHA-256 over the signed octets and one RSA
// verification with a KeyObject that is ready. The octets are canonicalized beforehand, by an implementation that is not ours to measure.

import { hash, verify } from 'node:crypto';
import { canonicalize, parseXml, type SigningIdentity, type XmlElement } from '@team-sso/mock-idp';
import type { Message } from './messages.ts';

interface SignedOctets {
  readonly content: Buffer;
  readonly digest: Buffer;
  readonly signedInfo: Buffer;
  readonly signature: Buffer;
}

/** One pass over a message that does only what is unavoidable; throws when the message does not verify. */
export function createFloor(message: Message, identity: SigningIdentity): () => void {
  const { samlResponse, xml } = message;
  const signatures = elementsNamed(parseXml(xml), 'Signature').map((element) => octetsOf(xml, element));
  const { publicKey } = identity;
  return () => {
    const bytes = Buffer.from(samlResponse, 'base64');
    if (bytes.length !== message.bytes) throw new Error('The message is not what it was.');
    for (const { content, digest, signature, signedInfo } of signatures) {
      if (!hash('sha256', content, 'buffer').equals(digest)) throw new Error('The digest differs.');
      if (!verify('sha256', signedInfo, publicKey, signature)) throw new Error('The signature differs.');
    }
  };
}

function octetsOf(xml: string, signature: XmlElement): SignedOctets {
  const signed = signature.parent;
  const signedInfo = one(signature, 'SignedInfo');
  const prefixList = elementsNamed(signedInfo, 'InclusiveNamespaces')[0]?.attributes[0]?.value ?? '';
  const withoutSignature = xml.slice(0, signature.start) + xml.slice(signature.end);
  const [content] = elementsNamed(parseXml(withoutSignature), signed?.localName ?? '');
  if (content === undefined) throw new Error('A signature that is not inside an element.');
  const inclusivePrefixes = prefixList.split(' ').filter((prefix) => prefix !== '');
  return {
    content: Buffer.from(canonicalize(content, { inclusivePrefixes })),
    digest: Buffer.from(textOf(one(signedInfo, 'DigestValue')), 'base64'),
    signedInfo: Buffer.from(canonicalize(signedInfo)),
    signature: Buffer.from(textOf(one(signature, 'SignatureValue')), 'base64'),
  };
}

function elementsNamed(root: XmlElement, localName: string): readonly XmlElement[] {
  const inside = root.children.flatMap((child) =>
    child.kind === 'element' ? elementsNamed(child, localName) : [],
  );
  return root.localName === localName ? [root, ...inside] : inside;
}

function one(root: XmlElement, localName: string): XmlElement {
  const [element] = elementsNamed(root, localName);
  if (element === undefined) throw new Error(`A signature without ${localName}.`);
  return element;
}

function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}
