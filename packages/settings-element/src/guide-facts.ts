// The facts a guide ticks its steps from, as the panel knows them.

import type { OurValue, TheirValue } from '@team-sso/core/providers/guide';
import { isCopied } from './actions/copy.ts';
import type { GuideFacts } from './guide-progress.ts';
import type { PanelHost } from './panel-host.ts';
import { loadedView } from './panel-model.ts';
import { isProven } from './panel-state.ts';
import { shownEntityId } from './sections/our-values.ts';
import { differingFields } from './settings-draft.ts';

export function guideFacts(host: PanelHost): GuideFacts {
  const { model } = host;
  const view = loadedView(model);
  const edit = model.edit;
  const { acsUrl, metadataUrl, loginUrl } = view.serviceProvider;
  const ours: readonly (readonly [OurValue, string])[] = [
    ['acsUrl', acsUrl],
    ['spEntityId', shownEntityId(host, view)],
    ['metadataUrl', metadataUrl],
    ['loginUrl', loginUrl],
  ];
  const saved =
    (view.live !== null || view.draft !== null) &&
    !(edit && differingFields(edit.base, edit.form).length > 0);
  return {
    copied: new Set(
      ours.filter(([value, text]) => isCopied(model.copied, value, text)).map(([value]) => value),
    ),
    filled: new Set(
      edit ? filledFields(host) : (['signOnUrl', 'idpEntityId', 'signingCertificates'] as const),
    ),
    saved,
    proven: saved && isProven(view),
    ticked: new Set(
      [...model.ticked]
        .filter((id) => id.startsWith(`${model.guide?.id}/`))
        .map((id) => id.slice(id.indexOf('/') + 1)),
    ),
  };
}

function filledFields({ model }: PanelHost): TheirValue[] {
  const { edit, issues } = model;
  const good = (field: 'signOnUrl' | 'idpEntityId' | 'certificates'): boolean =>
    edit !== null &&
    edit.form[field].trim() !== '' &&
    !issues.some((issue) => issue.field === field && issue.severity === 'error');
  return [
    ...(good('signOnUrl') ? (['signOnUrl'] as const) : []),
    ...(good('idpEntityId') ? (['idpEntityId'] as const) : []),
    ...(good('certificates') ? (['signingCertificates'] as const) : []),
  ];
}
