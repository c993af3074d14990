// What to say about a domain, its record or a role that is not in order.

import type { DomainIssue, RecordIssue, RoleIssue } from '../people-issues.ts';
import type { CodeText } from './code-text.ts';

/** The words for every reason why a domain is not taken. */
export const DOMAIN_TEXTS: Readonly<Record<DomainIssue, CodeText>> = {
  domain_invalid: {
    title: 'This is no domain.',
    cure: 'Type the part after the @ of your e-mail addresses, such as acme.com.',
  },
  domain_public: {
    title: 'Anybody can register names below this one.',
    cure: 'Type your own domain, with the name that you registered in front.',
  },
  domain_public_mail: {
    title: 'Anybody can have an e-mail address there.',
    cure: 'Use the domain of your company. People with other addresses can be invited.',
  },
  domain_refused: {
    title: "This domain can't belong to a team.",
    cure: 'Use the domain of your company, or ask our support.',
  },
};

/** The words for every reason why a record does not verify its domain. */
export const RECORD_TEXTS: Readonly<Record<RecordIssue, CodeText>> = {
  record_missing: {
    title: "The TXT record isn't there yet.",
    cure: 'Publish it at your DNS provider. It can take some minutes, sometimes hours, until everybody sees it.',
  },
  record_different: {
    title: 'There is a TXT record, but its value is another one.',
    cure: 'Copy the value again. If another team of yours uses the same name, add ours as a second record.',
  },
  record_wildcard: {
    title: 'The record answers for every name of the domain.',
    cure: 'Publish it for exactly the name that is shown, instead of with an asterisk.',
  },
  dns_unreachable: {
    title: "The domain's DNS servers gave no answer.",
    cure: 'Try again in some minutes. If it stays, ask whoever runs your DNS.',
  },
};

/** The words for every reason why a role is not taken. */
export const ROLE_TEXTS: Readonly<Record<RoleIssue, CodeText>> = {
  roles_not_supported: {
    title: "Roles can't be given by rules here.",
    cure: 'Give roles to people one by one.',
  },
  role_unknown: { title: 'There is no such role.', cure: 'Choose one of the roles that are offered.' },
  role_owns: {
    title: 'Not everybody who joins can own the team.',
    cure: 'Choose another default role. A rule can make single people owners.',
  },
};
