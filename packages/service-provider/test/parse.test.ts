// What was pasted: the server reads certificates, and gives nothing secret back.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParseAnswer } from '@team-sso/core';
import { idpIdentity, otherIdentity, startDeployment, type Deployment } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const parse = async (text: string) =>
  (await deployment.signedIn('admin').api<ParseAnswer>('POST', '/sso/teams/acme/parse', { text })).body;

describe('recognising', () => {
  it('reads the facts of a certificate in any wrapping', async () => {
    const bare = idpIdentity.certificatePem.replace(/-----[^-]+-----|\s/g, '');
    for (const text of [idpIdentity.certificatePem, bare]) {
      const answer = await parse(text);
      expect(answer.kind).toBe('certificate');
      expect(answer.certificates).toEqual([
        expect.objectContaining({ fingerprint: idpIdentity.fingerprint, keyType: 'RSA', keyBits: 2048 }),
      ]);
      expect(answer.values.signingCertificates).toHaveLength(1);
    }
  });

  it('reads several at once', async () => {
    const answer = await parse(`${idpIdentity.certificatePem}\n${otherIdentity.certificatePem}`);
    expect(answer.certificates.map(({ fingerprint }) => fingerprint)).toEqual([
      idpIdentity.fingerprint,
      otherIdentity.fingerprint,
    ]);
  });

  it('gives nothing of a private key back', async () => {
    const key = idpIdentity.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const answer = await parse(`${idpIdentity.certificatePem}\n${key}`);
    expect(answer).toEqual({ kind: 'private_key', values: {}, certificates: [], warnings: [] });
  });

  it.each([
    ['<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>', 'metadata'],
    ['https://idp.example/metadata', 'url'],
    ['hello', 'unknown'],
  ])('names what it cannot read yet: %s', async (text, kind) => {
    expect((await parse(text)).kind).toBe(kind);
  });

  it('warns of a certificate that has expired, and still reads it', async () => {
    deployment.advance({ hours: 24 * 365 * 30 });
    const answer = await parse(idpIdentity.certificatePem);
    expect(answer.warnings).toEqual([{ code: 'expired' }]);
    expect(answer.certificates).toHaveLength(1);
  });

  it.each([[{}], [{ text: '' }], [{ text: 1 }], [{ text: 'x', more: 1 }]])(
    'refuses %j: 422',
    async (body) => {
      const answer = await deployment.signedIn('admin').api('POST', '/sso/teams/acme/parse', body);
      expect(answer.body).toMatchObject({ status: 422, code: 'validation_failed' });
    },
  );
});
