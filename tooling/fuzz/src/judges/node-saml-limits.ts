// What node-saml 5.1.0 does not implement, or gets wrong by the standard: accepted messages that use it are not put before it.
// Each was found by this fuzzer, with xmlsec1 on the engine's side.

import type { VerifiedAssertion } from '@team-sso/core/reasons';
import type { Mutant } from '../mutant.ts';
import { SPACE_IN_END_TAG } from '../mutations/markup-style.ts';
import { ODD_CONTENT, SIGNED_BY_PROVIDER } from '../mutations/provider-signed.ts';
import { isDeclaration, prefixOf } from '../source-queries.ts';
import { placesOf, readSource } from '../source-tree.ts';

const SIGNATURE_ALGORITHMS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
]);
const DIGEST_ALGORITHMS: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/04/xmlenc#sha256',
  'http://www.w3.org/2001/04/xmlenc#sha512',
]);

interface Limit {
  readonly name: string;
  readonly isMet: (mutant: Mutant, verified: VerifiedAssertion) => boolean;
}

/** The limits, each with the clause it departs from where it departs from one. */
export const NODE_SAML_LIMITS: readonly Limit[] = [
  {
    name: 'signature or digest algorithm not implemented (SHA-384, ECDSA)',
    isMet: (_, { digestAlgorithm, signatureAlgorithm }) =>
      !SIGNATURE_ALGORITHMS.has(signatureAlgorithm) || !DIGEST_ALGORITHMS.has(digestAlgorithm),
  },
  {
    name: 'encryption not implemented (rsa-oaep, AES-192, EncryptedKey beside EncryptedData)',
    isMet: ({ original }, { wasEncrypted }) => wasEncrypted && original.encryption === 'rare',
  },
  {
    name: 'white space in an end tag (xml §3.1): the last element of a name is then taken for empty',
    isMet: (mutant, { wasEncrypted }) =>
      /<\/[^<>\s]+\s+>/u.test(textOf(mutant)) || (wasEncrypted && hasStep(mutant, SPACE_IN_END_TAG)),
  },
  {
    name: 'U+0085 and U+2028 become line feeds, as in XML 1.1 (xml §2.11)',
    isMet: (mutant) => /\u0085|\u2028/u.test(textOf(mutant)),
  },
  {
    name: '#default in an InclusiveNamespaces PrefixList (xml-exc-c14n §3)',
    isMet: (mutant) =>
      hasStep(mutant, SIGNED_BY_PROVIDER.name) && /PrefixList\s*=\s*["'][^"']*#default/u.test(textOf(mutant)),
  },
  {
    name: 'attributes are sorted by namespace and name run together (xml-c14n §2.3)',
    isMet: (mutant) => hasStep(mutant, ODD_CONTENT) && hasTwoPrefixedAttributes(textOf(mutant)),
  },
  {
    name: 'namespace declarations are sorted as words of a language (xml-c14n §2.2)',
    isMet: (mutant) => hasStep(mutant, ODD_CONTENT) && hasPrefixesOfTwoOrders(textOf(mutant)),
  },
];

/** Whether node-saml can judge an accepted message. */
export function isForNodeSaml(mutant: Mutant, verified: VerifiedAssertion): boolean {
  return !NODE_SAML_LIMITS.some(({ isMet }) => isMet(mutant, verified));
}

function textOf({ octets }: Mutant): string {
  return octets.toString('utf8');
}

function hasStep({ steps }: Mutant, name: string): boolean {
  return steps.some(({ mutation }) => mutation.name === name);
}

function hasTwoPrefixedAttributes(xml: string): boolean {
  return placesOf(readSource(xml)).some(({ element }) => {
    const prefixed = element.attributes.filter((one) => !isDeclaration(one) && prefixOf(one.name) !== '');
    return prefixed.length > 1;
  });
}

/** Whether a start tag names prefixes that come in another order by their letters than by their code points: `a` and `A`. */
function hasPrefixesOfTwoOrders(xml: string): boolean {
  return placesOf(readSource(xml)).some(({ element }) => {
    const names = [element.name, ...element.attributes.map(({ name }) => name)];
    const prefixes = [
      ...new Set(names.map((name) => (name.startsWith('xmlns:') ? name.slice(6) : prefixOf(name)))),
    ];
    const byLetters = prefixes.toSorted((a, b) => a.localeCompare(b));
    return prefixes.toSorted().some((prefix, index) => prefix !== byLetters[index]);
  });
}
