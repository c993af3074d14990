// Builds one SAML response: writes it, signs it, encrypts its assertion, all by options with sane defaults.

import { randomBytes } from 'node:crypto';
import { NAMESPACES } from './algorithms.ts';
import type { BuildResponseOptions, BuiltResponse, Person } from './response-options.ts';
import { assertionXml } from './assertion-xml.ts';
import type { ResponsePlan } from './response-plan.ts';
import { assertionPrefix, declaration, qualifier, responseXml } from './response-xml.ts';
import { RESPONSE_SHAPES } from './shapes/index.ts';
import { encryptXml } from './xml-encryption.ts';
import type { EncryptionOptions } from './xml-encryption.ts';
import { signXml } from './xml-signature.ts';
import { attributeOf, findElement, parseXml, standaloneSource } from './xml-tree.ts';

/** The person a response speaks of when none is given. */
export const DEFAULT_PERSON: Person = {
  id: '3f9d2c1e-5b7a-4c88-9e10-7d6a2b4f1c05',
  email: 'member@acme.example',
  name: 'Mel Member',
  groups: ['Engineering', 'Everyone'],
};

/**
 * Builds a response. Without further options it is one that a strict service provider accepts; every part
 * can be overridden, down to a raw text for any time and an edit of the XML before it is signed.
 *
 * @throws TypeError when the options contradict each other, such as signing an element that is not there.
 */
export function buildResponse(options: BuildResponseOptions): BuiltResponse {
  const plan = planResponse(options);
  const sign = options.sign ?? plan.shape.sign;
  const hasAssertion = options.assertion !== false;
  const edited = hasAssertion ? (options.edits?.assertion ?? unchanged)(assertionXml(plan)) : '';
  let xml = responseXml(plan, edited);
  if (hasAssertion && (sign === 'assertion' || sign === 'both')) xml = signIn(xml, plan, plan.assertionId);
  if (hasAssertion && options.encryption) xml = encryptIn(xml, plan, options.encryption);
  if (options.edits?.response) xml = options.edits.response(xml);
  if (sign === 'response' || sign === 'both') xml = signIn(xml, plan, plan.responseId);
  return {
    xml,
    samlResponse: encodeResponse(xml),
    responseId: plan.responseId,
    assertionId: plan.assertionId,
  };
}

/** The form value of a response: base64 of its UTF-8 octets. */
export function encodeResponse(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64');
}

/** A fresh ID as the standard wants it: an NCName with 128 random bits. */
export function newId(): string {
  return `_${randomBytes(16).toString('hex')}`;
}

function planResponse(given: BuildResponseOptions): ResponsePlan {
  const shape = typeof given.shape === 'object' ? given.shape : RESPONSE_SHAPES[given.shape ?? 'plain'];
  const options: BuildResponseOptions = { ...shape.defaults, ...given };
  return {
    options,
    shape,
    person: options.person ?? DEFAULT_PERSON,
    idpEntityId: options.idpEntityId ?? 'https://idp.example/metadata',
    spEntityId: options.spEntityId ?? 'https://auth.acmebots.example/sso/eu',
    acsUrl: options.acsUrl ?? 'http://localhost:3000/sso/acme/acs',
    inResponseTo: options.inResponseTo ?? null,
    responseId: options.responseId ?? newId(),
    assertionId: options.assertionId ?? newId(),
  };
}

function signIn(xml: string, plan: ResponsePlan, referenceId: string): string {
  const { options, shape } = plan;
  const { identity, signatureAlgorithm, digestAlgorithm } = options;
  return signXml(xml, {
    referenceId,
    key: identity.privateKey,
    certificatePem: identity.certificatePem,
    dsPrefix: shape.dsPrefix,
    keyInfo: options.keyInfo ?? shape.keyInfo,
    lines: shape.lines,
    inclusivePrefixes: shape.inclusivePrefixes,
    ...(signatureAlgorithm ? { signatureAlgorithm } : {}),
    ...(digestAlgorithm ? { digestAlgorithm } : {}),
    ...options.signing,
  });
}

function encryptIn(xml: string, plan: ResponsePlan, encryption: EncryptionOptions): string {
  const assertion = findElement(parseXml(xml), (element) => attributeOf(element, 'ID') === plan.assertionId);
  if (!assertion) throw new TypeError('There is no assertion to encrypt.');
  const prefix = assertionPrefix(plan.shape);
  const name = qualifier(prefix)('EncryptedAssertion');
  const wrapper = { openTag: `<${name}${declaration(prefix, NAMESPACES.saml)}>`, closeTag: `</${name}>` };
  const encrypted = encryptXml(standaloneSource(xml, assertion), wrapper, encryption);
  return xml.slice(0, assertion.start) + encrypted + xml.slice(assertion.end);
}

function unchanged(xml: string): string {
  return xml;
}
