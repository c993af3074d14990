// What the head says in each state: badge, one line, and at most one main action.

import type { SettingsView } from '@team-sso/core';
import { plain, type StateAction, type StateDescription } from './described-state.ts';
import { describeFailure, problemOf } from './failure-description.ts';
import type { SettingsTexts } from './messages/messages.ts';
import type { PanelHost } from './panel-host.ts';
import { loadedView } from './panel-model.ts';
import { currentTest, isLapsed, maySwitchOn, modeState, type PanelStateToken } from './panel-state.ts';
import { signInUrl } from './sign-in-url.ts';

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
  const tested = currentTest(view)?.outcome === 'passed' ? '-tested' : '';
  const action = contact(texts, view);
  return plan
    ? plain(
        texts.text('sso.not-entitled.badge', { plan }),
        'info',
        'star',
        texts.text(`sso.not-entitled.line${tested}`, { plan }),
        action,
      )
    : plain(
        texts.text('sso.not-entitled.badge-unnamed'),
        'info',
        'star',
        texts.text(`sso.not-entitled.line${tested}-unnamed`),
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
      return plain(
        texts.text('sso.on-untested.badge'),
        'info',
        'on',
        texts.text('sso.on-untested.line'),
        host.client.startTest
          ? { kind: 'test', label: texts.text('sso.test.action') }
          : { kind: 'link', label: texts.text('sso.on-untested.action'), href: signInUrl(view) },
      );
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
    untried ? texts.text('sso.test-failed.line-untried') : failedLine(host, view),
    // With the result on the page, what to do stands there.
    host.client.startTest && !host.model.test ? { kind: 'test', label: texts.text('sso.test.again') } : null,
  );
}

/** What went wrong in a sentence, once the words of the result are there. */
function failedLine(host: PanelHost, view: SettingsView): string {
  const { test } = host.model;
  const reason = test
    ? host.part('testing')?.refusalTitle(currentTest(view)?.reason ?? test.run?.reason)
    : null;
  return reason
    ? host.texts.text('sso.test-failed.line-reason', { reason })
    : host.texts.text('sso.test-failed.line');
}
