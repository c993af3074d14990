// Why a sign-in was refused: one headline, one cause, expected and received, and what to do on whose side.

import { SIGN_IN_TEXTS, type Diagnosis, type SignInReason } from '@team-sso/core';
import { recogniseMessage } from '@team-sso/core/providers/recognise-message';
import { html, nothing, type TemplateResult } from 'lit';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import { boldParts } from '../messages/texts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { TestModel } from '../panel-model.ts';
import { differingPart } from '../text-difference.ts';
import { renderComparedCertificates } from './compared-certificates.ts';
import { renderCure } from './cure.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import type { ProductWords } from './product-words.ts';

export interface DiagnosisOptions extends ProductWords {
  readonly diagnosis: Diagnosis;
  readonly level: number;
  /** The admin's own test; null for a member's sign-in, from which nothing is taken over. */
  readonly test: TestModel | null;
}

const OURS: ReadonlySet<Diagnosis['field']> = new Set(['acsUrl', 'spEntityId']);

export function renderDiagnosis(host: PanelHost, options: DiagnosisOptions): TemplateResult {
  const words = laterTexts(host);
  const { diagnosis, level, test } = options;
  const { title, cause } = SIGN_IN_TEXTS[diagnosis.reason] ?? { title: diagnosis.reason, cause: '' };
  const content = html`<span class="result-title" id=${test ? 'result-h' : nothing} tabindex=${test ? '-1' : nothing}><span class="bad">${icon('bad')}</span><span>${title}</span></span>`;
  return html`<header>${sectionHeading(level, content)}<p class="muted">${cause}</p></header>
    ${
      diagnosis.reason === 'signature_wrong_key'
        ? renderComparedCertificates(host, options, test?.target ?? 'live', diagnosis.certificate)
        : renderDifference(words, options)
    }
    ${diagnosis.nearMiss ? html`<p class="near"><span class="warned">${icon('warn')}</span><strong>${words.text(`sso.near.${diagnosis.nearMiss}`)}</strong></p>` : nothing}
    ${renderSpan(host, words, diagnosis)}${renderMessage(options)}${renderCure(host, options)}`;
}

/** How far the two clocks, or the person's patience, were apart. */
function renderSpan(
  host: PanelHost,
  words: LaterTexts,
  { reason, expected = '', received = '' }: Diagnosis,
): TemplateResult | typeof nothing {
  if (reason !== 'assertion_expired' && reason !== 'assertion_too_early') return nothing;
  const ours = Date.parse(/\S+$/.exec(expected)?.[0] ?? '');
  const seconds = Math.round(Math.abs(ours - Date.parse(received)) / 1_000);
  if (Number.isNaN(seconds)) return nothing;
  const span = spanText(host.texts.locale, seconds);
  return html`<p class="near"><span class="warned">${icon('clock')}</span><strong>${words.text(`sso.diagnosis.${reason}`, { span })}</strong></p>`;
}

function spanText(locale: string, seconds: number): string {
  const unit = (name: 'minute' | 'second', count: number): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(count);
  const minutes = Math.floor(seconds / 60);
  return [...(minutes > 0 ? [unit('minute', minutes)] : []), unit('second', seconds % 60)].join(' ');
}

/** The provider's own code or message, in words. */
function renderMessage({ diagnosis, product }: DiagnosisOptions): TemplateResult | typeof nothing {
  if (diagnosis.reason !== 'status_not_success' || !diagnosis.received) return nothing;
  const found = recogniseMessage(product.messages, diagnosis.received);
  if (!found) return nothing;
  return html`<p class="near"><span class="warned">${icon('warn')}</span><span><strong>${found.meaning}</strong> ${boldParts(found.cure)}</span></p>`;
}

function renderDifference(words: LaterTexts, options: DiagnosisOptions): TemplateResult | typeof nothing {
  const { expected, received, field } = options.diagnosis;
  if (expected === undefined && received === undefined) return nothing;
  const side = (
    title: string,
    help: string,
    text: string | undefined,
    other = '',
  ): TemplateResult => html`<div>
    <span class="side"><strong>${title}</strong><small>${help}</small></span>
    <div>${text ? marked(text, other) : html`<span class="muted">${words.text('sso.diagnosis.nothing')}</span>`}</div>
  </div>`;
  const expectedHelp = OURS.has(field) ? 'sso.diagnosis.expected.help-ours' : 'sso.diagnosis.expected.help';
  // Where no one value is expected, only what came is shown; where one is, nothing may have come.
  return html`<div class="diff">
    ${expected === undefined ? nothing : side(words.text('sso.diagnosis.expected'), words.text(expectedHelp), expected, received)}${side(
      words.text('sso.diagnosis.received'),
      words.text('sso.diagnosis.received.help', { provider: options.shortName }),
      received,
      expected,
    )}
  </div>`;
}

/** The part that differs is marked and underlined; a blank that nobody would see is shown as one. */
function marked(text: string, other: string): TemplateResult {
  const [before, different, after] = differingPart(text, other);
  const shown = different.trim() === '' ? different.replace(/\s/g, '␣') : different;
  return html`<bdi dir="ltr" translate="no">${before}${shown && other ? html`<mark>${shown}</mark>` : shown}${after}</bdi>`;
}

/** The headline of a refusal, for the line in the head. */
export function refusalTitle(reason: string | undefined): string | null {
  return (reason && SIGN_IN_TEXTS[reason as SignInReason]?.title) || null;
}
