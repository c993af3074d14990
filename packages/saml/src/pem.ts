// PEM (RFC 7468), strict when written and patient when read: people paste it from mails, portals and word processors.

import { decodeBase64 } from './base64.ts';

const LINE = 64;

/** One armoured block, or a piece of bare base64 (`label` null). `bytes` is null when the body is not base64. */
export interface PemBlock {
  readonly label: string | null;
  readonly bytes: Buffer | null;
  /** The closing line is there. */
  readonly isClosed: boolean;
}

/** Bytes as PEM with 64-column lines. */
export function pemOf(label: string, bytes: Uint8Array): string {
  const base64 = Buffer.from(bytes).toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += LINE) lines.push(base64.slice(at, at + LINE));
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** Whether a word processor has been at the text: typographic dashes or quotes. */
export function hasTypographicMarks(text: string): boolean {
  return /[\u2010-\u2015\u2018-\u201f\u2212]/.test(text);
}

/** All blocks of a text; text around armoured blocks is passed over. Without any armour: the pieces between blank lines or commas. */
export function readPemBlocks(text: string): readonly PemBlock[] {
  const plain = text
    .replace(/[\u2010-\u2015\u2212]+/g, '-----')
    .replace(/\\r|\\n/g, '\n')
    .replace(/["'`\u2018-\u201f\ufeff\u00a0\u200b]/g, ' ');
  const parts = plain.split(/-{2,} *BEGIN ([A-Z0-9 ]{1,40}?) *-{2,}/);
  if (parts.length === 1) return readBareBlocks(plain);
  const blocks: PemBlock[] = [];
  for (let i = 1; i < parts.length; i += 2) blocks.push(readBlock(parts[i] ?? '', parts[i + 1] ?? ''));
  return blocks;
}

function readBlock(label: string, rest: string): PemBlock {
  const end = rest.search(/-{2,} *END/);
  const body = end < 0 ? rest : rest.slice(0, end);
  // Encapsulated headers (RFC 1421) end with an empty line.
  const bare = body.replace(/^\s*(?:[A-Za-z-]+: [^\n]*\n)+\s*\n/, '');
  return { label, bytes: decodePatiently(bare), isClosed: end >= 0 };
}

function readBareBlocks(text: string): readonly PemBlock[] {
  const whole = decodePatiently(text.replace(/-{2,}[^-\n]*-{2,}/g, ''));
  if (whole !== null) return [{ label: null, bytes: whole, isClosed: true }];
  return text
    .split(/\n[ \t\r]*\n|[,;]/)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => ({ label: null, bytes: decodePatiently(piece), isClosed: true }));
}

/** Base64 whose padding may have been lost in copying. */
function decodePatiently(text: string): Buffer | null {
  const compact = text.replace(/\s+/g, '');
  if (compact === '') return null;
  const unpadded = compact.replace(/={1,2}$/, '');
  return decodeBase64(unpadded + '='.repeat((4 - (unpadded.length % 4)) % 4));
}
