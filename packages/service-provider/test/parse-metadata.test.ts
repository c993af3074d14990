// Metadata as an admin brings it: pasted, dropped, or by its URL. Values for the form, a choice, or the reason why not.

import { METADATA_REFUSALS, METADATA_WARNINGS } from '@team-sso/saml';
import { METADATA_NOTES, METADATA_PROBLEMS, type ParseAnswer } from '@team-sso/core';
import { buildProviderMetadata, createSigningIdentity, METADATA_SHAPES } from '@team-sso/mock-idp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { certificateChain, encryptionOnlyCertificate } from './certificate-chain.ts';
import type { Browser } from './browser.ts';
import {
  IDP_ENTITY_ID,
  idpIdentity,
  otherIdentity,
  SIGN_ON_URL,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { metadataOf, startMetadataServer, validUntil, type MetadataServer } from './metadata-server.ts';

let deployment: Deployment;
let admin: Browser;
let provider: MetadataServer;
beforeEach(async () => {
  provider = await startMetadataServer();
  deployment = await startDeployment({ options: { unsafeAllowLoopbackProviders: true } });
  admin = deployment.signedIn('admin');
});
afterEach(async () => {
  await deployment.close();
  await provider.close();
});

const parse = async (body: Readonly<Record<string, unknown>>, by: Browser = admin) =>
  by.api<ParseAnswer & { readonly code: string }>('POST', '/sso/teams/acme/parse', body);
const read = async (body: Readonly<Record<string, unknown>>) => (await parse(body)).body;
const codesOf = ({ warnings }: ParseAnswer) => warnings.map(({ code }) => code);

describe('metadata of one provider', () => {
  it.each(METADATA_SHAPES)('gives every value, in the shape of %s', async (shape) => {
    const text = buildProviderMetadata({
      shape,
      idpEntityId: IDP_ENTITY_ID,
      signOnUrl: SIGN_ON_URL,
      signingCertificates: [idpIdentity.certificatePem, otherIdentity.certificatePem],
      encryptionCertificate: createSigningIdentity().certificatePem,
    });
    const answer = await read({ text, idpEntityId: IDP_ENTITY_ID });
    expect(answer.kind).toBe('metadata');
    expect(answer.values).toMatchObject({ idpEntityId: IDP_ENTITY_ID, signOnUrl: SIGN_ON_URL });
    expect(answer.certificates.map(({ fingerprint }) => fingerprint)).toEqual([
      idpIdentity.fingerprint,
      otherIdentity.fingerprint,
    ]);
    expect(answer.values.signingCertificates).toHaveLength(2);
  });

  it('can be saved as it comes', async () => {
    const { values } = await read({ url: provider.url });
    const view = await switchOn(deployment, values);
    expect(view.live).toMatchObject({
      metadataUrl: provider.url,
      metadataPolicy: 'notify',
      signOnUrl: SIGN_ON_URL,
    });
  });

  it('says until when it holds, and is refused afterwards', async () => {
    const until = new Date(deployment.now().getTime() + 3_600_000);
    const text = validUntil(metadataOf(), until);
    expect((await read({ text })).validUntil).toBe(until.toISOString());
    deployment.advance({ hours: 1 });
    expect(await read({ text })).toMatchObject({
      kind: 'metadata',
      values: {},
      warnings: [{ code: 'metadata_expired' }],
    });
  });

  it('leaves out authorities', async () => {
    const { leaf, intermediate, root } = certificateChain();
    const answer = await read({ text: metadataOf({ certificates: [leaf, intermediate, root] }) });
    expect(answer.certificates.map(({ subject }) => subject)).toEqual(['CN=idp.example']);
  });

  it('leaves out a certificate that cannot sign, and warns', async () => {
    const certificates = [encryptionOnlyCertificate(), idpIdentity.certificatePem];
    for (const text of [metadataOf({ certificates }), certificates.join('\n')]) {
      const answer = await read({ text });
      expect(answer.certificates).toMatchObject([{ fingerprint: idpIdentity.fingerprint }]);
      expect(answer.values.signingCertificates).toHaveLength(1);
      expect(codesOf(answer)).toEqual(['encryption_only']);
    }
    expect(await read({ text: encryptionOnlyCertificate() })).toMatchObject({ values: {}, certificates: [] });
  });

  it('takes five certificates at most, those that last longest', async () => {
    const certificates = Array.from({ length: 6 }, () => createSigningIdentity().certificatePem);
    const answer = await read({ text: metadataOf({ certificates }) });
    expect(answer.values.signingCertificates).toHaveLength(5);
    expect(codesOf(answer)).toEqual(['certificates_too_many']);
  });

  it('names what is missing', async () => {
    const answer = await read({ text: metadataOf({ certificates: [] }) });
    expect(answer.values).toMatchObject({ idpEntityId: IDP_ENTITY_ID });
    expect(answer.values.signingCertificates).toBeUndefined();
    expect(codesOf(answer)).toContain('no_signing_certificate');
  });
});

describe('metadata of several providers', () => {
  const two = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${[
    metadataOf(),
    metadataOf({ idpEntityId: 'urn:second', certificates: [otherIdentity.certificatePem] }),
  ]
    .map((xml) => xml.replace(/^<\?xml.*\n/, ''))
    .join('')}</md:EntitiesDescriptor>`;

  it('is a choice, and fills nothing in by itself', async () => {
    const answer = await read({ text: two });
    expect(answer).toMatchObject({
      kind: 'metadata',
      values: {},
      certificates: [],
      warnings: [{ code: 'several_providers' }],
      choices: [{ idpEntityId: IDP_ENTITY_ID }, { idpEntityId: 'urn:second' }],
    });
  });

  it('gives the values of the one that was chosen', async () => {
    provider.publish(two);
    for (const source of [{ text: two }, { url: provider.url }]) {
      const answer = await read({ ...source, idpEntityId: 'urn:second' });
      expect(answer.values).toMatchObject({ idpEntityId: 'urn:second' });
      expect(answer.certificates).toMatchObject([{ fingerprint: otherIdentity.fingerprint }]);
    }
  });

  it('says so when the chosen one is not there', async () => {
    const answer = await read({ text: two, idpEntityId: 'urn:third' });
    expect(codesOf(answer)).toEqual(['metadata_several_providers']);
    expect(answer.choices).toHaveLength(2);
    expect(codesOf(await read({ text: metadataOf(), idpEntityId: 'urn:third' }))).toEqual([
      'metadata_several_providers',
    ]);
  });
});

describe('our own metadata', () => {
  it('is recognised, pasted and by its URL', async () => {
    const { text } = await deployment.browser().visit('/sso/acme/metadata');
    expect(await read({ text })).toEqual({
      kind: 'own_metadata',
      values: {},
      certificates: [],
      warnings: [{ code: 'own_metadata' }],
    });
    const byUrl = await read({ url: `${deployment.url}/sso/acme/metadata` });
    expect(byUrl).toMatchObject({ kind: 'own_metadata', warnings: [{ code: 'own_address' }] });
  });

  it('of another application is not ours', async () => {
    const { text } = await deployment.browser().visit('/sso/acme/metadata');
    const answer = await read({
      text: text.replace(/entityID="[^"]*"/, 'entityID="urn:another-application"'),
    });
    expect(answer).toMatchObject({ kind: 'metadata', warnings: [{ code: 'metadata_of_service_provider' }] });
    expect(JSON.stringify(answer)).not.toContain('another-application');
  });
});

describe('signed metadata', () => {
  const signed = (signWith = otherIdentity) =>
    buildProviderMetadata({
      shape: 'entra',
      idpEntityId: IDP_ENTITY_ID,
      signOnUrl: SIGN_ON_URL,
      signingCertificates: [idpIdentity.certificatePem],
      signWith,
    });

  it('is verified when a key is pinned, and that key is offered to be kept', async () => {
    expect(await read({ text: signed() })).toMatchObject({ signature: 'unverified' });
    const answer = await read({
      text: signed(),
      metadataSigningCertificates: [otherIdentity.certificatePem],
    });
    expect(answer).toMatchObject({ kind: 'metadata', signature: 'verified' });
    expect(answer.values.metadataSigningCertificates).toHaveLength(1);
  });

  it.each<[string, () => string, string]>([
    ['of another key', () => signed(idpIdentity), 'metadata_signature_wrong_key'],
    ['that was changed', () => signed().replace('idpid=C01', 'idpid=C02'), 'metadata_signature_invalid'],
    ['that is missing', () => metadataOf(), 'metadata_signature_missing'],
  ])('gives nothing for a signature %s', async (_, text, code) => {
    const pinned = [otherIdentity.certificatePem];
    const answer = await read({ text: text(), metadataSigningCertificates: pinned });
    expect(answer).toMatchObject({ kind: 'metadata', values: {}, certificates: [], warnings: [{ code }] });
    provider.publish(text());
    expect(await read({ url: provider.url, metadataSigningCertificates: pinned })).toMatchObject({
      kind: 'url',
      values: {},
      warnings: [{ code }],
    });
  });

  it('is not looked at with a pin that is no certificate', async () => {
    const answer = await parse({ text: metadataOf(), metadataSigningCertificates: ['nothing'] });
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
  });
});

describe('what is no metadata', () => {
  it.each<[string, string, string]>([
    ['a page', '<!DOCTYPE html><html><EntityDescriptor ></html>', 'web_page'],
    [
      'a document with a DOCTYPE',
      `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${metadataOf()}`,
      'metadata_invalid',
    ],
    ['a document that is cut off', metadataOf().slice(0, -20), 'metadata_invalid'],
    ['another document', '<a><EntityDescriptor /></a>', 'metadata_other_document'],
    [
      'an entity of no kind',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="a"/>',
      'metadata_no_identity_provider',
    ],
  ])('is named: %s', async (_, text, code) => {
    expect(await read({ text })).toMatchObject({ kind: 'metadata', values: {}, warnings: [{ code }] });
  });

  it.each<[string, string | number, string, string?]>([
    ['a page', '<html>Sign in</html>', 'web_page'],
    ['a refusal', 403, 'http_status', '403'],
    ['too much', ' '.repeat(1_048_577), 'metadata_too_large'],
    ['a feed', '<rss/>', 'metadata_other_document'],
  ])('is named when a URL gives %s', async (_, document, code, detail) => {
    provider.publish(document);
    const warning = { code, ...(detail === undefined ? {} : { detail }) };
    expect(await read({ url: provider.url })).toEqual({
      kind: 'url',
      values: {},
      certificates: [],
      warnings: [warning],
    });
  });

  it.each([
    ['https://10.0.0.1/metadata', 'no_public_address'],
    ['https://[::ffff:10.0.0.1]/metadata', 'no_public_address'],
    ['ftp://idp.example/metadata', 'https_required'],
    ['https://user:pass@idp.example/', 'credentials_in_url'],
    ['nonsense', 'url_invalid'],
  ])('is not even asked for at %s', async (url, code) => {
    expect(codesOf(await read({ url }))).toEqual([code]);
  });

  it('has words for every reason and every note the engine knows', () => {
    expect(METADATA_PROBLEMS).toEqual(expect.arrayContaining([...METADATA_REFUSALS]));
    expect(METADATA_NOTES).toEqual(expect.arrayContaining([...METADATA_WARNINGS]));
  });
});

describe('a URL', () => {
  it('on this machine is never reached but by the option for development', async () => {
    const plain = await startDeployment();
    const by = plain.signedIn('admin');
    for (const url of [
      provider.url,
      provider.url.replace('http:', 'https:'),
      provider.url.replace('127.0.0.1', 'localhost'),
    ]) {
      const { body } = await parse({ url }, by);
      expect(body).toMatchObject({ kind: 'url', values: {} });
      expect(['https_required', 'no_public_address']).toContain(codesOf(body)[0]);
    }
    await plain.close();
    expect(provider.asked.total).toBe(0);
  });

  it('is resolved by the resolver that the host gave, and judged', async () => {
    const names: string[] = [];
    const own = await startDeployment({
      options: {
        resolveAddresses: async (hostname) => {
          names.push(hostname);
          return ['192.168.1.1'];
        },
      },
    });
    const { body } = await parse({ url: 'https://idp.example/metadata' }, own.signedIn('admin'));
    await own.close();
    expect([names, codesOf(body)]).toEqual([['idp.example'], ['no_public_address']]);
  });

  it('is fetched ten times a minute for one person, whichever team and instance', async () => {
    for (let count = 0; count < 10; count += 1) expect((await parse({ url: provider.url })).status).toBe(200);
    const eleventh = await parse({ url: provider.url });
    expect([eleventh.status, eleventh.body.code]).toEqual([429, 'too_many_requests']);
    expect(provider.asked.total).toBe(10);
    expect((await parse({ text: metadataOf() })).status).toBe(200);
    expect((await parse({ url: provider.url }, deployment.signedIn('owner'))).status).toBe(200);
    deployment.advance({ seconds: 60 });
    expect((await parse({ url: provider.url })).status).toBe(200);
  });

  it('is fetched for who may manage, and nobody else', async () => {
    expect((await parse({ url: provider.url }, deployment.signedIn('member'))).status).toBe(403);
    expect((await parse({ url: provider.url }, deployment.browser())).status).toBe(401);
    expect(provider.asked.total).toBe(0);
  });
});
