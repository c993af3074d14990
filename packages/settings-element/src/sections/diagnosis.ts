// Why a sign-in was refused: one headline, one cause, expected and received, and what to do on whose side.

import { SIGN_IN_TEXTS, type Diagnosis, type SignInReason } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
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
    ${renderCure(host, options)}`;
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
