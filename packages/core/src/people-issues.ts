// The codes of what can be wrong with a domain, its record, or a role: the `code` of an issue, beside its text.

/** Why a domain is not taken. */
export const DOMAIN_ISSUES = [
  'domain_invalid',
  'domain_public',
  'domain_public_mail',
  'domain_refused',
] as const;
export type DomainIssue = (typeof DOMAIN_ISSUES)[number];

/** Why a domain is not verified by its record. */
export const RECORD_ISSUES = [
  'record_missing',
  'record_different',
  'record_wildcard',
  'dns_unreachable',
] as const;
export type RecordIssue = (typeof RECORD_ISSUES)[number];

/** Why a role cannot be given by rules. */
export const ROLE_ISSUES = ['roles_not_supported', 'role_unknown', 'role_owns'] as const;
export type RoleIssue = (typeof ROLE_ISSUES)[number];
