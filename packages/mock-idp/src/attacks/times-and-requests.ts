// Honestly signed messages of another time, or in answer to another request.

import type { BuildResponseOptions, ConfirmationInput, TimeValue } from '../response-options.ts';
import { replaceFirst } from '../xml-text.ts';
import type { AttackContext } from './attack.ts';
import { attacksOf, built, changedAfterSigning, respond } from './compose.ts';
import type { AttackRow, Forged } from './compose.ts';

const EXPIRED = 'assertion_expired';
const EARLY = 'assertion_too_early';
const LONG = 'assertion_lifetime_too_long';
const UNREADABLE = ['xml_invalid', EXPIRED];

const at = (context: AttackContext, seconds: number): Date =>
  new Date(context.now.getTime() + seconds * 1000);
const timed = (make: (context: AttackContext) => Partial<BuildResponseOptions>): AttackRow[2] => built(make);
const confirmed = (make: (context: AttackContext) => ConfirmationInput): AttackRow[2] =>
  built((context) => ({ confirmations: [make(context)] }));

/** Texts that are no UTC xs:dateTime, though many a date parser reads them. */
const BAD_TIMES: readonly (readonly [string, string])[] = [
  ['a year alone', '2099'],
  ['a date alone', '2099-01-01'],
  ['a time without its Z', '2099-01-01T00:00:00'],
  ['a time with an offset', '2099-01-01T00:00:00+00:00'],
  ['a time with a blank for its T', '2099-01-01 00:00:00Z'],
  ['a time in lower case', '2099-01-01t00:00:00z'],
  ['a time without seconds', '2099-01-01T00:00Z'],
  ['a thirteenth month', '2099-13-01T00:00:00Z'],
  ['a thirtieth of February', '2099-02-30T00:00:00Z'],
  ['a twenty-fifth hour', '2099-01-01T25:00:00Z'],
  ['a sixty-first second', '2099-01-01T00:00:61Z'],
  ['a number', '4070908800'],
  ['an RFC 2822 date', 'Thu, 01 Jan 2099 00:00:00 GMT'],
  ['a time in six-digit years', '+002099-01-01T00:00:00Z'],
  ['a time before Christ', '-2099-01-01T00:00:00Z'],
  ['a time with an empty fraction', '2099-01-01T00:00:00.Z'],
  ['words', 'never'],
  ['nothing', ''],
];

const badTimeRows = BAD_TIMES.flatMap(([name, text]): readonly AttackRow[] => [
  [`Conditions end at ${name}`, UNREADABLE, built({ notOnOrAfter: text })],
  [
    `the confirmation ends at ${name}`,
    [...UNREADABLE, 'subject_confirmation_invalid'],
    built({ confirmations: [{ notOnOrAfter: text }] }),
  ],
]);

const timeRows: readonly AttackRow[] = [
  ['Conditions ended an hour ago', EXPIRED, timed((context) => ({ notOnOrAfter: at(context, -3600) }))],
  [
    'Conditions ended just beyond the skew',
    EXPIRED,
    timed((context) => ({ notOnOrAfter: at(context, -121) })),
  ],
  [
    'Conditions begin in an hour',
    EARLY,
    timed((context) => ({ notBefore: at(context, 3600), notOnOrAfter: at(context, 7200) })),
  ],
  ['Conditions begin just beyond the skew', EARLY, timed((context) => ({ notBefore: at(context, 121) }))],
  [
    'the confirmation ended an hour ago',
    [EXPIRED, 'subject_confirmation_invalid'],
    confirmed((context) => ({ notOnOrAfter: at(context, -3600) })),
  ],
  [
    'the confirmation ended just beyond the skew',
    [EXPIRED, 'subject_confirmation_invalid'],
    confirmed((context) => ({ notOnOrAfter: at(context, -121) })),
  ],
  [
    'the confirmation begins just beyond the skew',
    [EARLY, 'subject_confirmation_invalid'],
    confirmed((context) => ({ notBefore: at(context, 121) })),
  ],
  [
    'the confirmation has no end',
    ['subject_confirmation_invalid', EXPIRED],
    confirmed(() => ({ notOnOrAfter: null })),
  ],
  ['everything was issued an hour ago', EXPIRED, timed((context) => ({ now: at(context, -3600) }))],
  ['everything is issued ten minutes from now', EARLY, timed((context) => ({ now: at(context, 600) }))],
  ['the assertion is issued just beyond the skew', EARLY, (context) => issued(context, at(context, 121))],
  ['valid for more than a day', LONG, timed((context) => ({ notOnOrAfter: at(context, 86_401) }))],
  ['confirmed for more than a day', LONG, confirmed((context) => ({ notOnOrAfter: at(context, 86_401) }))],
  ['valid until 2099', LONG, timed(() => ({ notOnOrAfter: '2099-01-01T00:00:00Z' }))],
  ['issued two days ago and still valid', LONG, (context) => issued(context, at(context, -172_800))],
  [
    'Conditions end before they begin',
    [EXPIRED, EARLY, 'xml_invalid'],
    timed((context) => ({ notBefore: at(context, 60), notOnOrAfter: at(context, -300) })),
  ],
  [
    'the session ended an hour ago',
    [EXPIRED, 'authn_statement_missing'],
    timed((context) => ({ sessionNotOnOrAfter: at(context, -3600) })),
  ],
  ['the assertion has no IssueInstant', 'xml_invalid', (context) => issued(context, null)],
  ['IssueInstant is a year alone', ['xml_invalid', EARLY], (context) => issued(context, '2026')],
  ['NotBefore is words', ['xml_invalid', EARLY], built({ notBefore: 'yesterday' })],
  ['AuthnInstant is words', ['xml_invalid', 'authn_statement_missing'], built({ authnInstant: 'today' })],
  [
    'the session ends at words',
    ['xml_invalid', EXPIRED, 'authn_statement_missing'],
    built({ sessionNotOnOrAfter: 'tomorrow' }),
  ],
  ...badTimeRows,
];

const UNKNOWN = ['in_response_to_unknown', 'subject_confirmation_invalid'];
const MISSING = ['in_response_to_missing', 'subject_confirmation_invalid', 'unsolicited_refused'];
const unsolicited =
  (make: (context: AttackContext) => string): AttackRow[2] =>
  (context): Forged => ({
    xml: make(context),
    verification: { expectedInResponseTo: null },
  });

const requestRows: readonly AttackRow[] = [
  [
    'an answer to a request of somebody else',
    'in_response_to_unknown',
    built({ inResponseTo: '_of-somebody-else' }),
  ],
  [
    'an answer to no request',
    ['in_response_to_missing', 'unsolicited_refused'],
    built({ inResponseTo: null }),
  ],
  ['only the response names our request', MISSING, built({ confirmations: [{ inResponseTo: null }] })],
  [
    'only the confirmation names our request',
    ['in_response_to_missing', 'in_response_to_unknown', 'unsolicited_refused'],
    built({ responseInResponseTo: null }),
  ],
  [
    'the response names our request, the confirmation another',
    UNKNOWN,
    built({ confirmations: [{ inResponseTo: '_other' }] }),
  ],
  [
    'the confirmation names our request, the response another',
    UNKNOWN,
    built({ responseInResponseTo: '_other' }),
  ],
  [
    'the response is changed to name our request',
    UNKNOWN,
    (context) =>
      replaceFirst(
        respond(context, { inResponseTo: '_other' }).xml,
        'InResponseTo="_other"',
        `InResponseTo="${context.requestId}"`,
      ),
  ],
  [
    'InResponseTo is in upper case',
    'in_response_to_unknown',
    (context) => respond(context, { inResponseTo: context.requestId.toUpperCase() }).xml,
  ],
  [
    'InResponseTo has a blank behind it',
    [...UNKNOWN, 'xml_invalid'],
    (context) => respond(context, { inResponseTo: `${context.requestId} ` }).xml,
  ],
  [
    'InResponseTo is a part of ours',
    'in_response_to_unknown',
    (context) => respond(context, { inResponseTo: context.requestId.slice(0, -1) }).xml,
  ],
  ['InResponseTo is empty', [...UNKNOWN, ...MISSING, 'xml_invalid'], built({ inResponseTo: '' })],
  [
    'InResponseTo is moved to a foreign attribute',
    ['xml_invalid', 'in_response_to_missing'],
    changedAfterSigning((xml) =>
      replaceFirst(xml, ' InResponseTo=', ' xmlns:x="urn:example:x" x:InResponseTo='),
    ),
  ],
  [
    'an unsolicited response names a request',
    UNKNOWN,
    unsolicited((context) => respond(context, { inResponseTo: '_made-up' }).xml),
  ],
  [
    'the response of an unsolicited login names a request',
    UNKNOWN,
    unsolicited((context) => respond(context, { inResponseTo: null, responseInResponseTo: '_made-up' }).xml),
  ],
  [
    'the confirmation of an unsolicited login names a request',
    UNKNOWN,
    unsolicited(
      (context) =>
        respond(context, { inResponseTo: null, confirmations: [{ inResponseTo: '_made-up' }] }).xml,
    ),
  ],
];

/** Changes IssueInstant of the assertion alone. */
function issued(context: AttackContext, time: TimeValue): string {
  const text = time instanceof Date ? time.toISOString() : time;
  const attribute = text === null ? '' : ` IssueInstant="${text}"`;
  return respond(context, {
    edits: { assertion: (xml) => replaceFirst(xml, / IssueInstant="[^"]*"/u, attribute) },
  }).xml;
}

/** Times. */
export const timeAttacks = attacksOf('time', timeRows);
/** Requests. */
export const inResponseToAttacks = attacksOf('in-response-to', requestRows);
