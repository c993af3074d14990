// A response that passed the gate: well-formed and within every limit, but proved by nothing yet.

/** A response that passed the gate. Its two fields are unverified: good for routing and diagnosis, never for identity. */
export interface ScannedResponse {
  /** `InResponseTo` of the Response, unverified. */
  readonly inResponseTo: string | null;
  /** `Issuer` of the Response, else of its Assertion, unverified. */
  readonly issuer: string | null;
}

/**
 * The gate: strict base64, strict UTF-8, and one linear scan that enforces every limit of the accepted XML subset.
 *
 * @param samlResponse The form field `SAMLResponse` as posted.
 * @throws SsoError `response_too_large`, `xml_invalid`
 */
export function scanResponse(samlResponse: string): ScannedResponse {
  void samlResponse;
  throw new Error('not built yet');
}
