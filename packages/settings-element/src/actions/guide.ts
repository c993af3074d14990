// Ticking a step of the guide by hand.

import type { PanelHost } from '../panel-host.ts';
import { ssoEvent } from '../settings-events.ts';

export function tickStep(host: PanelHost, provider: string, step: string, done: boolean): void {
  const ticked = new Set(host.model.ticked);
  const id = `${provider}/${step}`;
  if (done) ticked.add(id);
  else ticked.delete(id);
  host.update({ ticked });
  host.focusOn('guide');
  host.target.dispatchEvent(ssoEvent('sso-guide-step', { provider, step, done }));
}
