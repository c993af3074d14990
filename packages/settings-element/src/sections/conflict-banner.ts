// The banner of a conflict whose choice was put off.

import type { PanelHost } from '../panel-host.ts';
import { savedElsewhereText } from '../saved-elsewhere.ts';
import { renderButton, warning, type Banner } from './banner.ts';

/** The choice was put off: the form is still there, and so is what somebody else saved. */
export function conflictBanner(host: PanelHost): Banner[] {
  const { setAside } = host.model;
  if (!setAside) return [];
  const banner = warning(
    `${savedElsewhereText(host, setAside.saved)}.`,
    host.texts.text('sso.conflict.waits'),
  );
  return [
    {
      ...banner,
      action: renderButton(host.texts.text('sso.conflict.compare'), () =>
        host.run('dialogs', (part) => part.compareAgain(host)),
      ),
    },
  ];
}
