// The provider never answered: the admin says what its page showed, or pastes it, and learns what that means.

import { recogniseMessage } from '@team-sso/core/providers/recognise-message';
import { html, nothing, type TemplateResult } from 'lit';
import { changeTest } from '../actions/test-run.ts';
import { laterTexts, type LaterTexts } from '../messages/later-texts.ts';
import { boldParts } from '../messages/texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type TestModel } from '../panel-model.ts';
import { sectionHeading } from './heading.ts';
import { wordsOf, type ProductWords } from './product-words.ts';

export function renderQuietHelp(
  host: PanelHost,
  test: TestModel,
  level: number,
): TemplateResult | typeof nothing {
  const words = laterTexts(host);
  const view = loadedView(host.model);
  const product = wordsOf(host, test.target === 'draft' ? view.draft : view.live);
  if (!product) return nothing;
  const provider = product.shortName;
  const answers = answersOf(words, product);
  const chosen = test.saw === null ? undefined : answers[test.saw];
  return html`<div class="quiet-help">
    ${sectionHeading(level + 1, words.text('sso.test.quiet.heading', { provider }))}
    <p class="muted">${words.text('sso.test.quiet.text')}</p>
    <div class="row">
      ${answers.map(({ says }, index) => html`<button type="button" class="btn small" part="button" aria-pressed=${test.saw === index} @click=${() => changeTest(host, { saw: index })}>${says}</button>`)}
    </div>
    ${renderPaste(host, words, product)}
    <div role="status">${chosen ? html`<p>${chosen.meaning ? html`<strong>${chosen.meaning}</strong> ` : nothing}${boldParts(chosen.cure)}</p>` : nothing}</div>
  </div>`;
}

/** The provider's own messages first; the last two are the same everywhere. */
function answersOf(
  words: LaterTexts,
  { product, shortName: provider }: ProductWords,
): ProductWords['product']['messages'] {
  const other = {
    says: words.text('sso.test.quiet.other'),
    meaning: '',
    cure: words.text('sso.test.quiet.other.cure', { provider }),
  };
  const closed = {
    says: words.text('sso.test.quiet.closed'),
    meaning: '',
    cure: words.text('sso.test.quiet.closed.cure'),
  };
  return [...product.messages, other, closed];
}

/** A pasted page or code is recognised here; it goes nowhere. */
function renderPaste(
  host: PanelHost,
  words: LaterTexts,
  { product: { messages } }: ProductWords,
): TemplateResult | typeof nothing {
  if (!messages.some(({ codes }) => codes && codes.length > 0)) return nothing;
  const recognise = (event: Event): void => {
    const text = (event.target as HTMLInputElement).value.trim();
    if (text === '') return changeTest(host, { saw: null });
    const found = recogniseMessage(messages, text);
    changeTest(host, { saw: found ? messages.indexOf(found) : messages.length });
  };
  return html`<div class="field">
    <label for="provider-message">${words.text('sso.test.quiet.paste')}</label>
    <input class="input" part="input" id="provider-message" autocomplete="off" spellcheck="false" maxlength="2000" @input=${recognise} />
  </div>`;
}
