// The deliberate faults of the mock identity provider: what each is called, does, and makes a service provider say.

import type { BuildResponseOptions, Person } from '../response-options.ts';
import { NAME_ID_FORMATS } from '../shapes/shape.ts';
import type { SigningIdentity } from '../signing-identity.ts';
import { newId } from '../response.ts';
import { replaceFirst } from '../xml-text.ts';

/** The id of a fault; `none` is a good answer. */
export type FaultId = (typeof FAULTS)[number]['id'];

/** What a fault may draw on. */
export interface FaultContext {
  readonly now: Date;
  readonly person: Person;
  readonly idpEntityId: string;
  readonly spEntityId: string;
  readonly acsUrl: string;
  /** The key that the provider will use next, and one that is nobody's. */
  readonly nextIdentity: SigningIdentity;
  readonly strangerIdentity: SigningIdentity;
}

/** One way of answering badly. */
export interface Fault {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** Reason codes a strict service provider answers with; empty when it accepts. */
  readonly reasons: readonly string[];
  readonly change: (context: FaultContext) => Partial<BuildResponseOptions>;
}

const MINUTE = 60_000;
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

/** Every fault, in the order of the page. */
export const FAULTS = [
  fault('none', 'Good', 'A good response', [], () => ({})),
  fault(
    'wrong-certificate',
    'Signature',
    'Signed with another certificate',
    ['signature_wrong_key'],
    (context) => ({
      identity: context.strangerIdentity,
    }),
  ),
  fault(
    'rolled-key',
    'Signature',
    'Signed with the next key, after a roll-over',
    ['signature_wrong_key'],
    (context) => ({
      identity: context.nextIdentity,
    }),
  ),
  fault('sha1', 'Signature', 'Signed with SHA-1', ['signature_weak'], () => ({
    signatureAlgorithm: 'rsa-sha1',
    digestAlgorithm: 'sha1',
  })),
  fault('unsigned', 'Signature', 'Not signed at all', ['signature_missing'], () => ({ sign: 'none' })),
  fault('tampered', 'Signature', 'Changed after it was signed', ['signature_invalid'], () => ({
    sign: 'assertion',
    shape: 'plain',
  })),
  fault('wrong-issuer', 'Addresses', 'Another issuer', ['issuer_mismatch'], (context) => ({
    idpEntityId: `${context.idpEntityId}/other`,
  })),
  fault('issuer-slash', 'Addresses', 'Issuer with one more slash', ['issuer_mismatch'], (context) => ({
    idpEntityId: `${context.idpEntityId}/`,
  })),
  fault('wrong-audience', 'Addresses', 'Another audience', ['audience_mismatch'], (context) => ({
    audiences: [[`${context.spEntityId}-staging`]],
  })),
  fault(
    'wrong-destination',
    'Addresses',
    'Destination is an old ACS URL',
    ['destination_mismatch'],
    (context) => ({
      destination: oldAcsUrl(context.acsUrl),
    }),
  ),
  fault('wrong-recipient', 'Addresses', 'Recipient is an old ACS URL', ['recipient_mismatch'], (context) => ({
    confirmations: [{ recipient: oldAcsUrl(context.acsUrl) }],
  })),
  fault('expired', 'Time', 'Expired an hour ago', ['assertion_expired'], (context) => ({
    now: new Date(context.now.getTime() - 70 * MINUTE),
  })),
  fault('not-yet-valid', 'Time', 'Clock is 10 minutes ahead', ['assertion_too_early'], (context) => ({
    now: new Date(context.now.getTime() + 10 * MINUTE),
  })),
  fault('long-lifetime', 'Time', 'Valid for two days', ['assertion_lifetime_too_long'], (context) => ({
    notOnOrAfter: new Date(context.now.getTime() + 48 * 60 * MINUTE),
    confirmations: [{ notOnOrAfter: new Date(context.now.getTime() + 48 * 60 * MINUTE) }],
  })),
  fault('no-email', 'Person', 'No e-mail address anywhere', ['email_missing'], () => ({
    nameIdFormat: NAME_ID_FORMATS.persistent,
    nameId: '7c1b52f0-pairwise',
    attributes: [{ name: 'department', values: ['Research'] }],
  })),
  fault(
    'unknown-email-name',
    'Person',
    'E-mail address under a name of its own',
    ['email_missing'],
    ({ person }) => ({
      nameIdFormat: NAME_ID_FORMATS.persistent,
      nameId: '7c1b52f0-pairwise',
      attributes: [
        { name: 'department', values: ['Research'] },
        { name: 'workAddress', values: [person.email] },
      ],
    }),
  ),
  fault('transient-nameid', 'Person', 'Transient NameID', ['nameid_transient'], () => ({
    nameIdFormat: NAME_ID_FORMATS.transient,
    nameId: newId(),
  })),
  fault('no-nameid', 'Person', 'No NameID', ['nameid_missing'], () => ({ nameId: null })),
  fault(
    'unassigned-user',
    'Refusals',
    'This person is not assigned to the application',
    ['status_not_success'],
    () => ({
      assertion: false,
      sign: 'response',
      status: { code: `${STATUS}Responder`, message: 'The person is not assigned to this application.' },
    }),
  ),
  fault('request-denied', 'Refusals', 'Request denied', ['status_not_success'], () => ({
    assertion: false,
    sign: 'response',
    status: {
      code: `${STATUS}Requester`,
      subcode: `${STATUS}RequestDenied`,
      message: 'The request was denied.',
    },
  })),
  fault(
    'unknown-in-response-to',
    'Request',
    'Answers a request that was never sent',
    ['in_response_to_unknown'],
    () => ({
      inResponseTo: newId(),
    }),
  ),
  fault(
    'missing-in-response-to',
    'Request',
    'Answers no request',
    ['in_response_to_missing', 'unsolicited_refused'],
    () => ({
      inResponseTo: null,
    }),
  ),
  fault(
    'replay',
    'Request',
    'The last response once more',
    ['replayed', 'in_response_to_unknown'],
    () => ({}),
  ),
  fault('encrypted', 'Encryption', 'Encrypted assertion (good)', [], () => ({})),
  fault(
    'encrypted-wrong-key',
    'Encryption',
    'Encrypted for somebody else',
    ['decryption_failed'],
    (context) => ({
      encryption: { recipientKey: context.strangerIdentity.publicKey },
    }),
  ),
] as const satisfies readonly Fault[];

/** The fault with this id, or undefined. */
export function findFault(id: string): ((typeof FAULTS)[number] & Fault) | undefined {
  return FAULTS.find((candidate) => candidate.id === id);
}

/** What `tampered` does to the finished text: another name on the signed subject. */
export function tamperWith(xml: string): string {
  return replaceFirst(xml, /NameID([^>]*)>[^<]/u, (match) => `${match.slice(0, -1)}x`);
}

function fault<const Id extends string>(
  id: Id,
  group: string,
  label: string,
  reasons: readonly string[],
  change: (context: FaultContext) => Partial<BuildResponseOptions>,
) {
  return { id, group, label, reasons, change } as const;
}

function oldAcsUrl(acsUrl: string): string {
  const url = new URL(acsUrl);
  return `${url.origin}/old${url.pathname}`;
}
