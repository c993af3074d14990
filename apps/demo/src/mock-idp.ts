// The mock identity provider beside the demo, on another host name: its answers are truly cross-site.

import { join } from 'node:path';
import {
  createMockIdp,
  readEncryptionCertificate,
  readLogoutUrl,
  readSigningCertificates,
  type MockIdp,
} from '@team-sso/mock-idp';
import type { Environment } from './environment.ts';
import { SEED_USERS } from './seed-data.ts';
import { portError } from './web-server.ts';

const HOST = '127.0.0.1';

/** Where browsers find it; null when it is switched off. */
export function mockIdpUrlOf({ mockIdpPort }: Pick<Environment, 'mockIdpPort'>): string | null {
  return mockIdpPort === null ? null : `http://${HOST}:${mockIdpPort}`;
}

/** Null when it is switched off. Its key stays in the data folder: what was set up with it works after a restart. */
export async function startMockIdp(environment: Environment): Promise<MockIdp | null> {
  const { mockIdpPort, dataDir, publicUrl } = environment;
  if (mockIdpPort === null) return null;
  const mockIdp = createMockIdp({
    // A group for each role in each team, such as `acme-admins`: something for role rules to look at.
    people: SEED_USERS.map(({ name, email, memberships }) => ({
      id: email,
      email,
      name,
      groups: memberships.map(({ team, role }) => `${team}-${role}s`),
    })),
    keyDirectory: join(dataDir, 'mock-idp'),
    encryptionCertificate: async ({ acsUrl }) => {
      const metadata = await metadataOf(acsUrl, publicUrl);
      return metadata === null ? null : readEncryptionCertificate(metadata);
    },
    requestCertificates: async ({ acsUrl }) => {
      const metadata = await metadataOf(acsUrl, publicUrl);
      return metadata === null ? [] : readSigningCertificates(metadata);
    },
    logoutUrl: async ({ acsUrl }, binding) => {
      const metadata = await metadataOf(acsUrl, publicUrl);
      return metadata === null ? null : readLogoutUrl(metadata, binding);
    },
  });
  await mockIdp.listen(mockIdpPort, HOST).catch((error: unknown) => {
    throw portError(error, 'MOCK_IDP_PORT', mockIdpPort, ', or off');
  });
  return mockIdp;
}

/** The service provider's metadata, as a real provider would have imported it; only ours is ever fetched. */
async function metadataOf(acsUrl: string, publicUrl: string): Promise<string | null> {
  if (!acsUrl.startsWith(`${publicUrl}/sso/`)) return null;
  const metadata = await fetch(acsUrl.replace(/\/acs$/, '/metadata'));
  return metadata.ok ? metadata.text() : null;
}
