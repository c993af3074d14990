// Wrapping of a signed response: it is kept somewhere, and a forged one is put around it.

import { parseXml } from '../xml-tree.ts';
import { replaceFirst } from '../xml-text.ts';
import { VICTIM } from './attack.ts';
import type { AttackContext } from './attack.ts';
import { attacksOf, respond } from './compose.ts';
import type { AttackRow } from './compose.ts';
import { childOf, extended } from './wrapping-places.ts';

const REFUSED = ['several_assertions', 'xml_invalid', 'signature_invalid', 'signature_missing'];

const responseRows: readonly AttackRow[] = [
  [
    'the genuine response is in the Object of the forged one',
    REFUSED,
    (context) => wrapResponse(context, (good) => `<ds:Object>${good}</ds:Object>`),
  ],
  [
    'the genuine response is in the signature of the forged one',
    REFUSED,
    (context) => wrapResponse(context, (good) => good),
  ],
  [
    'the genuine response is in Extensions of the forged one',
    REFUSED,
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return extended(forged, genuine);
    },
  ],
  [
    'the genuine response precedes the forged assertion',
    REFUSED,
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return replaceFirst(forged, '<saml:Assertion', `${genuine}<saml:Assertion`);
    },
  ],
  [
    'the genuine response follows the forged assertion',
    REFUSED,
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return replaceFirst(forged, '</samlp:Response>', `${genuine}</samlp:Response>`);
    },
  ],
  [
    'two roots: the forged response before the genuine one',
    'xml_invalid',
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return forged + genuine;
    },
  ],
  [
    'two roots: the genuine response before the forged one',
    'xml_invalid',
    (context) => {
      const { forged, genuine } = responsesOf(context);
      return genuine + forged;
    },
  ],
];

function responsesOf(context: AttackContext) {
  const { xml: genuine, responseId, assertionId } = respond(context, { sign: 'response' });
  const signature = childOf(parseXml(genuine), 'Signature');
  const bare = genuine.slice(0, signature.start) + genuine.slice(signature.end);
  const renamed = bare.replaceAll(responseId, '_forged-response').replaceAll(assertionId, '_forged');
  const forged = renamed.replaceAll(VICTIM.honest, VICTIM.wanted);
  return { genuine, forged, bare, signature: genuine.slice(signature.start, signature.end) };
}

function wrapResponse(context: AttackContext, wrap: (genuine: string) => string): string {
  const { forged, bare, signature } = responsesOf(context);
  const holding = replaceFirst(signature, '</ds:Signature>', `${wrap(bare)}</ds:Signature>`);
  return replaceFirst(forged, '</saml:Issuer>', `</saml:Issuer>${holding}`);
}

/** Wrapping of a signed response. */
export const responseWrappingAttacks = attacksOf('signature-wrapping', responseRows);
