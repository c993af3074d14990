// What the head says in each state: badge, one line, and at most one main action.

import type { SettingsView } from '@team-sso/core';
import type { SettingsTexts } from './messages/messages.ts';
import { loadedView, type PanelHost } from './panel-model.ts';
import { currentTest, isLapsed, maySwitchOn, modeState, type PanelStateToken } from './panel-state.ts';
import type { IconName } from './sections/icons.ts';
import type { Tone } from './sections/badge.ts';
import { signInUrl } from './sign-in-url.ts';
import type { SettingsProblem } from './settings-problem.ts';

export type StateAction =
  | { readonly kind: 'link'; readonly label: string; readonly href: string }
  | { readonly kind: 'contact'; readonly label: string; readonly href: string }
  | {
      readonly kind: 'retry' | 'require' | 'change' | 'test' | 'promote';
      readonly label: string;
    };

export interface StateDescription {
  readonly badge: string;
  readonly tone: Tone;
  readonly icon: IconName;
  readonly line: string;
  readonly action: StateAction | null;
}

export function describeState(host: PanelHost, state: PanelStateToken): StateDescription {
  const { texts } = host;
  switch (state) {
    case 'loading':
      return plain(texts.text('sso.loading.slow'), 'neutral', 'clock', '', {
        kind: 'retry',
        label: texts.text('sso.error.retry'),
      });
    case 'error':
    case 'sso-required':
      return describeFailure(texts, problemOf(host), state);
    case 'read-only':
      return { ...describeSaved(host, modeState(loadedView(host.model), host.now())), action: null };
    case 'configuring':
      return describeEditing(host, loadedView(host.model));
    case 'not-entitled':
      return describePlan(texts, loadedView(host.model));
    default:
      return describeSaved(host, state);
  }
}

const plain = (
  badge: string,
  tone: Tone,
  icon: IconName,
  line: string,
  action: StateAction | null = null,
): StateDescription => ({
  badge,
  tone,
  icon,
  line,
  action,
});

function problemOf({ model }: PanelHost): SettingsProblem | null {
  return model.load.kind === 'failed' ? model.load.problem : null;
}

function describeFailure(
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

function describeEditing(host: PanelHost, view: SettingsView): StateDescription {
  const { texts } = host;
  if (!maySwitchOn(view, host.now()))
    return plain(
      texts.text('sso.configuring.draft-badge'),
      'neutral',
      'draft',
      texts.text('sso.configuring.plan-line'),
    );
  return view.mode === 'off'
    ? plain(texts.text('sso.configuring.badge'), 'neutral', 'draft', texts.text('sso.configuring.line'))
    : plain(
        texts.text('sso.configuring.draft-badge'),
        'neutral',
        'draft',
        texts.text('sso.configuring.draft-line'),
      );
}

const contact = (texts: SettingsTexts, { entitlement }: SettingsView): StateAction => ({
  kind: 'contact',
  label: texts.text('sso.not-entitled.action'),
  href: entitlement.upgradeUrl ?? '',
});

function describePlan(texts: SettingsTexts, view: SettingsView): StateDescription {
  const { requiredPlan: plan } = view.entitlement;
  const action = contact(texts, view);
  return plan
    ? plain(
        texts.text('sso.not-entitled.badge', { plan }),
        'info',
        'star',
        texts.text('sso.not-entitled.line', { plan }),
        action,
      )
    : plain(
        texts.text('sso.not-entitled.badge-unnamed'),
        'info',
        'star',
        texts.text('sso.not-entitled.line-unnamed'),
        action,
      );
}

function describeSaved(host: PanelHost, state: PanelStateToken): StateDescription {
  const { texts } = host;
  const view = loadedView(host.model);
  switch (state) {
    case 'changing':
      return {
        ...describeSaved(host, modeState(view, host.now())),
        line: texts.text('sso.changing.line'),
        action: host.client.startTest ? { kind: 'test', label: texts.text('sso.changing.action') } : null,
      };
    case 'test-failed':
    case 'draft-tested':
      return describeTested(host, view, state);
    case 'draft-saved':
      return plain(
        texts.text('sso.draft-saved.badge'),
        'neutral',
        'draft',
        texts.text('sso.draft-saved.line'),
        host.client.startTest ? { kind: 'test', label: texts.text('sso.test.action') } : null,
      );
    case 'on-untested':
      return plain(texts.text('sso.on-untested.badge'), 'info', 'on', texts.text('sso.on-untested.line'), {
        kind: 'link',
        label: texts.text('sso.on-untested.action'),
        href: signInUrl(view),
      });
    case 'on':
      return plain(
        texts.text('sso.on.badge'),
        'good',
        'on',
        texts.text('sso.on.line'),
        isLapsed(view, host.now())
          ? contact(texts, view)
          : { kind: 'require', label: texts.text('sso.on.action') },
      );
    case 'requiring':
      return describeRequiring(texts, view);
    case 'required':
      return plain(texts.text('sso.required.badge'), 'good', 'lock', exceptions(texts, view));
    default:
      return plain(
        texts.text('sso.off.badge'),
        'neutral',
        'off',
        texts.text(view.live ? 'sso.off.line-kept' : 'sso.off.line'),
      );
  }
}

function describeRequiring(texts: SettingsTexts, view: SettingsView): StateDescription {
  const { since, confirmBy } = view.requirement;
  const time = (iso: string | undefined): string => (iso ? texts.time(new Date(iso)) : '');
  return plain(
    texts.text('sso.requiring.badge', { time: time(since) }),
    'warn',
    'clock',
    texts.text('sso.requiring.line', { time: time(confirmBy) }),
    { kind: 'link', label: texts.text('sso.requiring.action'), href: signInUrl(view) },
  );
}

function exceptions(texts: SettingsTexts, { policy }: SettingsView): string {
  const count = policy.emergencyAdmins.length;
  return count === 0 ? texts.text('sso.required.line') : texts.count('sso.required.line-excepted', count);
}

/** What the last test came to; while it is required, the countdown stands in the banner. */
function describeTested(
  host: PanelHost,
  view: SettingsView,
  state: 'test-failed' | 'draft-tested',
): StateDescription {
  const { texts } = host;
  const test = currentTest(view);
  const when = test ? texts.relative(new Date(test.at), host.now()) : '';
  if (state === 'draft-tested')
    return plain(
      texts.text('sso.draft-tested.badge', { when }),
      'good',
      'check',
      texts.text(view.mode === 'off' ? 'sso.draft-tested.line-first' : 'sso.draft-tested.line'),
      host.client.promote ? { kind: 'promote', label: texts.text('sso.promote.action') } : null,
    );
  const untried = !view.draft && view.mode !== 'off';
  return plain(
    texts.text('sso.test-failed.badge', { when }),
    'bad',
    'bad',
    texts.text(untried ? 'sso.test-failed.line-untried' : 'sso.test-failed.line'),
    // With the result on the page, what to do stands there.
    host.client.startTest && !host.model.test ? { kind: 'test', label: texts.text('sso.test.again') } : null,
  );
}
