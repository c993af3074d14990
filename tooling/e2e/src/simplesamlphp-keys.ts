// How an admin of SimpleSAMLphp changes its signing key: the next one is published, then it signs, then the old one goes.

import type { SimpleSamlPhp } from './simplesamlphp.ts';

/** Which key signs, and which others its metadata publishes beside it. */
export type KeyStage = 'only-first' | 'next-published' | 'next-signs' | 'only-next';

const NEW_OPTIONS = ['new_privatekey', 'new_certificate'] as const;

/** For a provider that was started with `secondCertificate`: the next sign-in has it, and so has its metadata. */
export async function setKeyStage(provider: SimpleSamlPhp, stage: KeyStage): Promise<void> {
  const [signing, other] =
    stage === 'only-first' || stage === 'next-published' ? ['first', 'second'] : ['second', 'first'];
  const set = { privatekey: `${signing}.key`, certificate: `${signing}.crt` };
  const beside = { new_privatekey: `${other}.key`, new_certificate: `${other}.crt` };
  const isAlone = stage === 'only-first' || stage === 'only-next';
  await provider.edit('saml20-idp-hosted', {
    entry: provider.entityId,
    ...(isAlone ? { set, unset: NEW_OPTIONS } : { set: { ...set, ...beside } }),
  });
}
