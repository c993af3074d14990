// The certificate field: pasted text and files, looked at here, read by the server.

import { recognise } from '@team-sso/core';
import { issueOfAnswer } from '../field-check.ts';
import type { PanelHost } from '../panel-host.ts';
import { splitCertificates } from '../settings-draft.ts';
import { call } from './failure.ts';
import { changeForm, refusePrivateKey, setFieldIssue } from './form.ts';

const MAX_FILE_BYTES = 256 * 1024;

/** Lets the server read the pasted text, unless it has. Of two readings only the one of the current text counts. */
export async function readCertificates(host: PanelHost): Promise<void> {
  const { edit, reading } = host.model;
  const text = edit?.form.certificates ?? '';
  if (text.trim() === '') return host.update({ reading: { kind: 'unread' } });
  if (reading.kind === 'read' && reading.text === text) return;
  if (reading.kind === 'reading' && reading.text === text) return reading.done;
  if (recognise(text) === 'private_key') return refusePrivateKey(host, 'certificates');
  host.announce(host.texts.text('sso.certificate.reading'));
  const done = readOnServer(host, text);
  host.update({ reading: { kind: 'reading', text, done } });
  await done;
}

async function readOnServer(host: PanelHost, text: string): Promise<void> {
  const isCurrent = (): boolean => host.model.edit?.form.certificates === text;
  try {
    const answer = await call(host, () => host.client.parse(text));
    if (!isCurrent()) return;
    const issue = issueOfAnswer(answer);
    const isRead = issue?.severity !== 'error';
    host.update({ reading: isRead ? { kind: 'read', text, answer } : { kind: 'unread' } });
    setFieldIssue(host, 'certificates', issue);
    if (issue) host.announce(host.texts.text(issue.key), true);
    else host.announce(host.texts.count('sso.certificate.read', answer.certificates.length));
  } catch {
    // Saving sends the text as it is then; the server reads it there again and has the last word.
    if (isCurrent()) host.update({ reading: { kind: 'unread' } });
  }
}

/** Takes a chosen or dropped file: text as it is, binary DER as base64. */
export async function takeFile(host: PanelHost, file: File): Promise<void> {
  if (file.size > MAX_FILE_BYTES)
    return setFieldIssue(host, 'certificates', {
      field: 'certificates',
      severity: 'error',
      key: 'sso.field.file-too-large',
    });
  const text = textOfFile(new Uint8Array(await file.arrayBuffer()));
  if (recognise(text) === 'private_key') return refusePrivateKey(host, 'certificates');
  const before = host.model.edit?.form.certificates ?? '';
  const keep = splitCertificates(before).filter((block) => recognise(block) === 'certificate');
  setFieldIssue(host, 'certificates', null);
  changeForm(host, { certificates: [...keep, text].join('\n') });
  await readCertificates(host);
}

/** A DER file begins with a SEQUENCE (0x30) of a long length; everything else is taken for text. */
export function textOfFile(bytes: Uint8Array): string {
  if (bytes[0] !== 0x30 || ((bytes[1] ?? 0) & 0x80) === 0) return new TextDecoder().decode(bytes).trim();
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const base64 = btoa(binary).replace(/(.{64})(?=.)/g, '$1\n');
  // A key keeps its bare form, which is how it is recognised; a certificate gets the lines people know.
  return recognise(base64) === 'certificate'
    ? `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----`
    : base64;
}

/** Takes one of the read certificates out of the field. */
export async function removeCertificate(host: PanelHost, index: number): Promise<void> {
  const { edit, reading } = host.model;
  if (!edit || reading.kind !== 'read') return;
  const all = reading.answer.values.signingCertificates ?? splitCertificates(edit.form.certificates);
  changeForm(host, { certificates: all.filter((_, at) => at !== index).join('\n') });
  host.announce(host.texts.text('sso.certificate.removed'));
  host.focusOn('certificates');
  await readCertificates(host);
}
