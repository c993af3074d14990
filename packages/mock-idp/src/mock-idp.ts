// The mock identity provider as a server of its own.

import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEFAULT_PERSON } from './response.ts';
import type { BuildResponseOptions, Person } from './response-options.ts';
import { keepIdentity } from './server/key-directory.ts';
import { createProvider } from './server/provider.ts';
import type {
  EncryptionCertificateSource,
  LogoutUrlSource,
  Provider,
  RequestCertificateSource,
} from './server/provider.ts';
import type { RequestSignatures } from './server/request-signature.ts';
import type { FaultId } from './server/faults.ts';
import { handle } from './server/routes.ts';
import type { AnswerTarget, SignOnAnswer } from './server/sign-on-answer.ts';
import { checkedAcsUrl, parseSignOnRequest } from './server/sign-on-request.ts';

/** Options of `createMockIdp`. */
export interface MockIdpOptions {
  /** The people of the picker; default: one member of acme.example. Other addresses can be typed. */
  readonly people?: readonly Person[];
  /** Keep the keys here, so that certificates survive a restart. Default: new keys each time. */
  readonly keyDirectory?: string;
  /** Common name of the certificate; default `Mock identity provider`. */
  readonly commonName?: string;
  /** Defaults of every response, such as `shape` or `sign`; a fault wins over them. */
  readonly response?: Partial<BuildResponseOptions>;
  /** Finds the service provider's certificate for the answer `encrypted`; default: none is known. */
  readonly encryptionCertificate?: EncryptionCertificateSource;
  /** Finds the certificates that requests are signed under; default: none is known, and no signature is looked at. */
  readonly requestCertificates?: RequestCertificateSource;
  /** Whether requests must be signed; default `checked`: they need not be, and a signature must be good. */
  readonly requestSignatures?: RequestSignatures;
  /** Finds where the application takes logout messages; default: nowhere, and it is never told. */
  readonly logoutUrl?: LogoutUrlSource;
  /** Default: the system's clock. */
  readonly clock?: () => Date;
  /** Where browsers reach it, without trailing slash; default: the address it listens on. */
  readonly baseUrl?: string;
}

/** A running, or yet to be started, mock identity provider. */
export interface MockIdp {
  /** Starts to listen; port 0 takes any free one, the host defaults to 127.0.0.1. */
  readonly listen: (port: number, host?: string) => Promise<void>;
  /** Stops at once, open connections included. */
  readonly close: () => Promise<void>;
  /** The base URL; a TypeError before `listen`, unless `baseUrl` was given. */
  readonly url: string;
  readonly entityId: string;
  readonly signOnUrl: string;
  readonly metadataUrl: string;
  /** Where logout messages go, by both bindings; they must be signed under a certificate of `requestCertificates`. */
  readonly logoutUrl: string;
  readonly certificatePem: string;
  /** The certificate that the answer `rolled-key` signs with. */
  readonly nextCertificatePem: string;
  /** Sets the standing answer, as `POST /control {"fault"}` does. */
  readonly setFault: (fault: FaultId) => void;
  /** Sets whether requests must be signed, as `POST /control {"requestSignatures"}` does. */
  readonly setRequestSignatures: (rule: RequestSignatures) => void;
  /** Begins a sign-in from here, as a tile does: the answer is one that nobody asked for. */
  readonly start: (
    application: { readonly acsUrl: string; readonly spEntityId: string; readonly relayState?: string },
    choice?: { readonly person?: string; readonly fault?: FaultId },
  ) => Promise<SignOnAnswer>;
  /**
   * Answers a redirect to the Sign on URL without a browser.
   *
   * @throws Error when the URL carries no readable request, its signature is refused, or the answer cannot be given.
   */
  readonly answer: (
    redirectUrl: string,
    choice?: { readonly person?: string; readonly fault?: FaultId },
  ) => Promise<SignOnAnswer>;
}

/** Creates a mock identity provider. Keys are made or read here; nothing listens before `listen`. */
export function createMockIdp(options: MockIdpOptions = {}): MockIdp {
  const people = options.people ?? [DEFAULT_PERSON];
  const identities = keepIdentities(options);
  const server = createServer();
  const baseUrl = (): string => options.baseUrl ?? addressOf(server.address());
  const provider = createProvider({
    people,
    identities,
    baseUrl,
    response: options.response ?? {},
    encryptionCertificate: options.encryptionCertificate ?? (() => null),
    requestCertificates: options.requestCertificates ?? (() => []),
    requestSignatures: options.requestSignatures ?? 'checked',
    logoutUrl: options.logoutUrl ?? (() => null),
    clock: options.clock ?? (() => new Date()),
  });
  server.on('request', (request, response) => void respond(provider, request, response));
  return {
    listen: (port, host = '127.0.0.1') =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    get url() {
      return baseUrl();
    },
    get entityId() {
      return provider.idpEntityId();
    },
    get signOnUrl() {
      return provider.signOnUrl();
    },
    get metadataUrl() {
      return provider.idpEntityId();
    },
    get logoutUrl() {
      return provider.logoutUrl();
    },
    certificatePem: identities.current.certificatePem,
    nextCertificatePem: identities.next.certificatePem,
    setFault: provider.setFault,
    setRequestSignatures: provider.setRequestSignatures,
    start: async ({ acsUrl, spEntityId, relayState = null }, choice = {}) =>
      answerFor(provider, { requestId: null, acsUrl: checkedAcsUrl(acsUrl), spEntityId, relayState }, choice),
    answer: (redirectUrl, choice = {}) => answerRedirect(provider, redirectUrl, choice),
  };
}

function keepIdentities(options: MockIdpOptions) {
  const commonName = options.commonName ?? 'Mock identity provider';
  return {
    current: keepIdentity(options.keyDirectory, 'signing', { commonName }),
    next: keepIdentity(options.keyDirectory, 'signing-next', { commonName: `${commonName} (next)` }),
    stranger: keepIdentity(undefined, 'stranger', { commonName: 'Somebody else' }),
  };
}

async function answerRedirect(
  provider: Provider,
  redirectUrl: string,
  choice: { readonly person?: string; readonly fault?: FaultId },
): Promise<SignOnAnswer> {
  const { searchParams, search } = new URL(redirectUrl);
  const request = parseSignOnRequest({
    binding: 'redirect',
    samlRequest: searchParams.get('SAMLRequest') ?? '',
    relayState: searchParams.get('RelayState'),
    loginHint: searchParams.get('login_hint'),
  });
  await provider.checkRequest(request, { binding: 'redirect', query: search });
  return answerFor(provider, request, { ...choice, ...hintOf(choice.person ?? request.loginHint) });
}

function hintOf(person: string | null): { readonly person?: string } {
  return person === null ? {} : { person };
}

async function answerFor(
  provider: Provider,
  target: AnswerTarget,
  choice: { readonly person?: string; readonly fault?: FaultId },
): Promise<SignOnAnswer> {
  const person = provider.findPerson(choice.person ?? provider.people[0]?.email ?? '');
  if (!person) throw new TypeError('There is no such person.');
  return provider.answer(target, person, choice.fault ?? provider.fault());
}

async function respond(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const page = await handle(provider, request);
    response.writeHead(page.status, page.headers);
    response.end(request.method === 'HEAD' ? '' : page.body);
  } catch {
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('The mock identity provider failed.');
  }
}

function addressOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  if (address === null || typeof address === 'string')
    throw new TypeError('The mock identity provider is not listening.');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
