// SimpleSAMLphp as identity provider: PHP and libxml2 share no code with ours, so nothing of ours is proved by itself.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from './free-port.ts';
import { runServiceScript } from './service-script.ts';

const run = promisify(execFile);

/** The service provider as the identity provider knows it. Certificates are PEM. */
export interface RegisteredServiceProvider {
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly logoutUrl?: string;
  readonly signingCertificate?: string;
  readonly encryptionCertificate?: string;
}

/** See `simplesamlphp/configure.php` for the defaults. */
export interface SimpleSamlPhpOptions {
  readonly signResponse?: boolean;
  readonly signAssertion?: boolean;
  readonly signatureAlgorithm?: 'sha256' | 'sha384' | 'sha512' | 'sha1';
  readonly encryptAssertion?: boolean;
  readonly encryptNameId?: boolean;
  /** URI of the content encryption of an encrypted assertion. Default AES-128-CBC. */
  readonly contentEncryption?: string;
  readonly requireSignedRequests?: boolean;
  readonly nameIdFormat?: 'email' | 'persistent' | 'transient' | 'unspecified';
  readonly attributeNames?: 'plain' | 'claims' | 'oid';
  readonly logoutBinding?: 'redirect' | 'post';
  readonly secondCertificate?: boolean;
  readonly rolled?: boolean;
  readonly keyDir?: string;
}

export interface ProviderUser {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly groups: readonly string[];
}

const METADATA_FILES = ['saml20-idp-hosted', 'saml20-sp-remote'] as const;

/** The provider itself, and the service providers that it knows. */
export type MetadataFile = (typeof METADATA_FILES)[number];

/** See `simplesamlphp/edit.php`. */
export interface MetadataChange {
  readonly entry: string;
  readonly renameTo?: string;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly unset?: readonly string[];
  /** Filters of `authproc` by priority; null removes one. */
  readonly filters?: Readonly<Record<number, Readonly<Record<string | number, unknown>> | null>>;
}

export interface SimpleSamlPhp {
  readonly entityId: string;
  readonly ssoUrl: string;
  readonly sloUrl: string;
  readonly metadataUrl: string;
  readonly certPem: string;
  readonly nextCertPem: string | null;
  readonly users: readonly ProviderUser[];
  /** Where its configuration, metadata, keys and log are. */
  readonly folder: string;
  /** Changes an entry of `metadata/FILE.php` as an administrator would; the next sign-in has it. */
  edit(file: MetadataFile, change: MetadataChange): Promise<void>;
  /** Reads the metadata of a service provider, as its converter does; the next sign-in has it. */
  readMetadata(metadata: string): Promise<void>;
  /** Takes back every edit, its clock's and its encryption's change included. */
  restore(): Promise<void>;
  /** How far its clock is ahead of the machine's; negative: behind. */
  setClockAhead(minutes: number): Promise<void>;
  /** URI of the content encryption from now on; null: its own default. */
  setContentEncryption(uri: string | null): Promise<void>;
  /** The user of that name; throws when there is none. */
  user(username: string): ProviderUser;
  stop(): Promise<void>;
}

export const simpleSamlPhpIsInstalled =
  existsSync('/usr/share/simplesamlphp/www') && existsSync('/usr/bin/php');

/** `users` default to admin, member, multi and alice, all of acme.example. */
export async function startSimpleSamlPhp(params: {
  readonly serviceProviders: readonly RegisteredServiceProvider[];
  readonly options?: SimpleSamlPhpOptions;
  readonly users?: readonly ProviderUser[];
}): Promise<SimpleSamlPhp> {
  const port = String(await findFreePort());
  const line = await runServiceScript('simplesamlphp/start.sh', port, JSON.stringify(params));
  const provider = await withCopy(JSON.parse(line) as Started);
  return {
    ...provider,
    ...actsOn(provider.folder, port),
    user(username) {
      const found = provider.users.find((user) => user.username === username);
      if (!found) throw new TypeError(`the provider has no user ${username}`);
      return found;
    },
  };
}

type Started = Omit<SimpleSamlPhp, keyof ReturnType<typeof actsOn> | 'user'>;

async function withCopy(provider: Started): Promise<Started> {
  await cp(`${provider.folder}/metadata`, `${provider.folder}/as-installed`, { recursive: true });
  return provider;
}

function actsOn(folder: string, port: string) {
  return {
    edit: async (file: MetadataFile, change: MetadataChange): Promise<void> => {
      const edit = join(import.meta.dirname, '../simplesamlphp/edit.php');
      await run('php', [edit, `${folder}/metadata/${file}.php`, JSON.stringify(change)]);
    },
    readMetadata: async (metadata: string): Promise<void> => {
      await run('php', [join(import.meta.dirname, '../simplesamlphp/read-metadata.php'), folder, metadata]);
    },
    restore: async (): Promise<void> => {
      for (const file of METADATA_FILES)
        await cp(`${folder}/as-installed/${file}.php`, `${folder}/metadata/${file}.php`);
      for (const change of ['clock-ahead', 'content-encryption'])
        await rm(`${folder}/${change}`, { force: true });
    },
    setClockAhead: (minutes: number): Promise<void> =>
      writeFile(`${folder}/clock-ahead`, String(Math.round(minutes * 60))),
    setContentEncryption: (uri: string | null): Promise<void> =>
      uri === null
        ? rm(`${folder}/content-encryption`, { force: true })
        : writeFile(`${folder}/content-encryption`, uri),
    stop: async (): Promise<void> => void (await runServiceScript('simplesamlphp/stop.sh', port)),
  };
}
