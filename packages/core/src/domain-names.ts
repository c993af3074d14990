// Host names as people type them, to the one form that is stored and compared: lower-case A-labels, no trailing dot.

import type { Parsed } from './parsed.ts';
import type { DomainIssue } from './people-issues.ts';
import { PUBLIC_MAIL_DOMAINS } from './public-mail-domains.ts';
import { isPublicSuffix } from './public-suffixes.ts';

/** The platform's URL, the same in browsers and Node; this package takes the types of neither. */
declare const URL: { parse(text: string): { hostname: string } | null };

const MAX_NAME_LENGTH = 253;
/** Letters, digits, marks, hyphens and dots. An escape, a wildcard, an address or an invisible character is none of it. */
const TYPED_NAME = /^[\p{L}\p{N}\p{M}.-]+$/u;
const A_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A domain that a team may ask for. Issues: `domain_invalid`, `domain_public` (anybody may register a name below it),
 * `domain_public_mail` (anybody may have an address there).
 */
export function readDomain(typed: string, path = 'domain'): Parsed<string> {
  const domain = toHostName(typed.trim().replace(/\.$/, ''));
  if (domain === null) return refused(path, 'domain_invalid');
  if (isPublicSuffix(domain)) return refused(path, 'domain_public', domain);
  if (PUBLIC_MAIL_DOMAINS.has(domain)) return refused(path, 'domain_public_mail', domain);
  return { ok: true, value: domain };
}

/** The host name of an e-mail address in stored form; null for what is no address of one. */
export function emailDomainOf(email: string): string | null {
  const at = email.lastIndexOf('@');
  return at < 1 ? null : toHostName(email.slice(at + 1));
}

/** By UTS 46, as the platform's URL does it: look-alike letters keep their own `xn--` name, others fold into one. */
function toHostName(text: string): string | null {
  if (text.length > MAX_NAME_LENGTH || !TYPED_NAME.test(text)) return null;
  const name = URL.parse(`https://${text}/`)?.hostname;
  if (name === undefined || name.length > MAX_NAME_LENGTH) return null;
  const labels = name.split('.');
  // Four numbers are an IP address, and no top level is a number.
  return labels.every((label) => A_LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '') ? name : null;
}

function refused(path: string, code: DomainIssue, received?: string): Parsed<never> {
  return { ok: false, issues: [{ path, code, ...(received === undefined ? {} : { received }) }] };
}
