// Reads an identity from the canonical octets that a signature covers, with no code of the strict engine.

import { parseXml, type XmlElement } from '@team-sso/mock-idp';
import type { Identity } from '../identity.ts';

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** The identity in a canonical Response or Assertion; null when it holds no readable assertion. */
export function readCanonicalIdentity(canonical: string): Identity | null {
  const root = parseXml(canonical);
  const assertion = root.localName === 'Assertion' ? root : childOf(root, 'Assertion');
  if (assertion === undefined) return null;
  const issuer = childOf(assertion, 'Issuer');
  const subject = childOf(assertion, 'Subject');
  const nameId = subject && childOf(subject, 'NameID');
  const authnStatement = childOf(assertion, 'AuthnStatement');
  return {
    nameId: nameId ? textOf(nameId) : null,
    nameIdFormat: nameId ? attributeOf(nameId, 'Format') : null,
    idpEntityId: issuer ? textOf(issuer) : null,
    sessionIndex: authnStatement ? attributeOf(authnStatement, 'SessionIndex') : null,
    assertionId: attributeOf(assertion, 'ID') ?? '',
    attributes: attributesOf(assertion),
  };
}

function attributesOf(assertion: XmlElement): Identity['attributes'] {
  const attributes: Record<string, string[]> = {};
  for (const statement of childrenOf(assertion, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, 'Attribute')) {
      const name = attributeOf(attribute, 'Name') ?? '';
      (attributes[name] ??= []).push(...childrenOf(attribute, 'AttributeValue').map(textOf));
    }
  }
  return attributes;
}

function childOf(element: XmlElement, localName: string): XmlElement | undefined {
  return childrenOf(element, localName)[0];
}

function childrenOf(element: XmlElement, localName: string): readonly XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement =>
      child.kind === 'element' && child.localName === localName && child.namespace === SAML,
  );
}

function attributeOf(element: XmlElement, name: string): string | null {
  return element.attributes.find((attribute) => attribute.name === name)?.value ?? null;
}

function textOf(element: XmlElement): string {
  return element.children
    .map((child) => (child.kind === 'text' ? child.text : child.kind === 'element' ? textOf(child) : ''))
    .join('');
}
