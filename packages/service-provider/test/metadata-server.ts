// A provider's metadata on loopback: with an ETag, a count of requests, and whatever a test makes it answer.

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildIdpMetadata } from '@team-sso/mock-idp';
import { IDP_ENTITY_ID, idpIdentity, SIGN_ON_URL } from './deployment.ts';

export interface MetadataServer {
  readonly url: string;
  /** How often it was asked, and how often it had nothing new to say. */
  readonly asked: { total: number; unchanged: number };
  /** What it publishes from now on; a number is a status without a body. */
  publish(document: string | number): void;
  close(): Promise<void>;
}

/** The metadata of the provider that the tests' connection is about. */
export function metadataOf(
  changes: {
    readonly idpEntityId?: string;
    readonly signOnUrl?: string;
    readonly certificates?: readonly string[];
  } = {},
): string {
  return buildIdpMetadata({
    idpEntityId: changes.idpEntityId ?? IDP_ENTITY_ID,
    signOnUrl: changes.signOnUrl ?? SIGN_ON_URL,
    signingCertificates: changes.certificates ?? [idpIdentity.certificatePem],
  });
}

/** The same, valid until then. */
export function validUntil(document: string, until: Date): string {
  return document.replace(' entityID=', ` validUntil="${until.toISOString()}" entityID=`);
}

export async function startMetadataServer(first: string | number = metadataOf()): Promise<MetadataServer> {
  let document = first;
  const asked = { total: 0, unchanged: 0 };
  const server = createServer((request, response) => {
    asked.total += 1;
    if (typeof document === 'number') return response.writeHead(document).end();
    const etag = `"${createHash('sha256').update(document).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) {
      asked.unchanged += 1;
      return response.writeHead(304).end();
    }
    return response.writeHead(200, { ETag: etag, 'Content-Type': 'application/xml' }).end(document);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`,
    asked,
    publish: (next) => {
      document = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
