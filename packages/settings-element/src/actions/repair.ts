// One-press repairs: each goes into a draft, or opens the form where the admin brings the value; nothing live changes.

import type { Connection, Diagnosis, Repair } from '@team-sso/core';
import { connectionOf, MAX_SIGNING_CERTIFICATES } from '@team-sso/core';
import { certificatesOf } from '../draft-facts.ts';
import { laterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type TestModel } from '../panel-model.ts';
import { call, showFailure } from './failure.ts';

/**
 * Begins a repair. A certificate is never taken out of a response: the form asks for it, and says whether what is pasted
 * has the fingerprint that was compared.
 */
export async function repair(host: PanelHost, kind: Repair, target: 'draft' | 'live'): Promise<void> {
  const view = loadedView(host.model);
  // A draft that is being prepared takes the repair too, instead of being replaced by it.
  const tested = target === 'live' && !view.draft ? view.live : view.draft;
  const change = changeOf(kind, tested);
  if (kind.kind === 'add_certificate_as_next' && !change) {
    host.update({ wantedFingerprint: kind.fingerprint });
    return host.run('form', (part) => part.openForm(host, 'certificates'));
  }
  const { client } = host;
  if (!tested || !change || host.model.busy) return;
  const connection: Connection = { ...connectionOf(tested), ...change };
  host.update({ busy: 'saving', failure: null });
  try {
    const saved = await call(host, async () =>
      client.saveDraft
        ? client.saveDraft(connection, view.revision)
        : client.save({ connection }, view.revision),
    );
    host.update({ busy: null, load: { kind: 'ready', view: saved }, test: null });
    host.announce(host.texts.text('sso.saved.draft'));
    host.focusOn('heading');
  } catch (error) {
    showFailure(host, error);
  }
}

function changeOf(kind: Repair, tested: Connection | null): Partial<Connection> | null {
  switch (kind.kind) {
    case 'add_certificate_as_next':
      return withCertificate(tested, kind.certificate);
    case 'use_issuer':
      return { idpEntityId: kind.idpEntityId };
    case 'use_entity_id_scope':
      return { spEntityIdScope: kind.scope };
    case 'allow_cbc_encryption':
      return { allowCbcEncryption: true };
    case 'map_email':
      return { attributeMapping: { ...tested?.attributeMapping, email: kind.choices } };
    default:
      return null;
  }
}

/** One that is known from elsewhere goes in beside the others; null: the admin brings it, or one has to go first. */
function withCertificate(
  tested: Connection | null,
  certificate: string | undefined,
): Partial<Connection> | null {
  const before = tested?.signingCertificates ?? [];
  if (certificate === undefined || before.length >= MAX_SIGNING_CERTIFICATES) return null;
  return { signingCertificates: [...before, certificate] };
}

/** Codes, times and fingerprints: no names, no values of a person, nothing of the message. */
export async function copyReport(
  host: PanelHost,
  diagnosis: Diagnosis,
  test: TestModel | null,
): Promise<void> {
  const { reason, side, field, nearMiss } = diagnosis;
  const report = {
    reason,
    side,
    ...(field ? { field } : {}),
    ...(nearMiss ? { nearMiss } : {}),
    ...(test?.run
      ? {
          testRun: test.run.id,
          at: test.run.at,
          checks: test.run.checks.map(({ id, state }) => `${id}: ${state}`),
        }
      : {}),
    savedFingerprints: certificatesOf(host, test?.target ?? 'live').map(({ fingerprint }) => fingerprint),
    receivedFingerprint: diagnosis.certificate?.fingerprint,
    reportedAt: host.now().toISOString(),
  };
  await copyText(host, JSON.stringify(report, null, 2), laterTexts(host).text('sso.report.copied'));
}

/** The steps as plain text, for whoever looks after the provider. */
export async function copySteps(host: PanelHost, lines: readonly string[]): Promise<void> {
  const text = lines.map((line, index) => `${index + 1}. ${line.replaceAll('**', '')}`).join('\n');
  await copyText(host, text, laterTexts(host).text('sso.cure.copied'));
}

async function copyText(host: PanelHost, text: string, said: string): Promise<void> {
  const copied = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  if (copied) host.announce(said);
}
