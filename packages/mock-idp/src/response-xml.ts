// Writes the unsigned XML of a response, in the dialect of a shape.

import { NAMESPACES } from './algorithms.ts';
import type { BuildResponseOptions, TimeValue } from './response-options.ts';
import type { ResponsePlan } from './response-plan.ts';
import { NAME_ID_FORMATS } from './shapes/shape.ts';
import type { ResponseShape } from './shapes/shape.ts';
import { escapeXml } from './xml-text.ts';

/** Turns a local name into a qualified one. */
export type Qualify = (name: string) => string;

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
/** Declarations of the XML Schema prefixes, with a leading blank. */
export const SCHEMA_TYPES = ` xmlns:xs="${NAMESPACES.xs}" xmlns:xsi="${NAMESPACES.xsi}"`;

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

/** An Issuer element. */
export function issuerXml(shape: ResponseShape, prefix: string, issuer: string, declares: boolean): string {
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

/** The text of a time; a Date is written as the shape writes times. */
export function timeText(
  plan: ResponsePlan,
  value: TimeValue | undefined,
  offsetSeconds: number,
): string | null {
  if (value === null || typeof value === 'string') return value;
  const time = value ?? new Date(plan.options.now.getTime() + offsetSeconds * 1000);
  const text = time.toISOString();
  return plan.shape.milliseconds ? text : text.replace(/\.\d+Z$/u, 'Z');
}

/** An attribute with a leading blank, or nothing for null. */
export function attribute(name: string, value: string | null): string {
  return value === null ? '' : ` ${name}="${escapeXml(value)}"`;
}
