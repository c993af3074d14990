// What the head says when the settings couldn't be shown, and how to go on.

import { plain, type StateAction, type StateDescription } from './described-state.ts';
import type { SettingsTexts } from './messages/messages.ts';
import type { PanelHost } from './panel-host.ts';
import type { PanelStateToken } from './panel-state.ts';
import type { SettingsProblem } from './settings-problem.ts';

export function problemOf({ model }: PanelHost): SettingsProblem | null {
  return model.load.kind === 'failed' ? model.load.problem : null;
}

export function describeFailure(
  texts: SettingsTexts,
  problem: SettingsProblem | null,
  state: PanelStateToken,
): StateDescription {
  const link = (label: string): StateAction | null =>
    problem?.loginUrl
      ? { kind: 'link', label, href: problem.loginUrl }
      : { kind: 'retry', label: texts.text('sso.error.retry') };
  if (state === 'sso-required')
    return plain(
      texts.text('sso.sso-required.badge'),
      'warn',
      'lock',
      texts.text('sso.sso-required.line'),
      link(texts.text('sso.sso-required.action')),
    );
  if (problem?.code === 'sign_in')
    return plain(
      texts.text('sso.signed-out.badge'),
      'neutral',
      'lock',
      texts.text('sso.signed-out.line'),
      link(texts.text('sso.signed-out.action')),
    );
  const why = whyNotLoaded(texts, problem);
  const request = problem?.requestId ? ` ${texts.text('sso.error.request', { id: problem.requestId })}` : '';
  return plain(texts.text('sso.error.badge'), 'bad', 'bad', why + request, {
    kind: 'retry',
    label: texts.text('sso.error.retry'),
  });
}

function whyNotLoaded(texts: SettingsTexts, problem: SettingsProblem | null): string {
  switch (problem?.code) {
    case 'offline':
      return `${texts.text('sso.error.line')} ${texts.text('sso.error.offline')}`;
    case 'not_found':
      return texts.text('sso.error.not-found');
    case 'forbidden':
      return texts.text('sso.error.forbidden');
    default:
      return texts.text('sso.error.line');
  }
}
