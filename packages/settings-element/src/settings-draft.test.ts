import { expect, test } from 'vitest';
import { FAKE_CONNECTION, fakeCertificate } from './fake.ts';
import { changesConnection, connectionFrom } from './connection-from-form.ts';
import { parseForm } from './kept-form.ts';
import {
  applyChoices,
  differingFields,
  EMPTY_FORM,
  formOf,
  mergeForms,
  splitCertificates,
} from './settings-draft.ts';

const base = formOf(FAKE_CONNECTION);

test('a form goes back to the connection it came from', () => {
  const connection = connectionFrom(base, FAKE_CONNECTION);
  expect(connection.ok && changesConnection(connection.value, FAKE_CONNECTION)).toBe(false);
});

test('options go into the form and back as they were', () => {
  const edited = {
    ...FAKE_CONNECTION,
    forceAuthn: true,
    signOnBinding: 'post' as const,
    metadataUrl: 'https://idp.example/metadata',
    metadataSigningCertificates: [fakeCertificate('metadata')],
    attributeMapping: { email: ['mail', 'upn'], groups: [] },
    logoutUrl: 'https://idp.example/slo',
    logoutBinding: 'post' as const,
    logoutResponseUrl: 'https://idp.example/slo-answers',
  };
  const connection = connectionFrom({ ...formOf(edited), signOnUrl: 'https://idp.example/new' }, edited);
  expect(connection).toMatchObject({ ok: true, value: { signOnUrl: 'https://idp.example/new' } });
  expect(
    connection.ok && changesConnection({ ...connection.value, signOnUrl: edited.signOnUrl }, edited),
  ).toBe(false);
});

test('options that are emptied are left out', () => {
  const edited = {
    ...FAKE_CONNECTION,
    metadataUrl: 'https://idp.example/metadata',
    attributeMapping: { email: ['mail'] },
    nameIdFormat: 'urn:x',
  };
  const connection = connectionFrom(base, edited);
  expect(connection.ok && Object.keys(connection.value)).not.toEqual(
    expect.arrayContaining(['metadataUrl', 'attributeMapping', 'nameIdFormat']),
  );
});

test('attribute names are taken line by line', () => {
  const connection = connectionFrom({ ...base, emailNames: ' mail \n\nupn\n' }, FAKE_CONNECTION);
  expect(connection).toMatchObject({ value: { attributeMapping: { email: ['mail', 'upn'] } } });
});

test('taking the provider back takes it out of the connection', () => {
  const connection = connectionFrom({ ...base, provider: '' }, FAKE_CONNECTION);
  expect(connection.ok && 'provider' in connection.value).toBe(false);
});

test('several certificates in one text are told apart, each once', () => {
  const one = fakeCertificate('one');
  const two = fakeCertificate('two');
  expect(splitCertificates(`words\n${one}\r\n\r\n${two}\n${one}\n`)).toEqual([one, two]);
});

test('text that is no PEM stays whole', () => {
  expect(splitCertificates('  MIIC…  ')).toEqual(['MIIC…']);
  expect(splitCertificates('  \n ')).toEqual([]);
});

test('white space around a value is no difference', () => {
  expect(
    differingFields(base, {
      ...base,
      signOnUrl: ` ${base.signOnUrl} `,
      certificates: `${base.certificates}\n\n`,
    }),
  ).toEqual([]);
});

test('merging keeps what only one side changed and asks about the rest', () => {
  const mine = { ...base, signOnUrl: 'https://mine', spEntityIdScope: 'region' as const };
  const theirs = { ...base, signOnUrl: 'https://theirs', idpEntityId: 'urn:theirs' };
  const { conflicts, merged } = mergeForms(base, mine, theirs);
  expect(conflicts).toEqual(['signOnUrl']);
  expect(merged).toEqual({
    ...base,
    signOnUrl: 'https://mine',
    idpEntityId: 'urn:theirs',
    spEntityIdScope: 'region',
  });
  expect(applyChoices(merged, theirs, new Set(['signOnUrl'])).signOnUrl).toBe('https://theirs');
});

test('the same change on both sides is no conflict', () => {
  const same = { ...base, signOnUrl: 'https://new' };
  expect(mergeForms(base, same, { ...same }).conflicts).toEqual([]);
});

test('after a deletion elsewhere every value is mine to keep', () => {
  const mine = { ...base, signOnUrl: 'https://mine' };
  expect(mergeForms(base, mine, EMPTY_FORM).conflicts).toEqual(['signOnUrl']);
});

test('a kept form is read with a check', () => {
  expect(parseForm(null)).toBeNull();
  expect(parseForm('text')).toBeNull();
  expect(parseForm({ signOnUrl: 7, provider: 'nobody', spEntityIdScope: 'x' })).toEqual(EMPTY_FORM);
  expect(parseForm(base)).toEqual(base);
});
