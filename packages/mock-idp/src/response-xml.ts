// Writes the unsigned XML of a response and of its assertion, in the dialect of a shape.

import { NAMESPACES } from './algorithms.ts';
import type {
  AttributeInput,
  BuildResponseOptions,
  ConfirmationInput,
  Person,
  TimeValue,
} from './response-options.ts';
import { NAME_ID_FORMATS } from './shapes/shape.ts';
import type { ResponseShape } from './shapes/shape.ts';
import { escapeXml } from './xml-text.ts';

/** The options with every default that more than one place needs. */
export interface ResponsePlan {
  readonly options: BuildResponseOptions;
  readonly shape: ResponseShape;
  readonly person: Person;
  readonly idpEntityId: string;
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly inResponseTo: string | null;
  readonly responseId: string;
  readonly assertionId: string;
}

type Qualify = (name: string) => string;

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const SCHEMA_TYPES = ` xmlns:xs="${NAMESPACES.xs}" xmlns:xsi="${NAMESPACES.xsi}"`;

/** The Response element around an assertion, which may be empty, plain or encrypted. */
export function responseXml(plan: ResponsePlan, assertion: string): string {
  const { options, shape } = plan;
  const q = qualifier(shape.samlpPrefix);
  const saml = shape.samlDeclaredOn === 'element' ? '' : declaration(shape.samlPrefix, NAMESPACES.saml);
  const issuer = options.responseIssuer === undefined ? plan.idpEntityId : options.responseIssuer;
  const inResponseTo =
    options.responseInResponseTo === undefined ? plan.inResponseTo : options.responseInResponseTo;
  const attributes = [
    attribute('ID', plan.responseId),
    attribute('Version', '2.0'),
    attribute('IssueInstant', timeText(plan, options.issueInstant, 0)),
    attribute('Destination', options.destination === undefined ? plan.acsUrl : options.destination),
    attribute('InResponseTo', inResponseTo),
    shape.responseExtra,
  ];
  const schemaTypes = shape.schemaTypesOn === 'root' ? SCHEMA_TYPES : '';
  const declarations = declaration(shape.samlpPrefix, NAMESPACES.samlp) + saml + schemaTypes;
  return [
    shape.xmlDeclaration,
    `<${q('Response')}${declarations}${attributes.join('')}>`,
    issuer === null ? '' : issuerXml(shape, shape.samlPrefix, issuer, shape.samlDeclaredOn === 'element'),
    shape.extensions === '' ? '' : `<${q('Extensions')}>${shape.extensions}</${q('Extensions')}>`,
    statusXml(options, q),
    assertion,
    `</${q('Response')}>`,
  ].join('');
}

/** The unsigned Assertion element. */
export function assertionXml(plan: ResponsePlan): string {
  const { options, shape } = plan;
  const prefix = assertionPrefix(shape);
  const q = qualifier(prefix);
  const inherits = shape.samlDeclaredOn === 'root' && prefix === shape.samlPrefix;
  const declarations = inherits ? '' : declaration(prefix, NAMESPACES.saml);
  // A listed prefix must be in scope of the assertion for InclusiveNamespaces to mean anything.
  const onAssertion = shape.schemaTypesOn === 'assertion' || shape.inclusivePrefixes.length > 0;
  return [
    `<${q('Assertion')}${declarations}${onAssertion ? SCHEMA_TYPES : ''}`,
    attribute('ID', plan.assertionId) + attribute('Version', '2.0'),
    `${attribute('IssueInstant', timeText(plan, options.issueInstant, 0))}>`,
    issuerXml(shape, prefix, options.assertionIssuer ?? plan.idpEntityId, false),
    subjectXml(plan, q),
    options.conditions === false ? '' : conditionsXml(plan, q),
    options.authnStatement === false ? '' : authnStatementXml(plan, q),
    attributeStatementsXml(plan, q),
    `</${q('Assertion')}>`,
  ].join('');
}

/** The prefix that the shape uses inside an assertion. */
export function assertionPrefix(shape: ResponseShape): string {
  return shape.assertionPrefix ?? shape.samlPrefix;
}

/** A namespace declaration with a leading blank. */
export function declaration(prefix: string, namespace: string): string {
  return prefix === '' ? ` xmlns="${namespace}"` : ` xmlns:${prefix}="${namespace}"`;
}

/** Turns a local name into a qualified one. */
export function qualifier(prefix: string): Qualify {
  return (name) => (prefix === '' ? name : `${prefix}:${name}`);
}

function issuerXml(shape: ResponseShape, prefix: string, issuer: string, declares: boolean): string {
  const name = qualifier(prefix)('Issuer');
  const format = shape.issuerFormat ? attribute('Format', NAME_ID_FORMATS.entity) : '';
  const namespace = declares ? declaration(prefix, NAMESPACES.saml) : '';
  return `<${name}${namespace}${format}>${escapeXml(issuer)}</${name}>`;
}

function statusXml(options: BuildResponseOptions, q: Qualify): string {
  const { code, subcode, message } = options.status ?? { code: SUCCESS };
  const inner = subcode === undefined ? '' : `<${q('StatusCode')}${attribute('Value', subcode)}/>`;
  const text =
    message === undefined ? '' : `<${q('StatusMessage')}>${escapeXml(message)}</${q('StatusMessage')}>`;
  const top = `<${q('StatusCode')}${attribute('Value', code)}`;
  const codes = inner === '' ? `${top}/>` : `${top}>${inner}</${q('StatusCode')}>`;
  return `<${q('Status')}>${codes}${text}</${q('Status')}>`;
}

function subjectXml(plan: ResponsePlan, q: Qualify): string {
  const confirmations = plan.options.confirmations ?? [{}];
  const confirmationText = confirmations.map((confirmation) => confirmationXml(plan, q, confirmation));
  return `<${q('Subject')}>${plan.options.nameIdXml ?? nameIdXml(plan, q)}${confirmationText.join('')}</${q('Subject')}>`;
}

function nameIdXml(plan: ResponsePlan, q: Qualify): string {
  const { options, shape } = plan;
  if (options.nameId === null) return '';
  const format = options.nameIdFormat === undefined ? shape.nameIdFormat : options.nameIdFormat;
  const attributes = [
    attribute('Format', format),
    attribute('NameQualifier', shape.nameQualifiers === 'both' ? plan.idpEntityId : null),
    attribute('SPNameQualifier', shape.nameQualifiers === 'none' ? null : plan.spEntityId),
  ];
  const value = options.nameId ?? shape.nameIdOf(plan.person);
  return `<${q('NameID')}${attributes.join('')}>${escapeXml(value)}</${q('NameID')}>`;
}

function confirmationXml(plan: ResponsePlan, q: Qualify, confirmation: ConfirmationInput): string {
  const seconds = plan.shape.confirmationSeconds;
  const attributes = [
    attribute('Address', confirmation.address ?? null),
    attribute(
      'InResponseTo',
      confirmation.inResponseTo === undefined ? plan.inResponseTo : confirmation.inResponseTo,
    ),
    attribute(
      'NotBefore',
      confirmation.notBefore === undefined ? null : timeText(plan, confirmation.notBefore, 0),
    ),
    attribute('NotOnOrAfter', timeText(plan, confirmation.notOnOrAfter, seconds)),
    attribute('Recipient', confirmation.recipient === undefined ? plan.acsUrl : confirmation.recipient),
  ];
  const data = confirmation.data === false ? '' : `<${q('SubjectConfirmationData')}${attributes.join('')}/>`;
  const open = `<${q('SubjectConfirmation')}${attribute('Method', confirmation.method ?? BEARER)}>`;
  return `${open}${data}</${q('SubjectConfirmation')}>`;
}

function conditionsXml(plan: ResponsePlan, q: Qualify): string {
  const { options, shape } = plan;
  const attributes = [
    attribute('NotBefore', timeText(plan, options.notBefore, -shape.notBeforeSeconds)),
    attribute('NotOnOrAfter', timeText(plan, options.notOnOrAfter, shape.conditionsSeconds)),
  ];
  const restrictions = (options.audiences ?? [[plan.spEntityId]]).map((audiences) => {
    const inner = audiences.map((audience) => `<${q('Audience')}>${escapeXml(audience)}</${q('Audience')}>`);
    return `<${q('AudienceRestriction')}>${inner.join('')}</${q('AudienceRestriction')}>`;
  });
  const extra = options.extraConditions ?? shape.conditionsOf(q);
  return `<${q('Conditions')}${attributes.join('')}>${restrictions.join('')}${extra}</${q('Conditions')}>`;
}

function authnStatementXml(plan: ResponsePlan, q: Qualify): string {
  const { options, shape } = plan;
  const sessionIndex =
    options.sessionIndex === undefined ? `${plan.assertionId}-session` : options.sessionIndex;
  const ends = options.sessionNotOnOrAfter ?? null;
  const endText =
    ends === null && shape.sessionSeconds !== null && options.sessionNotOnOrAfter === undefined
      ? timeText(plan, undefined, shape.sessionSeconds)
      : timeText(plan, ends, 0);
  const attributes = [
    attribute('AuthnInstant', timeText(plan, options.authnInstant, 0)),
    attribute('SessionIndex', sessionIndex),
    attribute('SessionNotOnOrAfter', endText),
  ];
  const name = q('AuthnContextClassRef');
  const context = `<${name}>${escapeXml(options.authnContextClass ?? shape.authnContextClass)}</${name}>`;
  return (
    `<${q('AuthnStatement')}${attributes.join('')}><${q('AuthnContext')}>${context}` +
    `</${q('AuthnContext')}></${q('AuthnStatement')}>`
  );
}

function attributeStatementsXml(plan: ResponsePlan, q: Qualify): string {
  const all = (plan.options.attributes ?? plan.shape.attributesOf(plan.person)).filter(
    (candidate) => candidate.values.length > 0,
  );
  const size = Math.max(1, Math.ceil(all.length / (plan.options.attributeStatements ?? 1)));
  const statements: string[] = [];
  for (let index = 0; index < all.length; index += size) {
    const inner = all.slice(index, index + size).map((one) => attributeXml(plan, q, one));
    statements.push(`<${q('AttributeStatement')}>${inner.join('')}</${q('AttributeStatement')}>`);
  }
  return statements.join('');
}

function attributeXml(plan: ResponsePlan, q: Qualify, input: AttributeInput): string {
  const { valueType, schemaTypesOn } = plan.shape;
  const declared = schemaTypesOn === 'value' ? SCHEMA_TYPES : '';
  const type = valueType === null ? '' : `${declared} xsi:type="${valueType}"`;
  const values = input.values.map(
    (value) => `<${q('AttributeValue')}${type}>${escapeXml(value)}</${q('AttributeValue')}>`,
  );
  const attributes = [
    attribute('Name', input.name),
    attribute('NameFormat', input.nameFormat ?? null),
    attribute('FriendlyName', input.friendlyName ?? null),
    input.extra ?? '',
  ];
  return `<${q('Attribute')}${attributes.join('')}>${values.join('')}</${q('Attribute')}>`;
}

function timeText(plan: ResponsePlan, value: TimeValue | undefined, offsetSeconds: number): string | null {
  if (value === null || typeof value === 'string') return value;
  const time = value ?? new Date(plan.options.now.getTime() + offsetSeconds * 1000);
  const text = time.toISOString();
  return plan.shape.milliseconds ? text : text.replace(/\.\d+Z$/u, 'Z');
}

function attribute(name: string, value: string | null): string {
  return value === null ? '' : ` ${name}="${escapeXml(value)}"`;
}
