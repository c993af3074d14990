// "What to do": whose side, where to click in the provider's own words, and the repairs that one press begins.

import { SIGN_IN_TEXTS, type Diagnosis, type Repair } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { copyValue } from '../actions/copy.ts';
import { copyReport, copySteps, repair } from '../actions/repair.ts';
import { changeTest, startTest } from '../actions/test-run.ts';
import { laterTexts } from '../messages/later-texts.ts';
import { boldParts } from '../messages/texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type TestModel } from '../panel-model.ts';
import { renderBadge } from './badge.ts';
import type { DiagnosisOptions } from './diagnosis.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { shownEntityId } from './our-values.ts';

export function renderCure(host: PanelHost, options: DiagnosisOptions): TemplateResult {
  const words = laterTexts(host);
  const { diagnosis, product, shortName, level, test } = options;
  const lines = product.steps[diagnosis.reason];
  const side = words.text(`sso.side.${diagnosis.side}`, { provider: shortName });
  const title = html`${words.text('sso.cure.heading')} ${renderBadge(side, 'neutral', 'shield')}`;
  return html`<div class="cure">
    ${sectionHeading(level + 1, html`<span class="row">${title}</span>`)}
    ${
      lines
        ? html`<ol>${lines.map((line) => html`<li><span>${boldParts(line)}</span></li>`)}</ol>
            <p><button type="button" class="link small" @click=${() => void copySteps(host, lines)}>${words.text('sso.cure.copy')}</button></p>`
        : html`<p>${SIGN_IN_TEXTS[diagnosis.reason]?.cure ?? ''}</p>`
    }
    ${diagnosis.repairs.map((each) => renderQuestion(host, options, each))}
    ${
      test
        ? html`<div class="row">${renderButtons(host, options, test)}</div>${renderHelp(host, diagnosis)}`
        : html`<p class="help">${words.text('sso.activity.you-cant-repair')}</p>`
    }
  </div>`;
}

/** The report stands after everything that says what happened. */
export function renderReport(host: PanelHost, diagnosis: Diagnosis, test: TestModel | null): TemplateResult {
  const words = laterTexts(host);
  return html`<p class="row small"><button type="button" class="link" @click=${() => void copyReport(host, diagnosis, test)}>${words.text('sso.report.copy')}</button><span class="muted">${words.text('sso.report.help')}</span></p>`;
}

/** What a repair needs to know first: the compared fingerprint, or which value is the e-mail address. */
function renderQuestion(
  host: PanelHost,
  { shortName, test, product }: DiagnosisOptions,
  each: Repair,
): TemplateResult | typeof nothing {
  const words = laterTexts(host);
  if (each.kind === 'add_certificate_as_next' && test)
    return renderConfirmation(host, shortName, product, each, test);
  if (each.kind === 'map_email' && test)
    return html`<div class="field">
      <label for="email-choice">${words.text('sso.repair.map_email')}</label>
      <select class="input" part="input" id="email-choice">${each.choices.map((name) => html`<option value=${name}>${name}</option>`)}</select>
    </div>`;
  return nothing;
}

/** Confirmed elsewhere, or by the eyes of the admin: what a response shows proves nothing by itself. */
function renderConfirmation(
  host: PanelHost,
  provider: string,
  { fingerprint }: DiagnosisOptions['product'],
  { confirmedBy }: Extract<Repair, { kind: 'add_certificate_as_next' }>,
  test: TestModel,
): TemplateResult {
  const words = laterTexts(host);
  if (confirmedBy)
    return html`<p class="row tight"><span class="good">${icon('ok')}</span><span>${words.text(`sso.repair.confirmed.${confirmedBy}`)}</span></p>`;
  const tick = (event: Event): void =>
    changeTest(host, { matches: (event.target as HTMLInputElement).checked });
  return html`<div>
    <label class="choice"><input type="checkbox" .checked=${test.matches} @change=${tick} /><span>${words.text('sso.repair.matches', { provider })}</span></label>
    ${
      fingerprint?.hash === 'SHA-1'
        ? html`<p class="help">${words.text('sso.fingerprint.sha1', { provider, name: fingerprint.name })}</p>`
        : nothing
    }
  </div>`;
}

/** At most one primary button: the first repair that is made here, or the next test. */
function renderButtons(
  host: PanelHost,
  { diagnosis, shortName }: DiagnosisOptions,
  test: TestModel,
): TemplateResult[] {
  const words = laterTexts(host);
  const own = diagnosis.repairs.filter(({ kind }) => kind !== 'test_again');
  return diagnosis.repairs.map((each, index) => {
    const isMain = index === 0 && !(own.length > 0 && each.kind === 'test_again');
    const look = isMain ? 'btn primary' : 'btn';
    const part = isMain ? 'button button-primary' : 'button';
    const press = (event: Event): void => pressRepair(host, each, test, shortName, event);
    switch (each.kind) {
      case 'test_again':
        return html`<button type="button" class=${look} part=${part} @click=${() => void startTest(host, test.target)}>${words.text('sso.test.again.action')}${icon('external')}</button>`;
      case 'download_metadata':
        return html`<a class=${look} part=${part} download="sp-metadata.xml" href=${loadedView(host.model).serviceProvider.metadataUrl}>${words.text('sso.repair.download_metadata')}</a>`;
      case 'copy_acs_url':
      case 'copy_entity_id':
        return html`<button type="button" class=${look} part=${part} @click=${press}>${icon('copy')}${host.texts.text('sso.copy.name', { label: copyLabel(host, each.kind) })}</button>`;
      case 'use_entity_id_scope':
        return html`<button type="button" class=${look} part=${part} @click=${press}>${words.text(`sso.repair.use_entity_id_scope.${each.scope}`)}</button>`;
      case 'map_email':
        return html`<button type="button" class=${look} part=${part} @click=${press}>${words.text('sso.repair.map_email.use')}</button>`;
      case 'use_issuer':
      case 'allow_cbc_encryption':
      case 'add_certificate_as_next':
        return html`<button type="button" class=${look} part=${part} @click=${press}>${words.text(`sso.repair.${each.kind}`)}</button>`;
    }
  });
}

const copyLabel = (host: PanelHost, kind: 'copy_acs_url' | 'copy_entity_id'): string =>
  host.texts.text(kind === 'copy_acs_url' ? 'sso.acs.label' : 'sso.entity-id.label');

function pressRepair(host: PanelHost, each: Repair, test: TestModel, provider: string, event: Event): void {
  const view = loadedView(host.model);
  switch (each.kind) {
    case 'copy_acs_url':
      return void copyValue(
        host,
        'acsUrl',
        view.serviceProvider.acsUrl,
        copyLabel(host, each.kind),
        () => {},
      );
    case 'copy_entity_id':
      return void copyValue(
        host,
        'spEntityId',
        shownEntityId(host, view),
        copyLabel(host, each.kind),
        () => {},
      );
    case 'add_certificate_as_next':
      if (!each.certificate && !test.matches)
        return host.announce(laterTexts(host).text('sso.repair.tick-first', { provider }), true);
      return void repair(host, each, test.target);
    case 'map_email': {
      const select = (event.currentTarget as HTMLElement).closest('.cure')?.querySelector('select');
      return void repair(host, { kind: 'map_email', choices: [select?.value ?? ''] }, test.target);
    }
    case 'use_issuer':
    case 'allow_cbc_encryption':
    case 'use_entity_id_scope':
      return void repair(host, each, test.target);
    case 'download_metadata':
    case 'test_again':
  }
}

const DRAFT_REPAIRS = ['use_issuer', 'use_entity_id_scope', 'map_email', 'allow_cbc_encryption'] as const;

function renderHelp(host: PanelHost, { repairs }: Diagnosis): TemplateResult | typeof nothing {
  const words = laterTexts(host);
  const kinds = new Set(repairs.map(({ kind }) => kind));
  const next = repairs.find((each) => each.kind === 'add_certificate_as_next');
  if (next && !next.certificate)
    return html`<p class="help">${words.text('sso.repair.certificate.help')}</p>`;
  if (DRAFT_REPAIRS.some((kind) => kinds.has(kind)))
    return html`<p class="help">${words.text('sso.repair.draft.help')}</p>`;
  return nothing;
}
