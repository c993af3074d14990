// What every logout message must say of itself: who sent it, to whom, and when (saml-core-2.0-os §3.2).

import { refusesNotBefore, refusesNotOnOrAfter, type Clock } from './assertion-times.ts';
import { refuseLogout } from './logout-rules.ts';
import { checkMessageHeader } from './message-header.ts';
import { ATTRIBUTE, SAML } from './names.ts';
import type { XmlTable } from './xml-table.ts';
import { parseUtcDateTime } from './xs-date-time.ts';

/** What the header is compared with. Times in milliseconds. */
export interface LogoutExpectations extends Clock {
  readonly idpEntityId: string;
  readonly logoutUrl: string;
}

/** A logout message is on its way for seconds; one that is older was kept. */
export const MAX_AGE_MILLISECONDS = 300_000;

/** Checks the header of the message in row 0, whose signature has verified, and returns its ID and time. */
export function checkLogoutHeader(
  document: XmlTable,
  expected: LogoutExpectations,
): { readonly id: string; readonly issuedAt: Date } {
  checkMessageHeader(document, 0);
  const issuer = document.text(document.child(0, SAML.Issuer));
  if (issuer !== expected.idpEntityId)
    refuseLogout('logout-issuer', undefined, { expected: expected.idpEntityId, received: issuer });
  const destination = document.attribute(0, ATTRIBUTE.Destination) ?? '';
  if (destination !== expected.logoutUrl)
    refuseLogout('logout-destination', undefined, { expected: expected.logoutUrl, received: destination });
  const issueInstant = document.attribute(0, ATTRIBUTE.IssueInstant) ?? '';
  const tooEarly = refusesNotBefore(expected, issueInstant);
  if (tooEarly !== null) refuseLogout('logout-issue-instant', undefined, tooEarly);
  // The header's check has parsed it.
  const issuedAt = parseUtcDateTime(issueInstant) ?? Number.NaN;
  if (!(issuedAt + MAX_AGE_MILLISECONDS + expected.skew > expected.now))
    refuseLogout('logout-age', undefined, {
      expected: `after ${new Date(expected.now - MAX_AGE_MILLISECONDS).toISOString()}`,
      received: issueInstant,
    });
  const tooLate = refusesNotOnOrAfter(expected, document.attribute(0, ATTRIBUTE.NotOnOrAfter));
  if (tooLate !== null) refuseLogout('logout-not-on-or-after', undefined, tooLate);
  return { id: document.attribute(0, ATTRIBUTE.ID) ?? '', issuedAt: new Date(issuedAt) };
}
