// The checks of a test, in the order they are made: passed, failed, worth knowing, not reached.

import type { TestCheck } from '@team-sso/core';
import { html, type TemplateResult } from 'lit';
import { laterKey, type LaterTexts } from '../messages/later-texts.ts';
import { icon, type IconName } from './icons.ts';

const SIGNS: Readonly<Record<TestCheck['state'], { readonly icon: IconName; readonly tone: string }>> = {
  passed: { icon: 'ok', tone: 'is-good' },
  failed: { icon: 'bad', tone: 'is-bad' },
  warning: { icon: 'warn', tone: 'is-warn' },
  not_reached: { icon: 'none', tone: '' },
};

export function renderChecks(words: LaterTexts, checks: readonly TestCheck[]): TemplateResult {
  return html`<ul class="checks">
    ${checks.map((check) => renderCheck(words, check))}
  </ul>`;
}

function renderCheck(words: LaterTexts, check: TestCheck): TemplateResult {
  const sign = SIGNS[check.state];
  const label = laterKey(`sso.check.${check.id}`);
  return html`<li class="check ${sign.tone}" part="check">
    ${icon(sign.icon)}<span><span class="sr">${words.text(`sso.checks.${check.state}`)} </span>${label ? words.text(label) : check.id}</span
    ><span>${detail(words, check)}</span>
  </li>`;
}

/** A value out of a response is text. */
function detail(words: LaterTexts, { id, state, received }: TestCheck): unknown {
  const warning = laterKey(`sso.warning.${id}`);
  switch (state) {
    case 'warning':
      return warning ? words.text(warning) : '';
    case 'not_reached':
      return words.text('sso.checks.not_reached.text');
    case 'passed':
      return received
        ? html`<bdi dir="ltr" translate="no">${received}</bdi>`
        : words.text('sso.checks.ok.text');
    case 'failed':
      return received
        ? html`<bdi dir="ltr" translate="no">${received}</bdi>`
        : words.text('sso.checks.failed.text');
  }
}
