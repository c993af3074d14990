// Turns a request, a person and a fault into the form that goes to the service provider.

import { X509Certificate } from 'node:crypto';
import { buildResponse, encodeResponse, newId } from '../response.ts';
import type { BuildResponseOptions, Person } from '../response-options.ts';
import type { SigningIdentity } from '../signing-identity.ts';
import { findFault, tamperWith } from './faults.ts';
import type { FaultId } from './faults.ts';

/** Where an answer goes and what it answers; a null request ID starts at the provider. */
export interface AnswerTarget {
  readonly requestId: string | null;
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly relayState: string | null;
}

/** A form for the assertion consumer service. */
export interface SignOnAnswer {
  readonly acsUrl: string;
  readonly samlResponse: string;
  readonly relayState: string | null;
}

/** What the provider knows when it answers. */
export interface AnswerSetting {
  readonly now: Date;
  readonly idpEntityId: string;
  readonly identities: Identities;
  /** Written into the response instead of what the request says; it is posted to where the request says all the same. */
  readonly application: { readonly spEntityId: string | null; readonly acsUrl: string | null };
  readonly response: Partial<BuildResponseOptions>;
  /** Certificate to encrypt for, PEM, or null when the service provider's is not known. */
  readonly encryptionCertificate: string | null;
  /** The response last sent to this ACS URL, for `replay`. */
  readonly lastSamlResponse: string | null;
}

/** The keys of a provider: in use, next, and one that nobody pinned. */
export interface Identities {
  readonly current: SigningIdentity;
  readonly next: SigningIdentity;
  readonly stranger: SigningIdentity;
}

/** An answer that cannot be given; the message is plain text for the page. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/**
 * Builds the answer.
 *
 * @throws AnswerError when the fault needs something that is not there yet.
 */
export function answerSignOn(
  target: AnswerTarget,
  person: Person,
  faultId: FaultId,
  setting: AnswerSetting,
): SignOnAnswer {
  return {
    acsUrl: target.acsUrl,
    samlResponse: responseFor(target, person, faultId, setting),
    relayState: target.relayState,
  };
}

function responseFor(target: AnswerTarget, person: Person, faultId: FaultId, setting: AnswerSetting): string {
  if (faultId === 'replay') {
    if (setting.lastSamlResponse === null)
      throw new AnswerError('There is no earlier response to send once more.');
    return setting.lastSamlResponse;
  }
  const { xml } = buildResponse(optionsFor(target, person, faultId, setting));
  return encodeResponse(faultId === 'tampered' ? tamperWith(xml) : xml);
}

function optionsFor(
  target: AnswerTarget,
  person: Person,
  faultId: FaultId,
  setting: AnswerSetting,
): BuildResponseOptions {
  const { now, idpEntityId, identities, application } = setting;
  const spEntityId = application.spEntityId ?? target.spEntityId;
  const acsUrl = application.acsUrl ?? target.acsUrl;
  const change = findFault(faultId)?.change({
    now,
    person,
    idpEntityId,
    spEntityId,
    acsUrl,
    nextIdentity: identities.next,
    strangerIdentity: identities.stranger,
  });
  return {
    now,
    identity: identities.current,
    sign: 'both',
    idpEntityId,
    spEntityId,
    acsUrl,
    inResponseTo: target.requestId,
    person,
    sessionIndex: newId(),
    ...setting.response,
    ...(faultId === 'encrypted' ? { encryption: encryptionFor(setting) } : {}),
    ...change,
  };
}

function encryptionFor(setting: AnswerSetting) {
  if (setting.encryptionCertificate === null) {
    throw new AnswerError(
      'The certificate to encrypt for is not known. Give it to the mock identity provider first.',
    );
  }
  return { recipientKey: new X509Certificate(setting.encryptionCertificate).publicKey };
}
