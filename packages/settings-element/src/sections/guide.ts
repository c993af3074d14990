// The guide beside the form: numbered steps in the provider's own words that tick themselves.

import type { GuideStep, ProviderGuide } from '@team-sso/core/providers/guide';
import { html, nothing, type TemplateResult } from 'lit';
import { tickStep } from '../actions/guide.ts';
import { guideFacts } from '../guide-facts.ts';
import { currentStep, stepsDone, type GuideFacts } from '../guide-progress.ts';
import { namedGuide } from '../guide-names.ts';
import type { SettingsMessageKey } from '../messages/messages.ts';
import { boldParts } from '../messages/texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';

export type GuidePlace = 'beside' | 'below' | 'off';

export function renderGuide(host: PanelHost, headingLevel: number): TemplateResult {
  return html`<slot name="guide">${renderOwnGuide(host, headingLevel)}</slot>`;
}

function renderOwnGuide(host: PanelHost, headingLevel: number): TemplateResult {
  const { texts, model } = host;
  const { guide } = model;
  const named = namedGuide(host);
  const title = named
    ? texts.text('sso.guide.heading', { provider: named.shortName })
    : texts.text('sso.guide.heading-unnamed');
  if (!guide)
    return html`<aside class="guide" part="guide" aria-labelledby="guide-h" ?data-open=${model.guideOpen}>
      <header>${sectionHeading(headingLevel, title, 'guide-h')}</header>
      <p class="steps help">${texts.text(model.guideFailed ? 'sso.guide.not-loaded' : 'sso.guide.loading')}</p>
    </aside>`;
  const facts = guideFacts(host);
  const done = stepsDone(guide, facts);
  const current = currentStep(guide, facts);
  const count = guide.steps.length;
  const finished = done.filter(Boolean).length;
  const toggle = (): void => host.update({ guideOpen: !model.guideOpen });
  return html`<aside class="guide" part="guide" aria-labelledby="guide-h" ?data-open=${model.guideOpen}>
    <header>${sectionHeading(headingLevel, title, 'guide-h')}<span class="small muted">${texts.text('sso.guide.progress', { done: finished, count })}</span></header>
    <ol class="steps">
      ${guide.steps.map((step, index) => renderStep(host, guide, step, { facts, done: done[index] === true, current: index === current }))}
    </ol>
    <slot name="guide-footer"></slot>
    <footer>
      <button type="button" class="link small expand" aria-expanded=${model.guideOpen} @click=${toggle}>${model.guideOpen ? texts.text('sso.guide.show-current') : texts.count('sso.guide.show-all', count)}</button
      ><span>${texts.text('sso.guide.checked', { month: texts.month(guide.lastChecked) })}</span>
    </footer>
  </aside>`;
}

interface StepState {
  readonly facts: GuideFacts;
  readonly done: boolean;
  readonly current: boolean;
}

function renderStep(
  host: PanelHost,
  guide: ProviderGuide,
  step: GuideStep,
  state: StepState,
): TemplateResult {
  const { texts } = host;
  const { done, current } = state;
  const byHand = step.fact === 'hand' || step.fact === 'assign';
  const tick = (): void => tickStep(host, guide.id, step.id, true);
  return html`<li class="step ${done ? 'done' : ''}" part="guide-step${done ? ' guide-step-done' : ''}" aria-current=${current && !done ? 'step' : nothing}>
    <span class="dot">${icon('check')}</span>
    <div>
      <p class="step-title">${step.title}${done ? html`<span class="sr"> (${texts.text('sso.done')})</span>` : nothing}</p>
      ${
        current && !done
          ? html`<div class="step-body">
            ${step.body.map((paragraph) => html`<p class="path">${boldParts(paragraph)}</p>`)}${renderOurs(host, step, state.facts)}${renderTheirs(host, step, state.facts)}${step.note ? html`<p class="muted">${boldParts(step.note)}</p>` : nothing}${
              byHand
                ? html`<button type="button" class="btn small mark" part="button" aria-label=${texts.text('sso.guide.mark-done.name', { step: step.title })} @click=${tick}>${texts.text('sso.guide.mark-done')}</button>`
                : nothing
            }
          </div>`
          : nothing
      }
    </div>
  </li>`;
}

const OUR_LABELS: Readonly<Record<string, SettingsMessageKey>> = {
  acsUrl: 'sso.acs.label',
  spEntityId: 'sso.entity-id.label',
  metadataUrl: 'sso.metadata-url.label',
  loginUrl: 'sso.start-url.label',
};
const THEIR_LABELS: Readonly<Record<string, SettingsMessageKey>> = {
  signOnUrl: 'sso.sign-on-url.label',
  idpEntityId: 'sso.issuer.label',
  signingCertificates: 'sso.certificate.label',
};

function renderOurs(
  host: PanelHost,
  { ours }: GuideStep,
  { copied }: GuideFacts,
): TemplateResult | typeof nothing {
  if (!ours) return nothing;
  return renderMap(
    host,
    ours.map(({ value, place }) => ({
      from: host.texts.text(OUR_LABELS[value] ?? 'sso.acs.label'),
      to: place,
      boldTo: true,
      done: copied.has(value),
    })),
  );
}

function renderTheirs(
  host: PanelHost,
  { theirs }: GuideStep,
  { filled }: GuideFacts,
): TemplateResult | typeof nothing {
  if (!theirs) return nothing;
  return renderMap(
    host,
    theirs.map(({ value, place }) => ({
      from: place,
      to: host.texts.text(THEIR_LABELS[value] ?? 'sso.issuer.label'),
      boldTo: false,
      done: filled.has(value),
    })),
  );
}

interface MapRow {
  readonly from: string;
  readonly to: string;
  /** Their name is the bold one: the target of a copy, or the source of a paste. */
  readonly boldTo: boolean;
  readonly done: boolean;
}

function renderMap({ texts }: PanelHost, rows: readonly MapRow[]): TemplateResult {
  return html`<ul class="map">
    ${rows.map(
      (row) => html`<li>
        ${row.done ? icon('check') : html`<span class="todo"></span>`}
        <span>${row.boldTo ? row.from : html`<b>${row.from}</b>`}<br />${icon('arrow')} ${row.boldTo ? html`<b>${row.to}</b>` : row.to}${row.done ? html`<span class="sr"> (${texts.text('sso.done')})</span>` : nothing}</span>
      </li>`,
    )}
  </ul>`;
}
