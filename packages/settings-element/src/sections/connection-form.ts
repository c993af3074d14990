// The form of a first set-up or a change: provider, our values, theirs, with the guide beside it.

import { PROVIDER_NAMES } from '@team-sso/core/providers/catalogue';
import { html, nothing, type TemplateResult } from 'lit';
import { chooseProvider } from '../actions/edit.ts';
import { currentStep } from '../guide-progress.ts';
import { guideFacts } from '../guide-facts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { ConnectionForm } from '../settings-draft.ts';
import { renderErrorSummary } from './error-summary.ts';
import { renderGuide, type GuidePlace } from './guide.ts';
import { renderFold } from './fold.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { renderOurValues } from './our-values.ts';
import { renderScope } from './scope-choice.ts';
import { renderSource } from './source.ts';

export function renderConnectionForm(
  host: PanelHost,
  headingLevel: number,
  place: GuidePlace,
): TemplateResult {
  const { texts } = host;
  const facts = guideFacts(host);
  const copied = facts.copied.has('acsUrl') && facts.copied.has('spEntityId');
  const filled = facts.filled.size === 3;
  return html`<div class="body ${place === 'beside' ? 'with-guide' : ''}" id="body">
    <div class="form">
      ${renderErrorSummary(host, headingLevel)}
      <slot name="before-fields"></slot>
      ${renderProviderChoice(host, place)}
      ${numbered(headingLevel, 1, copied, texts.text('sso.ours.heading'), renderOurValues(host, renderScope(host)))}
      ${numbered(headingLevel, 2, filled, texts.text('sso.theirs.heading'), renderSource(host))}
      ${renderFolds(host, headingLevel)}
      <slot name="after-fields"></slot>
    </div>
    ${place === 'off' ? nothing : renderGuide(host, headingLevel)}
  </div>`;
}

/** What most never need: it stays folded. */
function renderFolds(host: PanelHost, headingLevel: number): TemplateResult {
  const { texts } = host;
  return html`<div class="folds">
    ${renderFold(host, {
      name: 'attributes',
      label: texts.text('sso.fold.attributes'),
      content: () => host.part('options')?.renderAttributes(host),
    })}${renderFold(host, {
      name: 'options',
      label: texts.text('sso.fold.options'),
      content: () => host.part('options')?.renderOptions(host, headingLevel),
    })}
  </div>`;
}

function numbered(
  level: number,
  number: number,
  done: boolean,
  title: string,
  content: TemplateResult,
): TemplateResult {
  const mark = html`<span class="num ${done ? 'done' : ''}">${done ? icon('check') : number}</span>${title}`;
  return html`<section class="section" part="section">
    <header>${sectionHeading(level, mark)}</header>
    <div class="stack">${content}</div>
  </section>`;
}

function renderProviderChoice(host: PanelHost, place: GuidePlace): TemplateResult {
  const { texts, model } = host;
  const chosen = model.edit?.form.provider ?? '';
  const choose = (event: Event): void =>
    chooseProvider(host, (event.target as HTMLSelectElement).value as ConnectionForm['provider']);
  const option = (value: string, label: string): TemplateResult =>
    html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
  const step = model.guide ? currentStep(model.guide, guideFacts(host)) + 1 : 0;
  return html`<div class="field" part="field">
    <label part="label" for="provider">${texts.text('sso.provider.label')}</label>
    <select class="input" part="input" id="provider" aria-describedby="provider-h" @change=${choose}>
      ${chosen === '' ? option('', texts.text('sso.provider.choose')) : nothing}
      ${PROVIDER_NAMES.map(([id, name]) => option(id, name))}${option('generic', texts.text('sso.provider.other'))}
    </select>
    <p class="help" part="help" id="provider-h">${texts.text('sso.provider.help')}</p>
    <slot name="provider-extra"></slot>
    ${
      place !== 'off' && step > 0
        ? html`<button type="button" class="link small jump" @click=${() => host.focusOn('guide')}>${texts.text('sso.provider.jump', { number: step })}</button>`
        : nothing
    }
  </div>`;
}
