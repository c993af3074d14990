// Our metadata as a provider's admin takes it over: entity ID, ACS URL, certificates.

import type { Demo } from './demo.ts';
import type { RegisteredServiceProvider } from './simplesamlphp.ts';

/** Reads what `GET /sso/:team/metadata` publishes. */
export async function readServiceProvider(
  demo: Demo,
  team: string,
): Promise<Required<Omit<RegisteredServiceProvider, 'logoutUrl'>>> {
  const metadata = await (await fetch(`${demo.url}/sso/${team}/metadata`)).text();
  return {
    spEntityId: find(metadata, /entityID="([^"]+)"/),
    acsUrl: find(metadata, /AssertionConsumerService[^>]* Location="([^"]+)"/),
    signingCertificate: pem(find(metadata, /use="signing"[\s\S]*?X509Certificate>([^<]+)</)),
    encryptionCertificate: pem(find(metadata, /use="encryption"[\s\S]*?X509Certificate>([^<]+)</)),
  };
}

function find(text: string, pattern: RegExp): string {
  const [, found] = pattern.exec(text) ?? [];
  if (found === undefined) throw new Error(`not in the metadata: ${pattern.source}`);
  return found;
}

function pem(base64: string): string {
  return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/\s/g, '')}\n-----END CERTIFICATE-----\n`;
}
