// The provider's metadata beside the live connection: read again, taken over, or left as it is.

import type { MetadataReviewBody, SettingsView } from '@team-sso/core';
import { upkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { ssoEvent } from '../settings-events.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import { call, showFailure } from './failure.ts';
import { changeUpkeep } from './fold.ts';

/** Reads it once for each revision of the settings. */
export function readReviewOnce(host: PanelHost): void {
  const { revision } = loadedView(host.model);
  if (host.model.upkeep.review?.revision === revision) return;
  // Asked for while rendering: the model changes after it.
  queueMicrotask(() => {
    if (host.model.upkeep.review?.revision !== revision) void readReview(host);
  });
}

export async function readReview(host: PanelHost): Promise<void> {
  const { client, model } = host;
  if (!client.readMetadataReview || model.load.kind !== 'ready') return;
  const { revision } = model.load.view;
  const before = model.upkeep.review?.view;
  const shown = typeof before === 'object' ? before : 'reading';
  changeUpkeep(host, { review: { revision, view: shown }, picked: new Set() });
  const view = await call(host, async () => client.readMetadataReview?.()).catch(() => undefined);
  if (host.model.upkeep.review?.revision !== revision) return;
  changeUpkeep(host, { review: { revision, view: view ?? 'failed' } });
}

export function pickCertificate(host: PanelHost, fingerprint: string, isPicked: boolean): void {
  const picked = new Set(host.model.upkeep.picked);
  if (isPicked) picked.add(fingerprint);
  else picked.delete(fingerprint);
  changeUpkeep(host, { picked });
}

/** Decides about the change that is shown; one that was replaced meanwhile is shown anew. */
export async function decideAboutMetadata(host: PanelHost, body: MetadataReviewBody): Promise<void> {
  const { client, model } = host;
  const words = upkeepTexts(host);
  if (!client.reviewMetadata || model.busy) return;
  const before = loadedView(model);
  host.update({ busy: 'saving', failure: null });
  try {
    const view = await call(host, async () => client.reviewMetadata?.(body, before.revision));
    if (!view) return host.update({ busy: null });
    host.update({ busy: null, load: { kind: 'ready', view } });
    tellDecision(host, body, before, view);
    await readReview(host);
    host.focusOn(view.draft && !before.draft ? 'heading' : 'metadata-h');
  } catch (error) {
    const problem = asSettingsProblem(error);
    if (problem.code === 'metadata_review_outdated') {
      host.update({ busy: null });
      await readReview(host);
      host.announce(words.text('sso.metadata.outdated'), true);
      return host.focusOn('metadata-h');
    }
    if (problem.issues.some(({ code }) => code === 'too_many')) {
      host.update({ busy: null });
      return host.announce(words.text('sso.metadata.too-many'), true);
    }
    showFailure(host, problem);
  }
}

function tellDecision(
  host: PanelHost,
  { action }: MetadataReviewBody,
  before: SettingsView,
  view: SettingsView,
): void {
  const words = upkeepTexts(host);
  if (action === 'check') return host.announce(words.text('sso.metadata.checked-now'));
  if (action === 'ignore') return host.announce(words.text('sso.metadata.ignored.done'));
  const isDraft = view.draft !== null && view.draft.connectionId !== before.draft?.connectionId;
  host.announce(words.text(isDraft ? 'sso.metadata.accepted.draft' : 'sso.metadata.accepted.live'));
  const { revision } = view;
  host.target.dispatchEvent(ssoEvent('sso-saved', { savedAs: isDraft ? 'draft' : 'live', revision }));
}
