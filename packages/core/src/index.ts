// The public names of @team-sso/core. No logic here.

export * from './access.ts';
export * from './access-policy.ts';
export * from './audit.ts';
export * from './certificate.ts';
export * from './connection.ts';
export * from './entitlement.ts';
export * from './host.ts';
export * from './identity.ts';
export * from './reasons.ts';
export type { Issue, Parsed } from './parsed.ts';
export * from './recognise.ts';
export * from './regions.ts';
export * from './requirement.ts';
export * from './settings.ts';
export * from './settings-json.ts';
export * from './stores.ts';
export * from './texts/access-texts.ts';
export type { CodeText } from './texts/code-text.ts';
export * from './texts/problem-texts.ts';
export * from './texts/requirement-texts.ts';
export * from './texts/sign-in-texts.ts';
export type { AdminText } from './texts/response-texts.ts';
export type { ChangeContext, Transition } from './transition.ts';
export * from './transitions.ts';
export * from './wire.ts';
