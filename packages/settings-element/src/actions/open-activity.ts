// Opening recent activity; what is in it is loaded then.

import type { PanelHost } from '../panel-host.ts';

export function toggleActivity(host: PanelHost, isOpen: boolean): void {
  if (host.model.activityOpen === isOpen) return;
  host.update({ activityOpen: isOpen });
  if (isOpen) host.run('activity', (part) => part.loadActivity(host));
}

/** Opens it from elsewhere, with the focus on its heading. */
export function showActivity(host: PanelHost): void {
  toggleActivity(host, true);
  host.focusOn('activity');
}
