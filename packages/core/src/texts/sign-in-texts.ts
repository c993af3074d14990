// What each refused sign-in says: to the member a plain sentence that gives nothing away, to the admin cause and cure.

import type { SignInReason } from '../reasons.ts';
import {
  COMPANY_REFUSED,
  NO_PLACE,
  NOT_ON,
  NOT_VERIFIED,
  SAME_BROWSER,
  START_AGAIN,
  START_HERE,
  UNAVAILABLE,
} from './member-sentences.ts';
import { RESPONSE_TEXTS, type AdminText } from './response-texts.ts';

/** A refusal's words. `member` may be shown to anybody; the rest is for managers of the team. */
export interface SignInText extends AdminText {
  readonly member: string;
}

/** Refusals in which the response itself was fine, or was never looked at. */
const OTHER_TEXTS = {
  status_not_success: {
    member: COMPANY_REFUSED,
    title: 'Your provider refused the sign-in.',
    cause: 'It answered with a status other than success. What it says of it is shown below, as received.',
    cure: "Look the provider's message up in its sign-in log. Often the person isn't assigned to the application.",
  },
  assertion_expired: {
    member: START_AGAIN,
    title: 'The response came too late.',
    cause:
      'Its time was over when it arrived: the person waited too long, or one of the two clocks is wrong.',
    cure: "Test again. If it stays, set the clock of your provider's server by a time service.",
  },
  in_response_to_unknown: {
    member: START_AGAIN,
    title: 'The response answers a request that we never sent.',
    cause:
      'The request is older than 30 minutes, was answered before, or your provider fills in an answer to nothing.',
    cure: "Start the sign-in from our page, or put our start URL behind the application's tile at your provider.",
  },
  in_response_to_missing: {
    member: START_AGAIN,
    title: "The response doesn't say which request it answers.",
    cause: 'It was asked for by us, yet the part that names our request is missing or contradicts itself.',
    cure: 'Use the standard SAML settings of your provider, and remove custom response templates.',
  },
  unsolicited_refused: {
    member: START_HERE,
    title: 'The sign-in was started at your provider.',
    cause: "Sign-ins that we didn't ask for are refused: anybody could plant one in somebody else's browser.",
    cure: "Put our start URL behind the application's tile, or allow sign-ins started by the provider.",
  },
  replayed: {
    member: START_AGAIN,
    title: 'The response was used before.',
    cause: 'The same response arrived twice, from a reload of the page or from somebody who copied it.',
    cure: 'Sign in again. If nobody reloaded a page, ask your IT team to look at the sign-in log.',
  },
  email_missing: {
    member: NO_PLACE,
    title: 'No e-mail address was sent.',
    cause: 'Neither the NameID nor an attribute that we know holds exactly one address.',
    cure: "Send the person's e-mail address from your provider, or choose which value is the e-mail here.",
  },
  email_domain_not_allowed: {
    member: NO_PLACE,
    title: "The address is outside the team's domains.",
    cause: 'The person signed in fine, but nobody with this e-mail domain may join the team by signing in.',
    cure: 'Verify the domain here, or invite the person.',
  },
  member_unknown: {
    member: NO_PLACE,
    title: "The person isn't a member of this team.",
    cause: 'The sign-in is good, but no member of the team has this address.',
    cure: 'Invite the person, or correct the address at your provider.',
  },
  browser_mismatch: {
    member: SAME_BROWSER,
    title: 'The sign-in ended in another browser than it began in.',
    cause: 'The browser has no trace of the start: another browser, a private window, or blocked cookies.',
    cure: 'Sign in again and stay in one browser. Allow cookies for our address.',
  },
  ticket_expired: {
    member: START_AGAIN,
    title: 'The sign-in was not finished in time.',
    cause: 'The last step has to follow within a minute, and works once.',
    cure: 'Sign in again.',
  },
  test_superseded: {
    member: START_AGAIN,
    title: 'The connection was changed during the test.',
    cause: 'The test ran on settings that are no longer these.',
    cure: 'Start the test again.',
  },
  provider_replaced: {
    member: START_AGAIN,
    title: 'The provider was changed during the sign-in.',
    cause: 'The sign-in began at a provider that is no longer in use here.',
    cure: 'Sign in again: it goes to the new provider.',
  },
  sso_off: {
    member: NOT_ON,
    title: 'Single sign-on is off for this team.',
    cause: 'A team that has switched it off accepts no sign-in through a provider.',
    cure: 'Switch on "Enable SAML authentication", or sign in with a password.',
  },
  store_unavailable: {
    member: UNAVAILABLE,
    title: 'The sign-in could not be recorded.',
    cause: 'Our database did not answer, so nobody was let in.',
    cure: "Try again in a minute. If it stays, see the product's status page.",
  },
} satisfies Partial<Record<SignInReason, SignInText>>;

/** The words for every reason. */
export const SIGN_IN_TEXTS: Readonly<Record<SignInReason, SignInText>> = {
  ...notVerified(RESPONSE_TEXTS),
  ...OTHER_TEXTS,
};

function notVerified<Reason extends string>(
  texts: Readonly<Record<Reason, AdminText>>,
): Record<Reason, SignInText> {
  return Object.fromEntries(
    Object.entries<AdminText>(texts).map(([reason, text]) => [reason, { ...text, member: NOT_VERIFIED }]),
  ) as Record<Reason, SignInText>;
}
