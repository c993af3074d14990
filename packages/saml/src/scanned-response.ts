// A response that passed the gate: well-formed and within every limit, but proved by nothing yet.

import { decodeBase64 } from './base64.ts';
import { MAX_ENCODED_CHARACTERS } from './limits.ts';
import { ATTRIBUTE, SAML, SAMLP } from './names.ts';
import { refuse } from './refuse.ts';
import { scanXml } from './strict-xml.ts';
import type { XmlTable } from './xml-table.ts';

/** A response that passed the gate. `inResponseTo` and `issuer` are unverified: for routing and diagnosis, never for identity. */
export class ScannedResponse {
  /** `InResponseTo` of the Response, unverified. */
  readonly inResponseTo: string | null;
  /** `Issuer` of the Response, else of its Assertion, unverified. */
  readonly issuer: string | null;
  /** The form field as posted. */
  readonly samlResponse: string;
  /** The engine's own reading of the message; row 0 is the Response. Nothing outside this package should look into it. */
  readonly document: XmlTable;

  constructor(samlResponse: string, document: XmlTable) {
    this.samlResponse = samlResponse;
    this.document = document;
    this.inResponseTo = document.attribute(0, ATTRIBUTE.InResponseTo);
    this.issuer = readIssuer(document, 0) ?? readIssuer(document, document.child(0, SAML.Assertion));
  }
}

/**
 * The gate: strict base64, strict UTF-8, and one linear scan that enforces every limit of the accepted XML subset.
 *
 * @param samlResponse The form field `SAMLResponse` as posted.
 * @throws SsoError `response_too_large`, `xml_invalid`
 */
export function scanResponse(samlResponse: string): ScannedResponse {
  if (samlResponse.length > MAX_ENCODED_CHARACTERS) {
    refuse('size', undefined, {
      expected: `at most ${MAX_ENCODED_CHARACTERS}`,
      received: String(samlResponse.length),
    });
  }
  const bytes = decodeBase64(samlResponse);
  if (bytes === null) refuse('base64');
  const document = scanXml(bytes);
  if (document.name(0) !== SAMLP.Response) {
    refuse('message-type', undefined, { expected: 'samlp:Response', received: document.qualifiedName(0) });
  }
  return new ScannedResponse(samlResponse, document);
}

function readIssuer(document: XmlTable, row: number): string | null {
  if (row < 0) return null;
  const issuer = document.child(row, SAML.Issuer);
  return issuer < 0 ? null : document.text(issuer);
}
