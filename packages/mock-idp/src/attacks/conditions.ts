// Honestly signed messages under conditions nobody knows, or not about a sign-in.

import { after, all, attacksOf, built, changedAfterSigning, signedEdit, swap } from './compose.ts';
import type { AttackRow } from './compose.ts';

const CONDITION = 'condition_unknown';
const conditionRows: readonly AttackRow[] = [
  ['no Conditions', ['audience_mismatch', 'xml_invalid'], built({ conditions: false })],
  [
    'two Conditions',
    'xml_invalid',
    signedEdit((xml) => {
      const conditions = /<saml:Conditions.*<\/saml:Conditions>/u.exec(xml)?.[0] ?? '';
      return after('</saml:Conditions>', conditions)(xml);
    }),
  ],
  [
    'a condition of an unknown type',
    CONDITION,
    built({
      extraConditions:
        '<saml:Condition xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="urn:example:x" xsi:type="x:Only"/>',
    }),
  ],
  [
    'a condition in a foreign namespace',
    [CONDITION, 'xml_invalid'],
    built({ extraConditions: '<x:Only xmlns:x="urn:example:x"/>' }),
  ],
  [
    'an unknown condition of the SAML namespace',
    [CONDITION, 'xml_invalid'],
    built({ extraConditions: '<saml:NotBeforeLunch/>' }),
  ],
  [
    'the conditions of SAML 1.1',
    [CONDITION, 'xml_invalid'],
    built({ extraConditions: '<saml:DoNotCacheCondition/>' }),
  ],
  [
    'Conditions stand behind the statements',
    'xml_invalid',
    signedEdit((xml) => {
      const conditions = /<saml:Conditions.*<\/saml:Conditions>/u.exec(xml)?.[0] ?? '';
      return all(swap(conditions, ''), after('</saml:AuthnStatement>', conditions))(xml);
    }),
  ],
  ['text in Conditions', 'xml_invalid', signedEdit(after('</saml:AudienceRestriction>', 'text'))],
];

const STATEMENT = 'authn_statement_missing';
const statementRows: readonly AttackRow[] = [
  ['no AuthnStatement', STATEMENT, built({ authnStatement: false })],
  ['no statement at all', STATEMENT, built({ authnStatement: false, attributes: [] })],
  [
    'only an authorization decision',
    [STATEMENT, 'xml_invalid'],
    signedEdit(
      swap(
        /<saml:AuthnStatement.*<\/saml:AuthnStatement>/u,
        '<saml:AuthzDecisionStatement Resource="x" Decision="Permit"><saml:Action Namespace="urn:x">x</saml:Action></saml:AuthzDecisionStatement>',
      ),
    ),
  ],
  [
    'a foreign AuthnStatement',
    [STATEMENT, 'xml_invalid'],
    signedEdit(
      all(
        swap('<saml:AuthnStatement', '<x:AuthnStatement xmlns:x="urn:example:x"'),
        swap('</saml:AuthnStatement', '</x:AuthnStatement'),
      ),
    ),
  ],
  [
    'an AuthnStatement without AuthnContext',
    ['xml_invalid', STATEMENT],
    signedEdit(swap(/<saml:AuthnContext>.*<\/saml:AuthnContext>/u, '')),
  ],
  ['an AuthnStatement without AuthnInstant', ['xml_invalid', STATEMENT], built({ authnInstant: null })],
  [
    'an AuthnStatement within Extensions only',
    STATEMENT,
    (context) =>
      changedAfterSigning(
        swap(
          '<samlp:Status>',
          '<samlp:Extensions><x:AuthnStatement xmlns:x="urn:example:x"/></samlp:Extensions><samlp:Status>',
        ),
        { authnStatement: false },
      )(context),
  ],
];

/** Under which conditions. */
export const conditionAttacks = attacksOf('conditions', conditionRows);

/** That anybody signed in at all. */
export const authnStatementAttacks = attacksOf('authn-statement', statementRows);
