import { readCertificates } from '@team-sso/saml';
import { describe, expect, it } from 'vitest';
import { certificateChain, recertifiedKey, renewedCertificates } from '../../test/certificate-chain.ts';
import { inspectConnection } from './inspect-connection.ts';
import { parseCertificates } from './parse-pasted.ts';
import { withoutIssuers } from './signing-certificates.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const subjects = (texts: readonly string[]) =>
  withoutIssuers(readCertificates(texts.join('\n')).certificates).map(({ subject }) => subject);

describe('of a pasted chain', () => {
  const { leaf, intermediate, root } = certificateChain();

  it.each([
    ['in order', [leaf, intermediate, root]],
    ['in reverse', [root, intermediate, leaf]],
    ['without its root', [leaf, intermediate]],
  ])('%s only the leaf is pinned', (_how, texts) => {
    expect(subjects(texts)).toEqual(['CN=idp.example']);
  });

  it('only the leaf is shown and handed on', () => {
    const answer = parseCertificates([leaf, intermediate, root].join('\n'), NOW);
    expect(answer.certificates.map(({ subject }) => subject)).toEqual(['CN=idp.example']);
    expect(answer.values.signingCertificates).toHaveLength(1);
  });

  it('an authority pasted alone is taken: it is what was asked for', () => {
    expect(subjects([intermediate])).toEqual(['CN=Example Issuing CA']);
  });

  it('the leaf is what is saved, also when each certificate comes by itself', () => {
    const service = { regions: [], publicOrigin: 'https://app.example', basePath: '/sso', now: () => NOW };
    const saved = inspectConnection(service as unknown as Parameters<typeof inspectConnection>[0], {
      idpEntityId: 'urn:idp',
      signOnUrl: 'https://idp.example/',
      signOnBinding: 'redirect',
      signingCertificates: [root, leaf, intermediate],
      metadataPolicy: 'notify',
      signRequests: false,
      forceAuthn: false,
      allowUnsolicited: false,
      allowCbcEncryption: false,
      spEntityIdScope: 'region',
    });
    expect(saved.signingCertificates).toEqual([leaf.trim()]);
  });
});

describe('of certificates that are no chain', () => {
  it('all stay: a renewal under the same name', () => {
    expect(subjects(renewedCertificates())).toHaveLength(2);
  });

  it('all stay: one key certified twice', () => {
    expect(subjects(recertifiedKey())).toHaveLength(2);
  });
});
