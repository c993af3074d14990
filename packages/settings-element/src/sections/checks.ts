// The checks of a test, in the order they are made: passed, failed, worth knowing, not reached.

import type { TestCheck, TestRunView } from '@team-sso/core';
import { html, type TemplateResult } from 'lit';
import { laterKey, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { icon, type IconName } from './icons.ts';

const SIGNS: Readonly<Record<TestCheck['state'], { readonly icon: IconName; readonly tone: string }>> = {
  passed: { icon: 'ok', tone: 'is-good' },
  failed: { icon: 'bad', tone: 'is-bad' },
  warning: { icon: 'warn', tone: 'is-warn' },
  not_reached: { icon: 'none', tone: '' },
};

export function renderChecks(
  host: PanelHost,
  words: LaterTexts,
  run: Pick<TestRunView, 'checks' | 'target'>,
): TemplateResult {
  return html`<ul class="checks">
    ${run.checks.map((check) => renderCheck(words, check, expectedValue(host, run.target, check.id)))}
  </ul>`;
}

/** What a passed check found is what it expected, byte for byte. */
function expectedValue(host: PanelHost, target: 'draft' | 'live', id: string): string | undefined {
  const { draft, live, serviceProvider } = loadedView(host.model);
  const connection = target === 'draft' ? draft : live;
  if (!connection) return undefined;
  switch (id) {
    case 'issuer':
      return connection.idpEntityId;
    case 'address':
      return serviceProvider.acsUrl;
    case 'audience':
      return connection.spEntityIdScope === 'team'
        ? serviceProvider.teamSpEntityId
        : serviceProvider.spEntityId;
    default:
      return undefined;
  }
}

function renderCheck(words: LaterTexts, check: TestCheck, expected: string | undefined): TemplateResult {
  const sign = SIGNS[check.state];
  const label = laterKey(`sso.check.${check.id}`);
  return html`<li class="check ${sign.tone}" part="check">
    ${icon(sign.icon)}<span><span class="sr">${words.text(`sso.checks.${check.state}`)} </span>${label ? words.text(label) : check.id}</span
    ><span>${detail(words, check, expected)}</span>
  </li>`;
}

const value = (text: string): TemplateResult => html`<bdi dir="ltr" translate="no">${text}</bdi>`;

/** A value out of a response is text. */
function detail(
  words: LaterTexts,
  { id, state, received }: TestCheck,
  expected: string | undefined,
): unknown {
  const warning = laterKey(`sso.warning.${id}`);
  const known = received ?? expected;
  switch (state) {
    case 'warning':
      return warning ? words.text(warning) : '';
    case 'not_reached':
      return words.text('sso.checks.not_reached.text');
    case 'passed':
      return known ? value(known) : words.text('sso.checks.ok.text');
    case 'failed':
      return received ? value(received) : words.text('sso.checks.failed.text');
  }
}
