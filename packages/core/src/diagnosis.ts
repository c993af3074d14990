// What a refused sign-in means to an admin: whose side, which field, how near it was, and what would repair it.

import type { AttributeMapping, Connection } from './connection.ts';
import { findNearMiss, type NearMiss, type OwnValues } from './near-miss.ts';
import type { SignInReason } from './reasons.ts';

/** Who must act: the admin at the provider, the admin here, the person who signed in, or nobody but time. */
export type DiagnosisSide = 'provider' | 'settings' | 'person' | 'time' | 'us';

/** A repair that one press begins. None of them takes a key from a response nobody vouched for. */
export type Repair =
  | { readonly kind: 'use_issuer'; readonly idpEntityId: string }
  | { readonly kind: 'copy_acs_url' }
  | { readonly kind: 'copy_entity_id' }
  | { readonly kind: 'use_entity_id_scope'; readonly scope: 'region' | 'team' }
  | { readonly kind: 'map_email'; readonly choices: readonly string[] }
  | {
      readonly kind: 'add_certificate_as_next';
      readonly fingerprint: string;
      /** Where else this certificate is; then `certificate` is from there. Absent: a person compares it and brings it. */
      readonly confirmedBy?: KnownCertificate['where'];
      /** PEM, never out of the response. */
      readonly certificate?: string;
    }
  | { readonly kind: 'download_metadata' }
  /** Good only where the provider signs the response as well: the refusal comes again otherwise. */
  | { readonly kind: 'allow_cbc_encryption' }
  | { readonly kind: 'test_again' };

/** A certificate that a message shows, as a fact: nobody has authenticated it, anybody can show any. */
export interface ShownCertificate {
  /** SHA-256, 64 lower-case hex digits. */
  readonly fingerprint: string;
  /** What it says of itself, when it can be read: untrusted text. */
  readonly subject?: string;
  /** Until when it is valid, as ISO text. */
  readonly notAfter?: string;
}

/** A certificate that somebody with the right to do so has brought before, or that the metadata URL publishes. */
export interface KnownCertificate {
  readonly fingerprint: string;
  readonly pem: string;
  readonly where: 'draft' | 'live' | 'previous' | 'metadata';
}

/** Structured facts of a diagnosis; the words come from the texts, in the reader's language and the provider's terms. */
export interface Diagnosis {
  readonly reason: SignInReason;
  readonly side: DiagnosisSide;
  /** The field here that it is about. */
  readonly field?:
    | Extract<keyof Connection, 'signingCertificates' | 'idpEntityId' | 'nameIdFormat' | 'allowCbcEncryption'>
    | Extract<keyof AttributeMapping, 'email'>
    | 'acsUrl'
    | 'spEntityId';
  readonly expected?: string;
  readonly received?: string;
  readonly nearMiss?: NearMiss;
  /** When it is about the clock: by how many whole seconds at least theirs and ours are apart. */
  readonly offBySeconds?: number;
  /** With `signature_wrong_key`: the certificate that the message shows, to compare with the pinned ones. */
  readonly certificate?: ShownCertificate;
  readonly repairs: readonly Repair[];
}

/** What a refusal left behind. */
export interface Refusal {
  readonly reason: SignInReason;
  readonly expected?: string;
  readonly received?: string;
  /** The certificate that the message shows, when its key was not a pinned one. */
  readonly shownCertificate?: ShownCertificate;
}

interface Row {
  readonly side: DiagnosisSide;
  readonly field?: NonNullable<Diagnosis['field']>;
}

const ROWS: Readonly<Record<SignInReason, Row>> = {
  xml_invalid: { side: 'provider' },
  response_too_large: { side: 'provider' },
  status_not_success: { side: 'provider' },
  signature_missing: { side: 'provider' },
  signature_invalid: { side: 'provider' },
  signature_wrong_key: { side: 'settings', field: 'signingCertificates' },
  signature_weak: { side: 'provider' },
  signature_unsupported: { side: 'provider' },
  issuer_mismatch: { side: 'settings', field: 'idpEntityId' },
  audience_mismatch: { side: 'provider', field: 'spEntityId' },
  destination_mismatch: { side: 'provider', field: 'acsUrl' },
  recipient_mismatch: { side: 'provider', field: 'acsUrl' },
  assertion_expired: { side: 'time' },
  assertion_too_early: { side: 'time' },
  assertion_lifetime_too_long: { side: 'provider' },
  in_response_to_unknown: { side: 'provider' },
  in_response_to_missing: { side: 'provider' },
  unsolicited_refused: { side: 'person' },
  replayed: { side: 'person' },
  several_assertions: { side: 'provider' },
  assertion_missing: { side: 'provider' },
  subject_confirmation_invalid: { side: 'provider' },
  condition_unknown: { side: 'provider' },
  authn_statement_missing: { side: 'provider' },
  nameid_missing: { side: 'provider', field: 'nameIdFormat' },
  nameid_transient: { side: 'provider', field: 'nameIdFormat' },
  nameid_encrypted: { side: 'provider', field: 'nameIdFormat' },
  email_missing: { side: 'provider', field: 'email' },
  email_domain_not_allowed: { side: 'settings' },
  member_unknown: { side: 'settings' },
  assertion_encrypted_no_key: { side: 'provider' },
  decryption_failed: { side: 'provider' },
  encryption_weak: { side: 'provider', field: 'allowCbcEncryption' },
  encryption_unsupported: { side: 'provider' },
  second_opinion_differs: { side: 'us' },
  browser_mismatch: { side: 'person' },
  ticket_expired: { side: 'person' },
  test_superseded: { side: 'settings' },
  provider_replaced: { side: 'person' },
  sso_off: { side: 'settings' },
  store_unavailable: { side: 'us' },
};

/** Whose side a refusal is on. */
export function sideOf(reason: SignInReason): DiagnosisSide {
  return ROWS[reason].side;
}

/**
 * Diagnoses a refusal. `fromTest`: it answers a test of the admin who reads this; only then may a key be taken over, and
 * in one press only one of `known`: what a response shows proves nothing by itself.
 */
export function diagnose(
  refusal: Refusal,
  own: OwnValues,
  fromTest: boolean,
  known: readonly KnownCertificate[] = [],
): Diagnosis {
  const { reason, expected, received, shownCertificate } = refusal;
  const { side, field } = ROWS[reason];
  const nearMiss =
    expected !== undefined && received !== undefined ? findNearMiss(expected, received, own) : null;
  return {
    reason,
    side,
    repairs: [...repairsFor(refusal, nearMiss, fromTest, known), { kind: 'test_again' }],
    ...(field ? { field } : {}),
    ...(expected === undefined ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
    ...(nearMiss ? { nearMiss } : {}),
    ...(side === 'time' ? offBy(expected, received) : {}),
    ...(shownCertificate ? { certificate: shownCertificate } : {}),
  };
}

/** Both name an instant: ours inside a phrase, theirs as it came, which may be anything. */
function offBy(expected = '', received = ''): { readonly offBySeconds?: number } {
  const [ours, theirs] = [expected, received].map((text) => Date.parse(INSTANT.exec(text)?.[0] ?? ''));
  const seconds = Math.abs((ours ?? NaN) - (theirs ?? NaN)) / 1000;
  return Number.isFinite(seconds) ? { offBySeconds: Math.round(seconds) } : {};
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z/;

function repairsFor(
  refusal: Refusal,
  nearMiss: NearMiss | null,
  fromTest: boolean,
  known: readonly KnownCertificate[],
): Repair[] {
  switch (refusal.reason) {
    case 'issuer_mismatch':
      return fromTest && refusal.received ? [{ kind: 'use_issuer', idpEntityId: refusal.received }] : [];
    case 'audience_mismatch':
      return [{ kind: 'copy_entity_id' }, ...scopeRepair(refusal, nearMiss)];
    case 'destination_mismatch':
    case 'recipient_mismatch':
      return [{ kind: 'copy_acs_url' }];
    case 'signature_wrong_key':
      return keyRepairs(refusal.shownCertificate, fromTest, known);
    case 'email_missing':
      return refusal.received ? [{ kind: 'map_email', choices: readAttributeNames(refusal.received) }] : [];
    case 'assertion_encrypted_no_key':
    case 'decryption_failed':
      return [{ kind: 'download_metadata' }];
    case 'encryption_weak':
      return /#aes\d+-cbc$/.test(refusal.received ?? '') ? [{ kind: 'allow_cbc_encryption' }] : [];
    default:
      return [];
  }
}

/** From a login nobody vouched for: a key only if the provider publishes it, and then as it is published. */
function keyRepairs(
  shown: ShownCertificate | undefined,
  fromTest: boolean,
  known: readonly KnownCertificate[],
): Repair[] {
  if (!shown) return [];
  if (fromTest) return [certificateRepair(shown.fingerprint, known)];
  const published = known.filter(({ where }) => where === 'metadata');
  return published.some(({ fingerprint }) => fingerprint === shown.fingerprint)
    ? [certificateRepair(shown.fingerprint, published)]
    : [];
}

function certificateRepair(fingerprint: string, known: readonly KnownCertificate[]): Repair {
  const found = known.find((certificate) => certificate.fingerprint === fingerprint);
  const confirmed = found ? { confirmedBy: found.where, certificate: found.pem } : {};
  return { kind: 'add_certificate_as_next', fingerprint, ...confirmed };
}

/** The provider has the team's own entity ID, or the region's: saying so here is as right as changing it there. */
function scopeRepair({ received }: Refusal, nearMiss: NearMiss | null): Repair[] {
  if (nearMiss !== 'other_scope' || received === undefined) return [];
  return [{ kind: 'use_entity_id_scope', scope: /\/teams\/[^/]+$/.test(received) ? 'team' : 'region' }];
}

const NAME_SEPARATOR = ', ';

/** The names of the attributes that came, as the evidence of `email_missing`: whole names, as many as `maxLength` takes. */
export function writeAttributeNames(names: readonly string[], maxLength: number): string {
  let text = '';
  for (const name of names) {
    if (name === '' || name.includes(NAME_SEPARATOR)) continue;
    const longer = text === '' ? name : `${text}${NAME_SEPARATOR}${name}`;
    if (longer.length > maxLength) break;
    text = longer;
  }
  return text;
}

function readAttributeNames(text: string): string[] {
  return text.split(NAME_SEPARATOR);
}
