// Honestly signed messages that are not from this provider, or not for this service.

import { after, all, attacksOf, built, signedEdit, signedResponseEdit, swap } from './compose.ts';
import type { AttackRow } from './compose.ts';
import type { AttackContext } from './attack.ts';

/** Near misses of a URL: what an exact comparison refuses and a lenient one lets through. */
const NEAR_MISSES: readonly (readonly [name: string, change: (url: string) => string])[] = [
  ['has another host', (url) => url.replace(/:\/\/[^/]+/u, '://other.example')],
  ['ends in a slash', (url) => `${url}/`],
  ['is in upper case', (url) => url.toUpperCase()],
  ['has a blank before it', (url) => ` ${url}`],
  ['has a line break behind it', (url) => `${url}\n`],
  ['is a part of it', (url) => url.slice(0, -1)],
  ['has it as a part', (url) => `${url}.attacker.example`],
  [
    'has another scheme',
    (url) => (url.startsWith('https') ? url.replace('https', 'http') : url.replace('http', 'https')),
  ],
  ['has a query', (url) => `${url}?x=1`],
  ['is empty', () => ''],
];

function nearMisses(
  what: string,
  expect: AttackRow[1],
  write: (context: AttackContext, change: (url: string) => string) => ReturnType<AttackRow[2]>,
) {
  return NEAR_MISSES.map(([name, change]): AttackRow => [
    `${what} ${name}`,
    expect,
    (context) => write(context, change),
  ]);
}

const ISSUER = 'issuer_mismatch';
const issuerRows: readonly AttackRow[] = [
  ...nearMisses('the assertion issuer', [ISSUER, 'xml_invalid'], (context, change) =>
    built({ assertionIssuer: change(context.idpEntityId) })(context),
  ),
  ...nearMisses('the response issuer', [ISSUER, 'xml_invalid'], (context, change) =>
    built({ responseIssuer: change(context.idpEntityId) })(context),
  ),
  [
    'the response issuer is another under a response signature',
    ISSUER,
    built({ sign: 'response', responseIssuer: 'https://other.example/idp' }),
  ],
  [
    'the assertion has no issuer',
    ['xml_invalid', ISSUER],
    signedEdit(swap(/<saml:Issuer>.*?<\/saml:Issuer>/u, '')),
  ],
  [
    'the assertion has two issuers',
    ['xml_invalid', ISSUER],
    signedEdit(after('</saml:Issuer>', '<saml:Issuer>https://other.example</saml:Issuer>')),
  ],
  [
    'the response has two issuers',
    ['xml_invalid', ISSUER],
    signedResponseEdit(after('</saml:Issuer>', '<saml:Issuer>https://other.example</saml:Issuer>')),
  ],
  [
    'the issuer stands behind the subject',
    ['xml_invalid', ISSUER],
    signedEdit((xml) => {
      const issuer = /<saml:Issuer>.*?<\/saml:Issuer>/u.exec(xml)?.[0] ?? '';
      return all(swap(issuer, ''), after('</saml:Subject>', issuer))(xml);
    }),
  ],
];

const DESTINATION = 'destination_mismatch';
const destinationRows: readonly AttackRow[] = [
  ...nearMisses('Destination', DESTINATION, (context, change) =>
    built({ sign: 'response', destination: change(context.acsUrl) })(context),
  ),
  [
    'Destination is missing from a signed response',
    DESTINATION,
    built({ sign: 'response', destination: null }),
  ],
  [
    'Destination is missing from a response signed with its assertion',
    DESTINATION,
    built({ sign: 'both', destination: null }),
  ],
  [
    'Destination of an unsigned response is another',
    DESTINATION,
    built({ destination: 'https://other.example/acs' }),
  ],
  [
    'Destination is the ACS of another team',
    DESTINATION,
    (context) => built({ sign: 'response', destination: context.acsUrl.replace('acme', 'globex') })(context),
  ],
];

const AUDIENCE = 'audience_mismatch';
const NO_AUDIENCE = [AUDIENCE, 'xml_invalid'];
const audienceRows: readonly AttackRow[] = [
  ...nearMisses('the audience', [AUDIENCE, 'xml_invalid'], (context, change) =>
    built({ audiences: [[change(context.spEntityId)]] })(context),
  ),
  [
    'the audience is another region',
    AUDIENCE,
    (context) => built({ audiences: [[context.spEntityId.replace('/eu', '/us')]] })(context),
  ],
  ['the audience is the ACS URL', AUDIENCE, (context) => built({ audiences: [[context.acsUrl]] })(context)],
  ['no AudienceRestriction', AUDIENCE, built({ audiences: [] })],
  ['an AudienceRestriction without Audience', NO_AUDIENCE, built({ audiences: [[]] })],
  [
    'two restrictions, only the first allows us',
    AUDIENCE,
    (context) => built({ audiences: [[context.spEntityId], ['https://other.example']] })(context),
  ],
  [
    'two restrictions, only the second allows us',
    AUDIENCE,
    (context) => built({ audiences: [['https://other.example'], [context.spEntityId]] })(context),
  ],
  [
    'one audience holds several names',
    AUDIENCE,
    (context) => built({ audiences: [[`https://other.example ${context.spEntityId}`]] })(context),
  ],
  [
    'our name stands in ProxyRestriction only',
    AUDIENCE,
    (context) =>
      built({
        audiences: [['https://other.example']],
        extraConditions: `<saml:ProxyRestriction><saml:Audience>${context.spEntityId}</saml:Audience></saml:ProxyRestriction>`,
      })(context),
  ],
  [
    'our name stands in ProxyRestriction and nothing else',
    AUDIENCE,
    (context) =>
      built({
        audiences: [],
        extraConditions: `<saml:ProxyRestriction><saml:Audience>${context.spEntityId}</saml:Audience></saml:ProxyRestriction>`,
      })(context),
  ],
];

/** Who issued it. */
export const issuerAttacks = attacksOf('issuer', issuerRows);

/** Where it was sent to. */
export const destinationAttacks = attacksOf('destination', destinationRows);

/** Who it is for. */
export const audienceAttacks = attacksOf('audience', audienceRows);
