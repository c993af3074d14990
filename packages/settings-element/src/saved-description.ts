// What the head says of settings that are saved: in use, required, being changed, tested.

import type { HealthCode, SettingsView } from '@team-sso/core';
import { contact, plain, type StateAction, type StateDescription } from './described-state.ts';
import type { SettingsTexts } from './messages/messages.ts';
import type { PanelHost } from './panel-host.ts';
import { loadedView } from './panel-model.ts';
import { currentTest, isLapsed, modeState, type PanelStateToken } from './panel-state.ts';
import { signInUrl } from './sign-in-url.ts';

export function describeSaved(host: PanelHost, state: PanelStateToken): StateDescription {
  const { texts } = host;
  const view = loadedView(host.model);
  switch (state) {
    case 'changing':
      return {
        ...describeSaved(host, modeState(view, host.now())),
        line: texts.text('sso.changing.line'),
        action: testAction(host, 'sso.changing.action'),
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
        testAction(host, 'sso.test.action'),
      );
    case 'on-untested':
      return plain(
        texts.text('sso.on-untested.badge'),
        'info',
        'on',
        texts.text('sso.on-untested.line'),
        host.client.startTest
          ? testAction(host, 'sso.test.action')
          : { kind: 'link', label: texts.text('sso.on-untested.action'), href: signInUrl(view) },
      );
    case 'on':
      return plain(
        texts.text('sso.on.badge'),
        'good',
        'on',
        texts.text('sso.on.line'),
        actionWhileOn(host, view),
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
      promoteAction(host, view),
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

/** None while one is under way: what to do then stands with it. */
function testAction(
  { texts, client, model }: PanelHost,
  label: 'sso.test.action' | 'sso.changing.action',
): StateAction | null {
  const isUnderWay = model.test !== null && (model.test.run?.outcome ?? 'running') === 'running';
  return client.startTest && !isUnderWay ? { kind: 'test', label: texts.text(label) } : null;
}

/** With nothing in use yet, using it means switching SSO on. */
function promoteAction({ texts, client }: PanelHost, view: SettingsView): StateAction | null {
  if (!client.promote) return null;
  return {
    kind: 'promote',
    label: texts.text(view.mode === 'off' ? 'sso.promote.action-on' : 'sso.promote.action'),
  };
}

const TROUBLES: ReadonlySet<HealthCode> = new Set(['idp_failing', 'certificate_expired']);

/** Nobody is led to require what fails now: the banner has the cure. */
function actionWhileOn(host: PanelHost, view: SettingsView): StateAction | null {
  if (isLapsed(view, host.now())) return contact(host.texts, view);
  if (view.health.some(({ code }) => TROUBLES.has(code))) return null;
  return { kind: 'require', label: host.texts.text('sso.on.action') };
}
