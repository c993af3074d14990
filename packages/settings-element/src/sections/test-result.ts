// The test sign-in: running, silent, passed or failed. Loaded with the first test.

import { connectionEn } from '../messages/connection-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import type { TestRunView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { startTest } from '../actions/test-run.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type TestModel } from '../panel-model.ts';
import { renderChecks } from './checks.ts';
import { renderReport } from './cure.ts';
import { renderDiagnosis } from './diagnosis.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { wordsOf } from './product-words.ts';
import { renderQuietHelp } from './quiet-help.ts';
import { renderPerson } from './test-person.ts';

export { findLastTest, pressTest, watchTest } from '../actions/test-run.ts';
export { refusalTitle } from './diagnosis.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  difference: differenceStyles,
  testing: testingStyles,
};

export function renderTestResult(host: PanelHost, test: TestModel, level: number): TemplateResult {
  switch (test.run?.outcome) {
    case 'passed':
      return renderPassed(host, test, test.run, level);
    case 'failed':
      return renderFailed(host, test, test.run, level);
    case 'expired':
      return renderWaiting(host, test, level, 'expired');
    case 'running':
    case undefined:
      return renderWaiting(host, test, level, test.id ? 'running' : 'starting');
  }
}

function heading(level: number, sign: TemplateResult | typeof nothing, title: unknown): TemplateResult {
  const content = html`<span id="result-h" class="result-title" tabindex="-1">${sign}<span>${title}</span></span>`;
  return sectionHeading(level, content);
}

function renderWaiting(
  host: PanelHost,
  test: TestModel,
  level: number,
  stage: 'starting' | 'running' | 'expired',
): TemplateResult {
  const words = laterTexts(host);
  const text =
    stage === 'starting' ? nothing : html`<p class="muted">${words.text(`sso.test.text.${stage}`)}</p>`;
  return html`<div class="body" part="test-result"><section class="diagnosis">
    <header class="outcome is-waiting">${heading(level, html`${icon('clock')}`, words.text(`sso.test.heading.${stage}`))}${text}</header>
    ${
      test.blocked && test.startUrl && stage === 'running'
        ? html`<p class="row"><span>${words.text('sso.test.blocked.text')}</span><a class="btn primary" part="button button-primary" href=${test.startUrl} target="_blank" rel="noopener">${words.text('sso.test.open-tab')}${icon('external')}</a></p>`
        : nothing
    }
    ${test.quiet && stage === 'running' ? renderQuietHelp(host, test, level) : nothing}
    ${stage === 'expired' || test.quiet ? html`<div class="row">${renderAgain(host, test, words)}</div>` : nothing}
  </section></div>`;
}

function renderAgain(host: PanelHost, { target }: TestModel, words: LaterTexts): TemplateResult {
  return html`<button type="button" class="btn" part="button" @click=${() => void startTest(host, target)}>${words.text('sso.test.again.action')}${icon('external')}</button>`;
}

function renderPassed(host: PanelHost, test: TestModel, run: TestRunView, level: number): TemplateResult {
  const words = laterTexts(host);
  const who = run.identity?.email ?? run.identity?.nameId;
  const title = who
    ? words.rich('sso.test.heading.passed', { who: html`<bdi>${who}</bdi>` })
    : words.text('sso.test.heading.passed-unnamed');
  const when = host.texts.relative(new Date(run.at), host.now());
  return html`<div class="body solo" part="test-result">
    <header class="outcome">
      ${heading(level, html`<span class="good">${icon('ok')}</span>`, title)}
      <p class="muted">${words.text(`sso.test.tested.${run.target}`, { when })}</p>
    </header>
    ${block(level, words.text('sso.checks.heading'), renderChecks(host, words, run))}
    ${renderPerson(host, test, run, (title, content) => block(level, title, content))}
  </div>`;
}

function block(level: number, title: string, content: unknown): TemplateResult {
  return html`<section class="section" part="section">
    <header>${sectionHeading(level, title)}</header>
    <div class="stack">${content}</div>
  </section>`;
}

function renderFailed(host: PanelHost, test: TestModel, run: TestRunView, level: number): TemplateResult {
  const words = laterTexts(host);
  const view = loadedView(host.model);
  const product = wordsOf(host, run.target === 'draft' ? view.draft : view.live);
  if (!product) return renderResultLoading(host);
  const part = (title: string, content: unknown): TemplateResult =>
    html`<div class="part">${sectionHeading(level + 1, title)}${content}</div>`;
  return html`<div class="body" part="test-result"><section class="diagnosis" aria-labelledby="result-h">
    ${
      run.diagnosis
        ? renderDiagnosis(host, { ...product, diagnosis: run.diagnosis, level, test })
        : html`<header>${heading(level, html`<span class="bad">${icon('bad')}</span>`, words.text('sso.test.heading.failed'))}</header><div class="row">${renderAgain(host, test, words)}</div>`
    }
    ${part(words.text('sso.checks.heading'), renderChecks(host, words, run))}
    ${renderPerson(host, test, run, part)}
    ${run.diagnosis ? renderReport(host, run.diagnosis, test) : nothing}
  </section></div>`;
}

export function renderResultLoading({ texts }: PanelHost): TemplateResult {
  return html`<div class="body" part="test-result"><p class="muted" id="result-h" tabindex="-1">${texts.text('sso.test.loading')}</p></div>`;
}
