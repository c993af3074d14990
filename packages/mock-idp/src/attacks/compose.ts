// The few words attacks are written in: a good response with one thing changed, before or after it is signed.

import { buildResponse, DEFAULT_PERSON, encodeResponse } from '../response.ts';
import type { BuildResponseOptions, BuiltResponse } from '../response-options.ts';
import { replaceFirst } from '../xml-text.ts';
import { verificationFor } from './attack.ts';
import type { Attack, AttackCase, AttackClass, AttackContext, VerificationInput } from './attack.ts';

/** What an attack makes: the XML, or the finished form value, and what is special about its judge. */
export type Forged =
  | string
  | { readonly xml: string; readonly verification?: Partial<VerificationInput> }
  | { readonly samlResponse: string; readonly verification?: Partial<VerificationInput> };

/** One row of a catalogue file: name, expected codes, and how it is made. */
export type AttackRow = readonly [
  name: string,
  expect: string | readonly string[],
  forge: (context: AttackContext) => Forged,
];

type Overrides = Partial<BuildResponseOptions>;
type Edit = (xml: string) => string;

/** Turns rows into attacks of one class. */
export function attacksOf(attackClass: AttackClass, rows: readonly AttackRow[]): readonly Attack[] {
  return rows.map(([name, expect, forge]) => ({
    name,
    class: attackClass,
    expect: typeof expect === 'string' ? [expect] : expect,
    build: (context) => finish(context, forge(context)),
  }));
}

/** A good response of this context, with changes. */
export function respond(context: AttackContext, overrides: Overrides = {}): BuiltResponse {
  return buildResponse({
    now: context.now,
    identity: context.provider,
    idpEntityId: context.idpEntityId,
    spEntityId: context.spEntityId,
    acsUrl: context.acsUrl,
    inResponseTo: context.requestId,
    person: DEFAULT_PERSON,
    ...overrides,
  });
}

/** A row's third column: a response built with these options. */
export function built(
  overrides: Overrides | ((context: AttackContext) => Overrides),
): (context: AttackContext) => string {
  return (context) => respond(context, typeof overrides === 'function' ? overrides(context) : overrides).xml;
}

/** A row's third column: the provider signs an assertion with this edit in it. */
export function signedEdit(edit: Edit, overrides: Overrides = {}): (context: AttackContext) => string {
  return built({ ...overrides, edits: { assertion: edit } });
}

/** A row's third column: the provider signs a whole response with this edit in it. */
export function signedResponseEdit(
  edit: Edit,
  overrides: Overrides = {},
): (context: AttackContext) => string {
  return built({ sign: 'response', ...overrides, edits: { response: edit } });
}

/** A row's third column: a good response is changed after it was signed. */
export function changedAfterSigning(
  edit: Edit,
  overrides: Overrides = {},
): (context: AttackContext) => string {
  return (context) => edit(respond(context, overrides).xml);
}

/** A row's third column: the provider signs a SignedInfo with this edit in it. */
export function signedInfoEdit(edit: Edit, overrides: Overrides = {}): (context: AttackContext) => string {
  return built({ ...overrides, signing: { ...overrides.signing, editSignedInfo: edit } });
}

/** An edit that replaces the first occurrence and insists that there is one. */
export function swap(from: string | RegExp, to: string | ((match: string) => string)): Edit {
  return (xml) => replaceFirst(xml, from, to);
}

/** An edit that puts text behind the first occurrence. */
export function after(text: string, addition: string): Edit {
  return (xml) => replaceFirst(xml, text, (match) => match + addition);
}

/** An edit that puts text before the first occurrence. */
export function before(text: string, addition: string): Edit {
  return (xml) => replaceFirst(xml, text, (match) => addition + match);
}

/** Several edits, one after the other. */
export function all(...edits: readonly Edit[]): Edit {
  return (xml) => edits.reduce((text, edit) => edit(text), xml);
}

function finish(context: AttackContext, forged: Forged): AttackCase {
  if (typeof forged === 'string')
    return { samlResponse: encodeResponse(forged), verification: verificationFor(context) };
  const samlResponse = 'samlResponse' in forged ? forged.samlResponse : encodeResponse(forged.xml);
  return { samlResponse, verification: verificationFor(context, forged.verification) };
}
