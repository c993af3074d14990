// Attacks on the POST binding: the signature moved, the signed request kept and another one read (samlify issue 634).

import { deflateRawSync } from 'node:zlib';
import { built, form, posted, replaced, stranger, type LogoutAttack } from './attack.ts';

const { fields, xml } = built('post');
const signature = /<ds:Signature .*<\/ds:Signature>/.exec(xml)?.[0] ?? '';
const inner = replaced(xml, signature, '');
const evil = replaced(inner, 'member@', 'victim@');
const beforeNameId = (text: string, inserted: string): string =>
  replaced(text, '<saml:NameID>', `${inserted}<saml:NameID>`);
const withObject = replaced(signature, '</ds:Signature>', `<ds:Object>${inner}</ds:Object></ds:Signature>`);

const FORMS: readonly (readonly [name: string, rule: string, xml: string | Buffer])[] = [
  ['signed by a stranger', 'signature-key', built('post', { identity: stranger }).xml],
  ['changed after it was signed', 'signature', replaced(xml, 'member@', 'victim@')],
  ['signed with an HMAC', 'signature-algorithm', replaced(xml, '#rsa-sha256', '#hmac-sha256')],
  ['with its signature at the end', 'shape', replaced(inner, '</samlp:Log', `${signature}</samlp:Log`)],
  ['with its signature before the Issuer', 'shape', replaced(inner, '<saml:Iss', `${signature}<saml:Iss`)],
  ['with two signatures', 'shape', replaced(xml, signature, signature + signature)],
  [
    'with the signed request in Extensions',
    'gate',
    beforeNameId(evil, `<samlp:Extensions>${xml}</samlp:Extensions>`),
  ],
  [
    'with the signed request in Extensions, and another ID',
    'shape',
    beforeNameId(
      replaced(evil, / ID="[^"]*"/, ' ID="_other"'),
      `<samlp:Extensions>${xml}</samlp:Extensions>`,
    ),
  ],
  [
    'with the signed request in an Object of its signature',
    'shape',
    beforeNameId(replaced(evil, / ID="[^"]*"/, ' ID="_other"'), withObject),
  ],
  [
    'with a signature that refers to an inner request',
    'signature',
    beforeNameId(
      replaced(evil, / ID="[^"]*"/, ' ID="_other"'),
      `${signature}<samlp:Extensions>${inner}</samlp:Extensions>`,
    ),
  ],
  ['inside another element', 'logout-message-type', `<x xmlns="urn:x">${xml}</x>`],
  ['deflated, as by redirect', 'utf8', deflateRawSync(xml)],
];

export const attacksByPost: readonly LogoutAttack[] = [
  ...FORMS.map(([name, rule, form]) => ({ name, rule, received: posted(form) })),
  { name: 'that is not base64', rule: 'logout-base64', received: form({ SAMLRequest: xml }) },
  {
    name: 'with two messages',
    rule: 'logout-parameters',
    received: form({ ...fields, SAMLResponse: fields['SAMLRequest'] ?? '' }),
  },
  ...['SAMLRequest', 'RelayState'].map((name): LogoutAttack => ({
    name: `with two fields called ${name}`,
    rule: 'logout-parameters',
    received: {
      binding: 'post',
      fields: new Map([
        ['SAMLRequest', [fields['SAMLRequest'] ?? '']],
        [name, [fields['SAMLRequest'] ?? '', 'x']],
      ]),
    },
  })),
  { name: 'with no message', rule: 'logout-parameters', received: form({}) },
  {
    name: 'with a response called a request',
    rule: 'logout-message-type',
    received: form({ SAMLRequest: built('post', { kind: 'response' }).fields['SAMLResponse'] ?? '' }),
  },
];
