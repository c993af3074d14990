// What a logout message is about: whose sessions end, or how it went (saml-core-2.0-os §3.7).

import { refuseLogout } from './logout-rules.ts';
import { ATTRIBUTE, SAML, SAMLP } from './names.ts';
import { isSaneNameId } from './subject.ts';
import type { XmlTable } from './xml-table.ts';

/** Whose sessions a provider wants to end. */
export interface LogoutSubject {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  /** Only the sessions of these sign-ins; none means all sessions of this person. */
  readonly sessionIndexes: readonly string[];
  /** Why, in the provider's words: a URI. */
  readonly reason?: string;
}

/** How a logout went at the provider. */
export interface LogoutStatus {
  /** `partial`: some of the services that the person was signed in to did not confirm. */
  readonly outcome: 'success' | 'partial' | 'failed';
  readonly statusCode: string;
  readonly secondLevelStatusCode?: string;
  /** Untrusted text. */
  readonly statusMessage?: string;
}

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const PARTIAL_LOGOUT = 'urn:oasis:names:tc:SAML:2.0:status:PartialLogout';

/** Reads the LogoutRequest in row 0. */
export function readLogoutRequest(document: XmlTable): LogoutSubject {
  const row = document.child(0, SAML.NameID);
  if (row < 0) {
    if (document.child(0, SAML.EncryptedID) >= 0) refuseLogout('logout-nameid-not-encrypted');
    refuseLogout('logout-nameid', 'BaseID');
  }
  const nameId = document.text(row);
  if (!isSaneNameId(nameId)) refuseLogout('logout-nameid');
  const format = document.attribute(row, ATTRIBUTE.Format);
  const nameQualifier = document.attribute(row, ATTRIBUTE.NameQualifier);
  const spNameQualifier = document.attribute(row, ATTRIBUTE.SPNameQualifier);
  const reason = document.attribute(0, ATTRIBUTE.Reason);
  return {
    nameId,
    ...(format === null ? {} : { nameIdFormat: format }),
    ...(nameQualifier === null ? {} : { nameQualifier }),
    ...(spNameQualifier === null ? {} : { spNameQualifier }),
    sessionIndexes: sessionIndexesOf(document),
    ...(reason === null ? {} : { reason }),
  };
}

/** Reads the Status of the LogoutResponse in row 0. */
export function readLogoutStatus(document: XmlTable): LogoutStatus {
  const status = document.child(0, SAMLP.Status);
  const code = document.child(status, SAMLP.StatusCode);
  const inner = document.child(code, SAMLP.StatusCode);
  const message = document.child(status, SAMLP.StatusMessage);
  const statusCode = document.attribute(code, ATTRIBUTE.Value) ?? '';
  const secondLevel = inner < 0 ? null : document.attribute(inner, ATTRIBUTE.Value);
  // §3.7.3.2 has PartialLogout below the top-level code; providers put it below Success and below Responder.
  const isPartial = secondLevel === PARTIAL_LOGOUT;
  return {
    outcome: isPartial ? 'partial' : statusCode === SUCCESS ? 'success' : 'failed',
    statusCode,
    ...(secondLevel === null ? {} : { secondLevelStatusCode: secondLevel }),
    ...(message < 0 ? {} : { statusMessage: document.text(message).trim() }),
  };
}

function sessionIndexesOf(document: XmlTable): readonly string[] {
  const indexes: string[] = [];
  const end = document.next(0);
  for (let child = 1; child < end; child = document.next(child)) {
    if (document.name(child) === SAMLP.SessionIndex) indexes.push(document.text(child));
  }
  return indexes;
}
