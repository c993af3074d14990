import { expect, test } from 'vitest';
import { guide as entra } from '@team-sso/core/providers/entra';
import { fakeView } from './fake.ts';
import { checkField, issueOfAnswer, issuesFromServer } from './field-check.ts';
import { EMPTY_FORM, type FormField } from './settings-draft.ts';

const { serviceProvider } = fakeView('off');
const check = (field: FormField, text: string, guide: typeof entra | null = null, complete = true) =>
  checkField(field, { ...EMPTY_FORM, [field]: text }, { guide, serviceProvider }, complete);

test.each([
  ['', 'sso.field.required.sign-on-url'],
  ['idp.example/sso', 'sso.field.url-https'],
  ['http://idp.example/sso', 'sso.field.url-https'],
  ['https://idp.example/a b', 'sso.field.url-invalid'],
  ['https://user:secret@idp.example/', 'sso.field.url-invalid'],
  ['https://app.acmebots.example/sso/acme/acs', 'sso.field.url-ours'],
])('the sign-on URL %j is an error', (url, key) => {
  expect(check('signOnUrl', url)).toMatchObject({ severity: 'error', key });
});

test.each([
  'https://idp.example/sso?idpid=1',
  'http://127.0.0.1:3001/sso',
  'http://localhost/sso',
  ' https://idp.example/ ',
])('the sign-on URL %j is fine', (url) => expect(check('signOnUrl', url)).toBeNull());

test.each(['http://www.okta.com/exk1', 'urn:auth0:acme', 'IdP Entity ID'])(
  'the issuer %j is fine without a guide',
  (issuer) => {
    expect(check('idpEntityId', issuer)).toBeNull();
  },
);

test('an issuer without its last slash is a warning at Entra ID', () => {
  expect(check('idpEntityId', 'https://sts.windows.net/8f4c', entra)).toMatchObject({ severity: 'warning' });
  expect(check('idpEntityId', 'https://sts.windows.net/8f4c/', entra)).toBeNull();
});

test('our own entity ID is not the provider’s', () => {
  expect(check('idpEntityId', serviceProvider.teamSpEntityId)).toMatchObject({
    severity: 'error',
    key: 'sso.field.issuer-ours',
  });
});

test('an empty field is an issue only on Save', () => {
  expect(check('certificates', ' ', null, false)).toBeNull();
  expect(check('certificates', ' ')).toMatchObject({ key: 'sso.field.required.certificate' });
});

test.each([
  ['connection.signOnUrl', 'https_required', 'signOnUrl', 'sso.field.url-https'],
  ['connection.idpEntityId', 'own_entity_id', 'idpEntityId', 'sso.field.issuer-ours'],
  ['connection.signingCertificates.1', 'private_key', 'certificates', 'sso.field.private-key'],
  ['connection.signingCertificates', 'required', 'certificates', 'sso.field.required.certificate'],
  ['signOnUrl', 'unheard_of', 'signOnUrl', 'sso.field.other'],
])('the server’s %s %s stands at its field', (path, code, field, key) => {
  expect(issuesFromServer([{ path, code }])).toEqual([{ field, severity: 'error', key }]);
});

test('issues of options are at their fields', () => {
  const paths = [
    'connection.logoutUrl',
    'connection.attributeMapping.email.0',
    'connection.attributeMapping',
  ];
  const issues = issuesFromServer(paths.map((path) => ({ path, code: 'url_invalid' })));
  expect(issues.map(({ field }) => field)).toEqual(['logoutUrl', 'emailNames', 'emailNames']);
});

test('issues of fields that the form does not show are left out', () => {
  expect(issuesFromServer([{ path: 'connection.unheardOf', code: 'value_invalid' }])).toEqual([]);
});

const facts = { ...fakeView('on').certificates[0], notAfter: '2020-01-02T00:00:00.000Z' };
const answer = (kind: 'certificate' | 'metadata' | 'unknown', ...codes: string[]) =>
  issueOfAnswer({
    kind,
    values: {},
    certificates: kind === 'certificate' ? [facts as never] : [],
    warnings: codes.map((code) => ({ code })),
  });

test('what the server read decides about the certificate', () => {
  expect(answer('certificate')).toBeNull();
  expect(answer('certificate', 'smart_quotes')).toBeNull();
  expect(answer('certificate', 'weak_key')).toMatchObject({
    severity: 'error',
    key: 'sso.field.certificate-weak',
  });
  expect(answer('certificate', 'expired')).toMatchObject({
    severity: 'warning',
    values: { date: facts.notAfter },
  });
  expect(answer('unknown', 'truncated')).toMatchObject({
    severity: 'error',
    key: 'sso.field.certificate-cut',
  });
  expect(answer('metadata')).toMatchObject({ severity: 'error', key: 'sso.field.metadata' });
  expect(answer('unknown')).toMatchObject({ key: 'sso.field.certificate-unreadable' });
});
