// The law of signed documents, on thousands of small changes: what is accepted says what was signed, and refusals are typed.

import { buildProviderMetadata, createSigningIdentity, METADATA_SHAPES } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import {
  importSigningKeys,
  readEmbeddedCertificates,
  readIdpMetadata,
  readLogoutMessage,
  verifyLogoutRequest,
} from '../src/index.ts';
import { refusalOf } from './judge.ts';
import { built, connection, logoutUrl, now, posted } from './logout/attack.ts';
import { seededRandom } from './random-xml.ts';

const MUTANTS = 600;
const PIECES = [
  '<', '>', '"', "'", '&', '&amp;', '&#13;', '=', '/', '%', '+', ' ', '\n', '\0', 'x', '<a/>', '<!---->', '<?a b?>', ' ID="_1"',
  ' xmlns="urn:x"', '<!DOCTYPE a>', 'SAMLRequest=', '&RelayState=x', '\uFEFF', 'é',
] as const; // prettier-ignore

/** One to three small changes: a piece put in, taken out, or doubled. */
function mutated(text: string, random: () => number): string {
  const at = (length: number): number => Math.floor(random() * length);
  let result = text;
  for (let change = 0; change <= at(3); change++) {
    const from = at(result.length);
    const to = from + at(12);
    const kind = random();
    const piece =
      kind < 0.5 ? (PIECES[at(PIECES.length)] ?? '') : kind < 0.7 ? result.slice(from, to).repeat(2) : '';
    result = result.slice(0, from) + piece + result.slice(kind < 0.3 ? from : to);
  }
  return result;
}

/** Judges mutants: the results of those that were accepted. Anything but a typed refusal fails by being thrown. */
function accepted<Result>(original: string, read: (text: string) => Result): readonly Result[] {
  const random = seededRandom(20_261_125);
  const results: Result[] = [];
  for (let count = 0; count < MUTANTS; count++) {
    const text = mutated(original, random);
    refusalOf(() => results.push(read(text)));
  }
  return results;
}

const metadata = {
  idpEntityId: 'https://idp.example/metadata',
  signOnUrl: 'https://idp.example/sso',
  signingCertificates: [createSigningIdentity().certificatePem],
};

describe('a signed document that was changed', () => {
  const publisher = createSigningIdentity();
  const pinnedKeys = importSigningKeys([publisher.certificatePem]);

  it.each(['entra', 'keycloak', 'shibboleth'] as const)(
    'says of providers what was signed, or is refused: metadata in the shape of %s',
    (shape) => {
      const original = buildProviderMetadata({ ...metadata, shape, signWith: publisher });
      const expected = readIdpMetadata(original, { now, pinnedKeys });
      const results = accepted(original, (text) => readIdpMetadata(text, { now, pinnedKeys }));
      // White space between attributes, comments, KeyInfo: some changes change nothing.
      expect(results.length).toBeGreaterThan(10);
      for (const result of results) expect(result).toEqual(expected);
    },
  );

  it('says of a logout what was signed, or is refused: a form', () => {
    const { xml } = built('post', { sessionIndexes: ['_s1'] });
    const read = (text: string) =>
      verifyLogoutRequest({
        message: readLogoutMessage(posted(text)),
        connection,
        logoutUrl,
        now,
      });
    const results = accepted(xml, read);
    expect(results.length).toBeGreaterThan(10);
    for (const result of results) expect(result).toEqual(read(xml));
  });

  it('says of a logout what was signed, or is refused: a query', () => {
    const { query } = built('redirect', { relayState: 'state', sessionIndexes: ['_s1'] });
    const read = (text: string) =>
      verifyLogoutRequest({
        message: readLogoutMessage({ binding: 'redirect', query: text }),
        connection,
        logoutUrl,
        now,
      });
    for (const result of accepted(query, read)) expect(result).toEqual(read(query));
  });
});

describe('a document that nobody signed', () => {
  it.each(METADATA_SHAPES)('is read or refused, and nothing else: metadata in the shape of %s', (shape) => {
    const original = buildProviderMetadata({ ...metadata, shape });
    const results = accepted(original, (text) => readIdpMetadata(text, { now }));
    for (const { entities } of results)
      for (const { singleSignOn } of entities)
        for (const { url } of singleSignOn) expect(url).toMatch(/^https?:\/\/\S+$/i);
  });

  it('never makes the reader of embedded certificates throw', () => {
    const { xml } = built('post');
    expect(
      accepted(xml, (text) => readEmbeddedCertificates(Buffer.from(text).toString('base64'))),
    ).toHaveLength(MUTANTS);
  });
});
