// The provider behind the pages: its people, keys, standing answer and memory; no HTTP in here.

import type { BuildResponseOptions, Person } from '../response-options.ts';
import { buildIdpMetadata } from '../idp-metadata.ts';
import { findFault } from './faults.ts';
import type { FaultId } from './faults.ts';
import { checkRequestSignature } from './request-signature.ts';
import type { ReceivedRequest, RequestSignatures } from './request-signature.ts';
import { createLogouts } from './logout.ts';
import type { Logouts } from './logout.ts';
import { answerSignOn } from './sign-on-answer.ts';
import type { AnswerTarget, Identities, SignOnAnswer } from './sign-on-answer.ts';

/** What a provider is made of. */
export interface ProviderOptions {
  readonly people: readonly Person[];
  readonly identities: Identities;
  readonly response: Partial<BuildResponseOptions>;
  readonly encryptionCertificate: EncryptionCertificateSource;
  readonly requestCertificates: RequestCertificateSource;
  readonly requestSignatures: RequestSignatures;
  readonly logoutUrl: LogoutUrlSource;
  readonly clock: () => Date;
  readonly baseUrl: () => string;
}

/** Finds the certificate to encrypt for, PEM, or null when it is not known. */
export type EncryptionCertificateSource = (
  target: Pick<AnswerTarget, 'spEntityId' | 'acsUrl'>,
) => Promise<string | null> | string | null;

/** Finds the certificates that the application signs its requests under, PEM; none when they are not known. */
export type RequestCertificateSource = (
  target: Pick<AnswerTarget, 'spEntityId' | 'acsUrl'>,
) => Promise<readonly string[]> | readonly string[];

/** Finds where the application takes logout messages by the binding, or null when it takes none. */
export type LogoutUrlSource = (
  target: Pick<AnswerTarget, 'spEntityId' | 'acsUrl'>,
  binding: LogoutBinding,
) => Promise<string | null> | string | null;

/** How logout messages are sent. */
export type LogoutBinding = 'redirect' | 'post';

/** What the provider was told about the application; null: whatever the request says. */
export interface KnownApplication {
  readonly spEntityId: string | null;
  readonly acsUrl: string | null;
  /** The certificate for signed requests, PEM; null: whatever its metadata says. */
  readonly signingCertificate: string | null;
}

/** The provider as the routes use it. */
export interface Provider {
  readonly people: readonly Person[];
  readonly certificatePem: string;
  readonly fault: () => FaultId;
  readonly setFault: (fault: FaultId) => void;
  /** The person who is signed in without being asked, or null. */
  readonly standingPerson: () => Person | null;
  readonly setStandingPerson: (person: Person | null) => void;
  readonly application: () => KnownApplication;
  readonly setApplication: (application: KnownApplication) => void;
  readonly requestSignatures: () => RequestSignatures;
  readonly setRequestSignatures: (rule: RequestSignatures) => void;
  /** @throws RequestSignatureError when the request is not signed as the rule demands. */
  readonly checkRequest: (
    target: Pick<AnswerTarget, 'spEntityId' | 'acsUrl'>,
    request: ReceivedRequest,
  ) => Promise<void>;
  readonly lastTarget: () => AnswerTarget | null;
  readonly logouts: Logouts;
  readonly logoutUrl: () => string;
  readonly logoutBinding: () => LogoutBinding;
  readonly setLogoutBinding: (binding: LogoutBinding) => void;
  /** A listed person by id or e-mail; any other e-mail address makes a person of its own. */
  readonly findPerson: (idOrEmail: string) => Person | null;
  readonly answer: (target: AnswerTarget, person: Person, fault: FaultId) => Promise<SignOnAnswer>;
  readonly signOnUrl: () => string;
  readonly idpEntityId: () => string;
  readonly metadataXml: () => string;
}

/** Makes a provider. Its memory lives as long as it does. */
export function createProvider(options: ProviderOptions): Provider {
  const { people, identities } = options;
  const sentResponses = new Map<string, string>();
  const memory = newMemory(options);
  const signOnUrl = () => `${options.baseUrl()}/sso`;
  const idpEntityId = () => `${options.baseUrl()}/metadata`;
  const logout = logoutOf(memory, options, idpEntityId);
  return {
    people,
    certificatePem: identities.current.certificatePem,
    fault: () => memory.fault,
    setFault: (fault) => void (memory.fault = fault),
    standingPerson: () => memory.standingPerson,
    setStandingPerson: (person) => void (memory.standingPerson = person),
    application: () => memory.application,
    setApplication: (application) => void (memory.application = application),
    ...requestRule(memory, options),
    lastTarget: () => memory.lastTarget,
    ...logout,
    findPerson: (idOrEmail) => findPerson(people, idOrEmail),
    signOnUrl,
    idpEntityId,
    metadataXml: () =>
      buildIdpMetadata({
        idpEntityId: idpEntityId(),
        signOnUrl: signOnUrl(),
        logoutUrl: logout.logoutUrl(),
        wantsSignedRequests: memory.requestSignatures === 'required',
        // While the key is being rolled over, both certificates are published, as providers do.
        signingCertificates: [
          identities.current,
          ...(memory.fault === 'rolled-key' ? [identities.next] : []),
        ].map((identity) => identity.certificatePem),
      }),
    answer: async (target, person, fault) => {
      const encryptionCertificate =
        fault === 'encrypted' ? await options.encryptionCertificate(target) : null;
      const lastSamlResponse = sentResponses.get(target.acsUrl) ?? null;
      const setting = {
        now: options.clock(),
        idpEntityId: idpEntityId(),
        identities,
        application: memory.application,
        response: options.response,
      };
      const answer = answerSignOn(target, person, fault, {
        ...setting,
        encryptionCertificate,
        lastSamlResponse,
      });
      sentResponses.set(target.acsUrl, answer.samlResponse);
      memory.lastTarget = target;
      logout.logouts.remember(person.id, target, answer.samlResponse);
      return answer;
    },
  };
}

/** Single logout, and how its messages are sent. */
function logoutOf(
  memory: Memory,
  options: ProviderOptions,
  idpEntityId: () => string,
): Pick<Provider, 'logouts' | 'logoutUrl' | 'logoutBinding' | 'setLogoutBinding'> {
  const logoutUrl = () => `${options.baseUrl()}/slo`;
  return {
    logouts: createLogouts({
      identity: options.identities.current,
      clock: options.clock,
      idpEntityId,
      logoutUrl,
      binding: () => memory.logoutBinding,
      logoutUrlOf: (target) => options.logoutUrl(target, memory.logoutBinding),
      certificatesOf: (target) => certificatesOf(memory, options, target),
    }),
    logoutUrl,
    logoutBinding: () => memory.logoutBinding,
    setLogoutBinding: (binding) => void (memory.logoutBinding = binding),
  };
}

/** Whether requests must be signed, and under which certificates. */
function requestRule(
  memory: Memory,
  options: ProviderOptions,
): Pick<Provider, 'requestSignatures' | 'setRequestSignatures' | 'checkRequest'> {
  return {
    requestSignatures: () => memory.requestSignatures,
    setRequestSignatures: (rule) => void (memory.requestSignatures = rule),
    checkRequest: async (target, request) => {
      const rule = memory.requestSignatures;
      if (rule === 'ignored') return;
      const certificates = await certificatesOf(memory, options, target);
      checkRequestSignature(request, certificates, rule);
    },
  };
}

function certificatesOf(
  memory: Memory,
  options: ProviderOptions,
  target: Pick<AnswerTarget, 'spEntityId' | 'acsUrl'>,
): Promise<readonly string[]> | readonly string[] {
  const pinned = memory.application.signingCertificate;
  return pinned === null ? options.requestCertificates(target) : [pinned];
}

/** The fault with this id; anything else is null. */
export function parseFaultId(value: unknown): FaultId | null {
  return typeof value === 'string' ? (findFault(value)?.id ?? null) : null;
}

interface Memory {
  fault: FaultId;
  standingPerson: Person | null;
  application: KnownApplication;
  requestSignatures: RequestSignatures;
  logoutBinding: LogoutBinding;
  lastTarget: AnswerTarget | null;
}

function newMemory({ requestSignatures }: ProviderOptions): Memory {
  return {
    fault: 'none',
    standingPerson: null,
    application: { spEntityId: null, acsUrl: null, signingCertificate: null },
    requestSignatures,
    logoutBinding: 'redirect',
    lastTarget: null,
  };
}

function findPerson(people: readonly Person[], idOrEmail: string): Person | null {
  const wanted = idOrEmail.trim();
  const known = people.find(({ id, email }) => id === wanted || email.toLowerCase() === wanted.toLowerCase());
  if (known) return known;
  if (!/^[^\s@]+@[^\s@]+$/u.test(wanted) || wanted.length > 254) return null;
  const name = wanted.slice(0, wanted.indexOf('@'));
  return { id: `mail-${wanted.toLowerCase()}`, email: wanted, name, groups: [] };
}
