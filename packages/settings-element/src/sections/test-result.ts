// The test sign-in: running, silent, passed or failed. Loaded with the first test.

import type { TestRunView } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { changeTest, startTest } from '../actions/test-run.ts';
import { guideNames } from '../guide-names.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import { loadedView, type PanelHost, type TestModel } from '../panel-model.ts';
import { diagnosisFor } from '../provider-diagnosis.ts';
import { renderChecks } from './checks.ts';
import { renderDiagnosis } from './diagnosis.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { renderQuietHelp } from './quiet-help.ts';

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
    ${block(level, words.text('sso.checks.heading'), renderChecks(words, run.checks))}
    ${run.identity ? block(level, words.text('sso.read.heading'), renderIdentity(host, test, words, run.identity)) : nothing}
    ${run.wouldMatch === undefined ? nothing : block(level, words.text('sso.match.heading'), html`<p>${matchText(words, run.wouldMatch)}</p>`)}
  </div>`;
}

function block(level: number, title: string, content: unknown): TemplateResult {
  return html`<section class="section" part="section">
    <header>${sectionHeading(level, title)}</header>
    <div class="stack">${content}</div>
  </section>`;
}

function matchText(words: LaterTexts, match: NonNullable<TestRunView['wouldMatch']> | null): unknown {
  if (!match) return words.text('sso.match.nobody');
  return match.name
    ? words.rich('sso.match.member', { name: match.name })
    : words.text('sso.match.member-unnamed');
}

function renderIdentity(
  host: PanelHost,
  test: TestModel,
  words: LaterTexts,
  identity: NonNullable<TestRunView['identity']>,
): TemplateResult {
  const row = (label: string, value: string | undefined): TemplateResult | typeof nothing =>
    value === undefined ? nothing : html`<dt>${label}</dt><dd><bdi>${value}</bdi></dd>`;
  const { attributes } = identity;
  const toggle = (): void => changeTest(host, { showsValues: !test.showsValues });
  return html`<dl class="facts">
      ${row(words.text('sso.read.name'), identity.name)}${row(words.text('sso.read.email'), identity.email)}${row(words.text('sso.read.nameid'), identity.nameId)}${row(words.text('sso.read.groups'), String(identity.groupCount))}
    </dl>
    ${
      attributes.length > 0
        ? html`<p><button type="button" class="link small" aria-expanded=${test.showsValues} @click=${toggle}>${words.count('sso.read.all', attributes.length)}</button></p>`
        : nothing
    }
    ${
      test.showsValues
        ? html`<dl class="facts small">${attributes.map(({ name, values }) => html`<dt><bdi dir="ltr">${name}</bdi></dt><dd><bdi>${values.join(', ')}</bdi></dd>`)}</dl>`
        : nothing
    }`;
}

function renderFailed(host: PanelHost, test: TestModel, run: TestRunView, level: number): TemplateResult {
  const words = laterTexts(host);
  const view = loadedView(host.model);
  const connection = run.target === 'draft' ? view.draft : view.live;
  const product = diagnosisFor(connection);
  const shortName = product.product === 'generic' ? guideNames(host).shortName : product.shortName;
  return html`<div class="body" part="test-result"><section class="diagnosis" aria-labelledby="result-h">
    ${
      run.diagnosis
        ? renderDiagnosis(host, { diagnosis: run.diagnosis, product, shortName, level, test })
        : html`<header>${heading(level, html`<span class="bad">${icon('bad')}</span>`, words.text('sso.test.heading.failed'))}</header><div class="row">${renderAgain(host, test, words)}</div>`
    }
    <div>
      ${sectionHeading(level + 1, words.text('sso.checks.heading'))}${renderChecks(words, run.checks)}
    </div>
  </section></div>`;
}
