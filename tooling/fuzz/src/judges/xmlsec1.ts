// xmlsec1 (libxml2, OpenSSL; no JavaScript) as an independent judge of signatures: many files in one process, and the very
// octets that it digested come back, to be read for the identity they carry.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The element whose signature is judged. */
export type SignedElement = 'Response' | 'Assertion';

/** What xmlsec1 says of one signature. */
export type Xmlsec1Verdict =
  | { readonly kind: 'verified'; readonly canonical: string }
  | { readonly kind: 'refused'; readonly message: string };

const SAMLP_RESPONSE = 'urn:oasis:names:tc:SAML:2.0:protocol:Response';
const SAML_ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion';
const SIGNATURE = "*[local-name()='Signature' and namespace-uri()='http://www.w3.org/2000/09/xmldsig#']";
const PATHS: Readonly<Record<SignedElement, string>> = {
  Response: `/*/${SIGNATURE}`,
  Assertion: `/*/*[local-name()='Assertion']/${SIGNATURE}`,
};
const OUTPUT_LIMIT_BYTES = 256 * 1024 * 1024;

/** The version that is installed, or null. */
export function xmlsec1Version(): string | null {
  const { error, stdout } = spawnSync('xmlsec1', ['--version'], { encoding: 'utf8' });
  return error === undefined ? stdout.trim() : null;
}

/** A folder of its own for the messages under judgement. */
export class Xmlsec1Judge {
  readonly #folder = mkdtempSync(join(tmpdir(), 'saml-fuzz-'));
  readonly #certificates = new Map<string, string>();

  /** One verdict per message, in order. It stops at the first that it refuses, so the rest is asked again. */
  judge(
    messages: readonly Buffer[],
    signed: SignedElement,
    certificatePem: string,
  ): readonly Xmlsec1Verdict[] {
    const verdicts: Xmlsec1Verdict[] = [];
    const files = messages.map((message, index) => this.#write(`message-${index}.xml`, message));
    const certificate = this.#certificateFile(certificatePem);
    while (verdicts.length < files.length) {
      const run = runXmlsec1(files.slice(verdicts.length), signed, certificate);
      verdicts.push(...run.verified.map((canonical) => ({ kind: 'verified', canonical }) as const));
      if (verdicts.length < files.length) verdicts.push({ kind: 'refused', message: run.message });
    }
    return verdicts.slice(0, files.length);
  }

  /** Whether the first signature in the message verifies, whatever it signs. */
  judgeFirstSignature(message: Buffer, certificatePem: string): boolean {
    const file = this.#write('single.xml', message);
    return runXmlsec1([file], null, this.#certificateFile(certificatePem)).verified.length === 1;
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #certificateFile(pem: string): string {
    let file = this.#certificates.get(pem);
    if (file === undefined) {
      file = this.#write(`certificate-${this.#certificates.size}.pem`, Buffer.from(pem));
      this.#certificates.set(pem, file);
    }
    return file;
  }

  #write(name: string, content: Buffer): string {
    const file = join(this.#folder, name);
    writeFileSync(file, content);
    return file;
  }
}

interface Run {
  /** The digested octets of each message up to the first that was refused. */
  readonly verified: readonly string[];
  readonly message: string;
}

function runXmlsec1(files: readonly string[], signed: SignedElement | null, certificate: string): Run {
  const result = spawnSync(
    'xmlsec1',
    [
      '--verify',
      '--pubkey-cert-pem',
      certificate,
      '--enabled-key-data',
      'rsa,ec',
      '--id-attr:ID',
      SAMLP_RESPONSE,
      '--id-attr:ID',
      SAML_ASSERTION,
      '--enabled-reference-uris',
      'same-doc',
      '--store-references',
      '--print-debug',
      ...(signed === null ? [] : ['--node-xpath', PATHS[signed]]),
      ...files,
    ],
    { encoding: 'utf8', maxBuffer: OUTPUT_LIMIT_BYTES },
  );
  if (result.error !== undefined) throw result.error;
  const reports = result.stdout.split(/^= VERIFICATION CONTEXT$/mu).slice(1);
  const verified: string[] = [];
  for (const report of reports) {
    const canonical = digestedOctets(report);
    if (!report.startsWith('\n== Status: succeeded\n') || canonical === null) break;
    verified.push(canonical);
  }
  return {
    verified,
    message: result.stderr.replaceAll(/^(OK|SignedInfo.*|Manifests.*)\n/gmu, '').slice(0, 500),
  };
}

function digestedOctets(report: string): string | null {
  const start = '== PreDigest data - start buffer:\n';
  const from = report.indexOf(start);
  const to = report.lastIndexOf('\n== PreDigest data - end buffer');
  return from === -1 || to === -1 ? null : report.slice(from + start.length, to);
}
