// SimpleSAMLphp as identity provider: PHP and libxml2 share no code with ours, so nothing of ours is proved by itself.

import { existsSync } from 'node:fs';
import { findFreePort } from './free-port.ts';
import { runServiceScript } from './service-script.ts';

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

export interface SimpleSamlPhp {
  readonly entityId: string;
  readonly ssoUrl: string;
  readonly sloUrl: string;
  readonly metadataUrl: string;
  readonly certPem: string;
  readonly nextCertPem: string | null;
  readonly users: readonly ProviderUser[];
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
  const provider = JSON.parse(line) as Omit<SimpleSamlPhp, 'user' | 'stop'>;
  return {
    ...provider,
    user(username) {
      const found = provider.users.find((user) => user.username === username);
      if (!found) throw new TypeError(`the provider has no user ${username}`);
      return found;
    },
    stop: async () => void (await runServiceScript('simplesamlphp/stop.sh', port)),
  };
}
