// What an admin of SimpleSAMLphp does with an editor, and cures that are followed there word by word.

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { signInAtSimpleSamlPhp } from './browser.ts';
import type { MetadataFile, ProviderUser, SimpleSamlPhp } from './simplesamlphp.ts';

/** Signs in at the provider itself, so that it asks for nothing when an application sends the person. */
export async function beginProviderSession(
  page: Page,
  provider: SimpleSamlPhp,
  user: ProviderUser,
): Promise<void> {
  await page.goto(`${new URL(provider.ssoUrl).origin}/simplesaml/module.php/core/authenticate.php?as=people`);
  await signInAtSimpleSamlPhp(page, user);
  await page.getByText(user.email).first().waitFor();
}

/** A certificate in SimpleSAMLphp's metadata. */
export const encryptionKey = (certificatePem: string): Readonly<Record<string, unknown>> => ({
  type: 'X509Certificate',
  signing: false,
  encryption: true,
  X509Certificate: certificatePem.replaceAll(/-----[^-]+-----|\s/g, ''),
});

/** What a cure can mean by "our …". */
export interface OurSide {
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly encryptionCertificate: string;
}

/**
 * Does on the server what the steps of a cure say: they name the file first, then the option and its value.
 * @throws Error at a step that names nothing to do.
 */
export async function followSimpleSamlPhpSteps(
  provider: SimpleSamlPhp,
  steps: readonly string[],
  ours: OurSide,
): Promise<void> {
  let file: MetadataFile | null = null;
  for (const step of steps) {
    const bold = [...step.matchAll(/\*\*(.+?)\*\*/g)].map(([, text = '']) => text);
    const opened = /^On the server, open \*\*metadata\/(.+)\.php\*\*/.exec(step)?.[1];
    if (opened) file = opened as MetadataFile;
    // "If …" describes a set-up that is not this one.
    else if (step.startsWith('If ')) continue;
    else if (file)
      await provider.edit(file, { entry: entryOf(file, provider, ours), ...changeOf(step, bold, ours) });
    else throw new Error(`which file? ${step}`);
  }
}

function entryOf(file: MetadataFile, provider: SimpleSamlPhp, { spEntityId }: OurSide): string {
  return file === 'saml20-idp-hosted' ? provider.entityId : spEntityId;
}

function changeOf(step: string, [option = '', value = '']: readonly string[], ours: OurSide) {
  if (/^Set \*\*.+\*\* of our entry to our ACS URL\.$/.test(step)) return { set: { [option]: ours.acsUrl } };
  if (/^Set \*\*.+\*\* to \*\*.+\*\*/.test(step)) return { set: { [option]: literal(value) } };
  if (step.startsWith('Under **keys** of our entry, replace the certificate for **encryption**'))
    return { set: { keys: [encryptionKey(ours.encryptionCertificate)] } };
  throw new Error(`nobody can follow this: ${step}`);
}

function literal(text: string): unknown {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** The certificate that its own metadata names, below the directory `cert`. */
export async function readHostedCertificate(provider: SimpleSamlPhp): Promise<string> {
  const hosted = await readFile(`${provider.folder}/metadata/saml20-idp-hosted.php`, 'utf8');
  const [, name = ''] = /'certificate' => '([^']+)'/.exec(hosted) ?? [];
  return readFile(`${provider.folder}/keys/${name}`, 'utf8');
}

export const readLog = (provider: SimpleSamlPhp): Promise<string> =>
  readFile(`${provider.folder}/logs/idp.log`, 'utf8');
