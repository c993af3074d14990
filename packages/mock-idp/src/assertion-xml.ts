// Writes the unsigned XML of an assertion, in the dialect of a shape.

import { NAMESPACES } from './algorithms.ts';
import type { AttributeInput, ConfirmationInput } from './response-options.ts';
import type { ResponsePlan } from './response-plan.ts';
import {
  assertionPrefix,
  attribute,
  declaration,
  issuerXml,
  qualifier,
  SCHEMA_TYPES,
  timeText,
} from './response-xml.ts';
import type { Qualify } from './response-xml.ts';
import { escapeXml } from './xml-text.ts';

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

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
