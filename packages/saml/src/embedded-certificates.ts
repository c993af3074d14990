// The certificates that a response shows in KeyInfo: what a stranger says about himself, to be shown to people, never to be trusted.

import type { CertificateFacts } from '@team-sso/core/reasons';
import { certificateFingerprint } from './certificate-fingerprint.ts';
import { readCertificates } from './certificate.ts';
import { DS, SAML } from './names.ts';
import { scanResponse, ScannedResponse } from './scanned-response.ts';
import type { XmlTable } from './xml-table.ts';

/** A certificate beside a signature of a response. UNAUTHENTICATED: anybody can put any certificate there. */
export interface EmbeddedCertificate {
  /** SHA-256 over the bytes shown, 64 lower-case hex digits; comparable with `CertificateFacts.fingerprint`. */
  readonly fingerprintSha256: string;
  /** Whose signature shows it. */
  readonly shownBy: 'response' | 'assertion';
  /** What the certificate says, when it is one whose key could be pinned; null for anything else. */
  readonly certificate: CertificateFacts | null;
}

// Reading a certificate is dear, and an honest signature shows one, or its chain.
const MAX_CERTIFICATES = 8;
const MAX_BASE64_CHARACTERS = 16_384;

/**
 * The certificates embedded in a response's signatures, each once, in document order. They are UNAUTHENTICATED: no signature
 * has been verified, and whoever sent the message chose them. They tell a manager which key the provider seems to use now;
 * pinning one is a person's decision, never a consequence of this list. Those inside encrypted assertions are not seen.
 *
 * Never throws: whatever does not pass the gate, or is not base64, is an empty list.
 *
 * @param samlResponse The form field `SAMLResponse` as posted, or what `scanResponse` made of it.
 */
export function readEmbeddedCertificates(
  samlResponse: string | ScannedResponse,
): readonly EmbeddedCertificate[] {
  const document = documentOf(samlResponse);
  if (document === null) return [];
  const found = new Map<string, EmbeddedCertificate>();
  collect(document, 0, 'response', found);
  for (let child = 1; child < document.next(0); child = document.next(child)) {
    if (document.name(child) === SAML.Assertion) collect(document, child, 'assertion', found);
  }
  return [...found.values()];
}

function documentOf(samlResponse: string | ScannedResponse): XmlTable | null {
  if (samlResponse instanceof ScannedResponse) return samlResponse.document;
  try {
    return scanResponse(samlResponse).document;
  } catch {
    return null;
  }
}

/** Walks the fixed path Signature/KeyInfo/X509Data/X509Certificate below a signed element. */
function collect(
  document: XmlTable,
  row: number,
  shownBy: EmbeddedCertificate['shownBy'],
  found: Map<string, EmbeddedCertificate>,
): void {
  const signature = document.child(row, DS.Signature);
  const keyInfo = signature < 0 ? -1 : document.child(signature, DS.KeyInfo);
  if (keyInfo < 0) return;
  for (let data = keyInfo + 1; data < document.next(keyInfo); data = document.next(data)) {
    if (document.name(data) !== DS.X509Data) continue;
    for (let shown = data + 1; shown < document.next(data); shown = document.next(shown)) {
      if (found.size >= MAX_CERTIFICATES) return;
      if (document.name(shown) === DS.X509Certificate) add(document.text(shown), shownBy, found);
    }
  }
}

function add(
  base64: string,
  shownBy: EmbeddedCertificate['shownBy'],
  found: Map<string, EmbeddedCertificate>,
): void {
  if (base64.length > MAX_BASE64_CHARACTERS) return;
  const fingerprintSha256 = certificateFingerprint(base64);
  if (fingerprintSha256 === null || found.has(fingerprintSha256)) return;
  const certificate = readCertificates(base64).certificates.find(
    ({ fingerprint }) => fingerprint === fingerprintSha256,
  );
  found.set(fingerprintSha256, { fingerprintSha256, shownBy, certificate: certificate ?? null });
}
