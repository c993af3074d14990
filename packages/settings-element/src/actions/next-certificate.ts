// The next certificate, added inside the review: beside those in use, at once, without taking any away.

import { connectionOf, MAX_SIGNING_CERTIFICATES, recognise } from '@team-sso/core';
import { issueOfAnswer, type FieldIssue } from '../field-check.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { splitCertificates } from '../settings-draft.ts';
import { textOfFile } from './certificate.ts';
import { call, showFailure } from './failure.ts';
import { openCure, showView } from './review.ts';

/** A draft that is being prepared must not be replaced: the certificate goes into its form instead. */
export function pressAddNext(host: PanelHost): void {
  const { client, model } = host;
  if (client.saveDraft && client.promote && !loadedView(model).draft) return openCure(host, 'certificate');
  host.update({ dialog: null });
  host.run('form', (part) => part.openForm(host, 'certificates'));
}

export function typeNext(host: PanelHost, text: string): void {
  if (recognise(text) === 'private_key') return refuse(host, '', 'sso.field.private-key');
  host.update({ nextCertificate: { text, issue: null } });
}

export async function takeNextFile(host: PanelHost, file: File): Promise<void> {
  typeNext(host, textOfFile(new Uint8Array(await file.arrayBuffer())));
}

/** Reads it on the server, then saves and uses it beside the others: nobody's sign-in changes by that. */
export async function addNextCertificate(host: PanelHost): Promise<void> {
  const { nextCertificate, busy } = host.model;
  if (busy) return;
  const { text } = nextCertificate;
  if (text.trim() === '') return refuse(host, text, 'sso.field.required.certificate');
  host.update({ busy: 'saving', failure: null });
  try {
    const answer = await call(host, () => host.client.parse(text));
    const issue = issueOfAnswer(answer);
    // One that isn't valid yet is what a next certificate often is; one that is over helps nobody.
    if (issue && issue.key !== 'sso.field.certificate-future') return refuseWith(host, text, issue);
    await useBeside(host, text, answer.values.signingCertificates ?? splitCertificates(text));
  } catch (error) {
    showFailure(host, error);
  }
}

async function useBeside(host: PanelHost, text: string, added: readonly string[]): Promise<void> {
  const { client, model } = host;
  const view = loadedView(model);
  if (!view.live) return host.update({ busy: null });
  const before = view.live.signingCertificates;
  const signingCertificates = [...new Set([...before, ...added])];
  if (signingCertificates.length === before.length) return refuse(host, text, 'sso.next.same');
  if (signingCertificates.length > MAX_SIGNING_CERTIFICATES) return refuse(host, text, 'sso.field.too-many');
  const connection = { ...connectionOf(view.live), signingCertificates };
  const saved = await call(host, async () => client.saveDraft?.(connection, view.revision));
  if (!saved) return host.update({ busy: null });
  host.update({ load: { kind: 'ready', view: saved } });
  const used = await call(host, async () => client.promote?.(saved.revision, ['promote_untested']));
  host.update({ busy: null, nextCertificate: { text: '', issue: null } });
  showView(host, used ?? saved);
}

function refuse(host: PanelHost, text: string, key: FieldIssue['key']): void {
  refuseWith(host, text, { field: 'certificates', severity: 'error', key });
}

function refuseWith(host: PanelHost, text: string, issue: FieldIssue): void {
  host.update({ busy: null, nextCertificate: { text, issue } });
  host.announce(host.texts.text(issue.key, issue.values), true);
  host.focusOn('next-certificate');
}
