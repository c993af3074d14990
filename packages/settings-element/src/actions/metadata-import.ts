// Metadata into the form: read from its URL, a file or a pasted text; one of several providers chosen; filled in.

import { recognise, recogniseProvider, type ParseAnswer, type ParseBody } from '@team-sso/core';
import { upkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { splitCertificates, type ConnectionForm } from '../settings-draft.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import type { Import } from '../upkeep-model.ts';
import { textOfFile } from './certificate.ts';
import { call, showFailure } from './failure.ts';
import { changeForm } from './form.ts';
import { changeImport, importOf } from './source.ts';

const MAX_FILE_BYTES = 1_048_576;

export function typeUrl(host: PanelHost, typed: string): void {
  changeImport(host, { url: typed.replace(/[\r\n]+/g, '') });
}

/** "Read" beside the URL. */
export async function readUrl(host: PanelHost): Promise<void> {
  const { edit } = host.model;
  const url = edit ? importOf(edit).url.trim() : '';
  if (url === '') return fail(host, 'url_required');
  await readMetadata(host, { url });
}

export async function takeMetadataFile(host: PanelHost, file: File): Promise<void> {
  if (file.size > MAX_FILE_BYTES) return fail(host, 'file_too_large');
  await takeMetadataText(host, textOfFile(new Uint8Array(await file.arrayBuffer())));
}

/** A private key is never sent; what is no metadata need not be. */
export async function takeMetadataText(host: PanelHost, text: string): Promise<void> {
  if (text.trim() === '') return fail(host, 'file_required');
  const kind = recognise(text);
  if (kind === 'private_key') return fail(host, 'private_key');
  if (kind !== 'metadata') return fail(host, 'not_metadata');
  await readMetadata(host, { text });
}

/** Uses all of what was pasted into one field. */
export async function acceptOffer(host: PanelHost): Promise<void> {
  const { edit } = host.model;
  if (!edit?.offer) return;
  const { kind, text, field } = edit.offer;
  dismissOffer(host);
  changeForm(host, { [field]: '' });
  host.update({ issues: host.model.issues.filter((issue) => issue.field !== field) });
  changeImport(host, kind === 'url' ? { source: 'url', url: text } : { source: 'file' });
  await readMetadata(host, kind === 'url' ? { url: text } : { text });
}

export function dismissOffer(host: PanelHost): void {
  const { edit } = host.model;
  if (edit) host.update({ edit: { ...edit, offer: null } });
}

/** The identity provider that is meant, when the metadata describes several. */
export async function chooseProviderOf(host: PanelHost, idpEntityId: string): Promise<void> {
  const state = stateOf(host);
  if (state?.kind !== 'choose') return;
  if (idpEntityId === '') return host.announce(upkeepTexts(host).text('sso.import.choose.first'), true);
  await readMetadata(host, { ...state.body, idpEntityId });
}

const stateOf = (host: PanelHost): Import['state'] | null =>
  host.model.edit ? importOf(host.model.edit).state : null;

async function readMetadata(host: PanelHost, body: ParseBody): Promise<void> {
  const { client } = host;
  if (!client.readMetadata || stateOf(host)?.kind === 'reading') return;
  changeImport(host, { state: { kind: 'reading' } });
  host.announce(upkeepTexts(host).text('sso.import.url.reading'));
  try {
    const answer = await call(host, async () => client.readMetadata?.({ ...body, ...pinnedOf(host) }));
    if (!answer || stateOf(host)?.kind !== 'reading') return;
    takeAnswer(host, body, answer);
  } catch (error) {
    const problem = asSettingsProblem(error);
    changeImport(host, { state: { kind: 'idle' } });
    if (problem.code === 'validation_failed')
      return fail(host, problem.issues[0]?.code ?? 'metadata_invalid');
    showFailure(host, problem);
  }
}

/** Certificates that the metadata must be signed with, as they stand under "Advanced". */
function pinnedOf({ model }: PanelHost): Pick<ParseBody, 'metadataSigningCertificates'> {
  const pinned = splitCertificates(model.edit?.form.metadataCertificates ?? '');
  return pinned.length > 0 ? { metadataSigningCertificates: pinned } : {};
}

function takeAnswer(host: PanelHost, body: ParseBody, answer: ParseAnswer): void {
  if (answer.choices && answer.choices.length > 0) {
    changeImport(host, { state: { kind: 'choose', answer, body } });
    return host.focusOn('read-h');
  }
  const { values, warnings, kind } = answer;
  if (values.idpEntityId === undefined)
    return fail(host, warnings[0]?.code ?? (kind === 'own_metadata' ? kind : ''), warnings[0]?.detail);
  fillIn(host, body, answer);
  changeImport(host, { state: { kind: 'read', answer } });
  host.announce(upkeepTexts(host).text('sso.import.read.live'));
  host.focusOn('read-h');
}

/** What the metadata names takes the place of what was there; what it doesn't name stays empty, and is asked for on Save. */
function fillIn(host: PanelHost, body: ParseBody, { values, certificates }: ParseAnswer): void {
  const { edit } = host.model;
  if (!edit) return;
  const { form } = edit;
  const isSameProvider = form.idpEntityId.trim() === values.idpEntityId;
  const text = (values.signingCertificates ?? []).map((pem) => pem.trim()).join('\n');
  const change: Partial<ConnectionForm> = {
    idpEntityId: values.idpEntityId ?? '',
    signOnUrl: values.signOnUrl ?? '',
    certificates: text,
    signOnBinding: values.signOnBinding ?? 'redirect',
    // A file of the same provider says nothing about where its metadata is found.
    metadataUrl: 'url' in body ? body.url.trim() : isSameProvider ? form.metadataUrl : '',
    ...(values.signRequests ? { signRequests: 'true' } : {}),
    logoutUrl: values.logoutUrl ?? '',
    logoutBinding: values.logoutBinding ?? 'redirect',
    logoutResponseUrl: values.logoutResponseUrl ?? '',
    ...(form.provider === '' ? { provider: recogniseProvider(values.signOnUrl ?? '') ?? '' } : {}),
  };
  changeForm(host, change);
  const parsed = { kind: 'certificate', values, certificates, warnings: [] } as const;
  host.update({
    reading: text === '' ? { kind: 'unread' } : { kind: 'read', text, answer: parsed },
    issues: [],
  });
  if (form.provider === '' && change.provider) host.loadGuide(change.provider);
}

function fail(host: PanelHost, code: string, detail = ''): void {
  changeImport(host, { state: { kind: 'failed', code, detail } });
  const part = host.part('importing');
  if (part) host.announce(part.importFailure(host, code, detail), true);
}
