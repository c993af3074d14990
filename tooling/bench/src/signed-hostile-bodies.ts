// Bodies that only a customer's own identity provider can make: signed by the pinned key, and as expensive as it can make them.

import {
  buildResponse,
  encodeResponse,
  type BuildResponseOptions,
  type SigningIdentity,
} from '@team-sso/mock-idp';
import type { HostileBody } from './hostile-bodies.ts';
import { PARTIES } from './messages.ts';

/** All of them; each is near the limit of 256 KB. */
export function buildSignedHostileBodies(identity: SigningIdentity, now: Date): readonly HostileBody[] {
  const signed = (name: string, options: Partial<BuildResponseOptions>): HostileBody => ({
    name: `signed: ${name}`,
    samlResponse: buildResponse({
      ...PARTIES,
      now,
      identity,
      inResponseTo: PARTIES.requestId,
      sign: 'both',
      ...options,
    }).samlResponse,
  });
  const groups = (values: readonly string[]): Partial<BuildResponseOptions> => ({
    attributes: [{ name: 'groups', values }],
  });
  const inAdvice = (xml: string): Partial<BuildResponseOptions> => ({
    edits: {
      assertion: (assertion) =>
        assertion.replace('</saml:Conditions>', `</saml:Conditions><saml:Advice>${xml}</saml:Advice>`),
    },
  });
  return [
    { name: 'an honest message with 10,000 comments', samlResponse: withComments(signed('', {})) },
    signed('3,500 groups', groups(times(3_500, (index) => `group ${index}`))),
    signed('2,000 attributes', {
      attributes: times(2_000, (index) => ({ name: `n${index}`, values: ['v'] })),
    }),
    signed('one value of references', groups(['<'.repeat(46_000)])),
    signed('one value of &#13;', {
      ...groups(['@']),
      edits: { assertion: (assertion) => assertion.replace('>@<', `>${'&#13;'.repeat(36_000)}<`) },
    }),
    signed('700 confirmations that miss', {
      confirmations: times(700, () => ({ recipient: 'https://elsewhere.example' })),
    }),
    signed('3,500 audiences', { audiences: [times(3_500, (index) => `urn:audience:${index}`)] }),
    signed('1,300 audience restrictions', { audiences: times(1_300, () => [PARTIES.spEntityId]) }),
    signed('64 attributes on every element, in disorder', inAdvice(elements(64, 400))),
    signed('64 attributes of two letters on every element', inAdvice(shortNames())),
    signed('64 attributes in 64 long namespaces on every element', inAdvice(longNamespaces())),
    signed('5 attributes on every element, in disorder', inAdvice(elements(5, 4_000))),
    signed('a namespace that every element renders again', inAdvice(renderedAgain())),
    signed('a PrefixList of 40 KB', {
      signing: { inclusivePrefixes: times(9_000, (index) => `p${index}`) },
    }),
  ];
}

/** Attributes in single quotes and the wrong order: each start tag has to be written anew. */
function elements(attributes: number, count: number): string {
  const element = `<a${times(attributes, (index) => ` b${10 + ((index * 37) % attributes)}='&lt;'`).join('')}></a>`;
  return element.repeat(Math.min(count, Math.floor(180_000 / element.length)));
}

/** As many attributes as fit, all of them to be sorted. */
function shortNames(): string {
  const letter = (index: number): string => String.fromCharCode(97 + index);
  const name = (index: number): string => letter(index % 26) + letter(Math.floor(index / 26));
  const element = `<a${times(64, (index) => ` ${name((index * 37) % 64)}=''`).join('')}></a>`;
  return element.repeat(Math.floor(180_000 / element.length));
}

/** Namespaces that differ in their last characters only, declared around the elements that sort by them. */
function longNamespaces(): string {
  const element = `<a${times(64, (index) => ` p${(index * 37) % 64}:b=''`).join('')}></a>`;
  let xml = element.repeat(Math.floor(105_000 / element.length));
  for (let from = 0; from < 64; from += 16) {
    const prefixes = times(16, (index) => `p${from + index}`);
    const declarations = prefixes.map((prefix) => ` xmlns:${prefix}="urn:${'x'.repeat(980)}${prefix}"`);
    xml = `<a${declarations.join('')}${prefixes.map((prefix) => ` ${prefix}:b=""`).join('')}>${xml}</a>`;
  }
  return xml;
}

/** Declared once, used by siblings: exclusive canonicalization writes the declaration at each of them. */
function renderedAgain(): string {
  const namespace = `urn:${'x'.repeat(90)}`;
  return `<a xmlns:q="${namespace}">${'<q:b></q:b>'.repeat(4_000)}</a>`;
}

function times<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Comments are not part of what is signed: whoever holds an honest message can add them. */
function withComments({ samlResponse }: HostileBody): string {
  const xml = Buffer.from(samlResponse, 'base64').toString();
  return encodeResponse(xml.replace('</saml:NameID>', `${'<!-- -->'.repeat(10_000)}</saml:NameID>`));
}
