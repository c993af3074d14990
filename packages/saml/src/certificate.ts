// Certificate intake: anything pasted or dropped becomes X.509 facts, or a typed problem that explains what it was instead.

import { X509Certificate, createHash } from 'node:crypto';
import type { CertificateFacts } from '@team-sso/core/reasons';
import { derLength, keyUsageOf, kindOfDer } from './der-reading.ts';
import { hasTypographicMarks, pemOf, readPemBlocks, type PemBlock } from './pem.ts';
import { describePublicKey, weakKeyProblem } from './public-key.ts';

/** What may be wrong with pasted certificate text, or worth knowing about a certificate in it. */
export type CertificateProblemCode =
  | 'empty'
  | 'too_large'
  | 'private_key'
  | 'certificate_request'
  | 'public_key_only'
  | 'metadata_xml'
  | 'truncated'
  | 'not_a_certificate'
  | 'key_type_unsupported'
  | 'weak_key'
  | 'smart_quotes'
  | 'encryption_only'
  | 'expired'
  | 'not_yet_valid';

/** One finding of {@link readCertificates}. */
export interface CertificateProblem {
  readonly code: CertificateProblemCode;
  /** `error`: nothing could be taken from that piece. `warning`: the certificate is among the results all the same. */
  readonly severity: 'error' | 'warning';
  /** SHA-256 fingerprint of the certificate it is about, when it is about one that could be read. */
  readonly fingerprint?: string;
  /** A short note without the pasted text itself. */
  readonly detail?: string;
}

/** What {@link readCertificates} found. */
export interface CertificateReading {
  /** The certificates whose key may be pinned, in the order given, each once. Expired ones are among them. */
  readonly certificates: readonly CertificateFacts[];
  readonly problems: readonly CertificateProblem[];
}

const MAX_TEXT_LENGTH = 262_144;
const MAX_CERTIFICATES = 50;
const WARNINGS: ReadonlySet<CertificateProblemCode> = new Set([
  'smart_quotes',
  'encryption_only',
  'expired',
  'not_yet_valid',
]);

/**
 * Reads pasted text or a dropped file: PEM with or without headers, bare base64, DER, several PEMs, a chain.
 * It never throws on bad input.
 *
 * @param now The time to judge validity at; without it the dates are not judged.
 */
export function readCertificates(text: string | Uint8Array, now?: Date): CertificateReading {
  if (text.length > MAX_TEXT_LENGTH) return { certificates: [], problems: [problem('too_large')] };
  const input = typeof text === 'string' ? text : readFile(text);
  if (typeof input === 'string') return readText(input, now);
  return collect(splitDer(input), [], now);
}

/** The DER bytes of the first certificate given as PEM or bare base64; null when there is none. */
export function certificateDer(text: string): Buffer | null {
  if (text.length > MAX_TEXT_LENGTH) return null;
  for (const { bytes } of readPemBlocks(text)) {
    if (bytes !== null && parseCertificate(bytes) !== null) return bytes;
  }
  return null;
}

/** A dropped file is DER (which begins with a SEQUENCE) or text. */
function readFile(file: Uint8Array): Buffer | string {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  return bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80 ? bytes : bytes.toString('utf8');
}

function readText(text: string, now: Date | undefined): CertificateReading {
  if (text.trim() === '') return { certificates: [], problems: [problem('empty')] };
  if (/^\s*\ufeff?\s*</.test(text)) return { certificates: [], problems: [problem('metadata_xml')] };
  const problems: CertificateProblem[] = [];
  if (hasTypographicMarks(text)) problems.push(problem('smart_quotes'));
  const pieces: Buffer[] = [];
  for (const block of readPemBlocks(text)) {
    const code = problemOfBlock(block);
    if (code !== null) problems.push(problem(code, block.label === null ? {} : { detail: block.label }));
    else if (block.bytes !== null) pieces.push(...splitDer(unwrapText(block.bytes)));
  }
  return collect(pieces, problems, now);
}

function problemOfBlock({ bytes, isClosed, label }: PemBlock): CertificateProblemCode | null {
  if (label !== null) {
    if (label.endsWith('PRIVATE KEY')) return 'private_key';
    if (label.endsWith('CERTIFICATE REQUEST')) return 'certificate_request';
    if (label.endsWith('PUBLIC KEY')) return 'public_key_only';
    if (!label.endsWith('CERTIFICATE')) return 'not_a_certificate';
    if (bytes === null) return isClosed ? 'not_a_certificate' : 'truncated';
  }
  return bytes === null ? 'not_a_certificate' : null;
}

/** PEM text that was encoded once more, as some consoles and secret stores hand it out. */
function unwrapText(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, 10).toString('latin1').startsWith('-----BEGIN')) return bytes;
  return readPemBlocks(bytes.toString('latin1'))[0]?.bytes ?? bytes;
}

/** Concatenated DER values, as a chain without armour has them. */
function splitDer(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let rest = bytes;
  while (pieces.length < MAX_CERTIFICATES) {
    const length = derLength(rest);
    if (length === null || length >= rest.length) return [...pieces, rest];
    pieces.push(rest.subarray(0, length));
    rest = rest.subarray(length);
    if (rest.every((byte) => byte === 0x0a || byte === 0x0d || byte === 0)) return pieces;
  }
  return pieces;
}

function collect(
  pieces: readonly Buffer[],
  found: readonly CertificateProblem[],
  now: Date | undefined,
): CertificateReading {
  const problems = [...found];
  const certificates = new Map<string, CertificateFacts>();
  for (const piece of pieces.slice(0, MAX_CERTIFICATES)) {
    const certificate = parseCertificate(piece);
    if (certificate === null) {
      problems.push(problem(kindOfDer(piece)));
      continue;
    }
    const fingerprint = createHash('sha256').update(certificate.raw).digest('hex');
    if (certificates.has(fingerprint)) continue;
    const key = describePublicKey(certificate.publicKey);
    const weakness = weakKeyProblem(certificate.publicKey);
    if (key === null || weakness !== null) {
      const code = key === null ? 'key_type_unsupported' : 'weak_key';
      problems.push(problem(code, { fingerprint, ...(weakness === null ? {} : { detail: weakness }) }));
      continue;
    }
    certificates.set(fingerprint, describeCertificate(certificate, fingerprint, key));
    for (const code of warningsOf(certificate, now)) problems.push(problem(code, { fingerprint }));
  }
  return { certificates: [...certificates.values()], problems };
}

function parseCertificate(der: Buffer): X509Certificate | null {
  try {
    const certificate = new X509Certificate(der);
    // Reading the key may fail on its own, for a curve or type that OpenSSL does not know.
    return certificate.publicKey.type === 'public' && derLength(der) === der.length ? certificate : null;
  } catch {
    return null;
  }
}

function describeCertificate(
  certificate: X509Certificate,
  fingerprint: string,
  key: { readonly keyType: 'RSA' | 'EC'; readonly keyBits: number },
): CertificateFacts {
  return {
    fingerprint,
    sha1Thumbprint: createHash('sha1').update(certificate.raw).digest('hex'),
    subject: certificate.subject.split('\n').join(', '),
    notBefore: certificate.validFromDate,
    notAfter: certificate.validToDate,
    keyType: key.keyType,
    keyBits: key.keyBits,
    pem: pemOf('CERTIFICATE', certificate.raw),
  };
}

function warningsOf(certificate: X509Certificate, now: Date | undefined): readonly CertificateProblemCode[] {
  const warnings: CertificateProblemCode[] = [];
  const usage = keyUsageOf(certificate.raw);
  if (usage !== null && !usage.signs && usage.encrypts) warnings.push('encryption_only');
  if (now !== undefined && now > certificate.validToDate) warnings.push('expired');
  if (now !== undefined && now < certificate.validFromDate) warnings.push('not_yet_valid');
  return warnings;
}

function problem(
  code: CertificateProblemCode,
  more: { readonly fingerprint?: string; readonly detail?: string } = {},
): CertificateProblem {
  return { code, severity: WARNINGS.has(code) ? 'warning' : 'error', ...more };
}
