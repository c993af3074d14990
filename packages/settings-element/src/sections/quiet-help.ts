// The provider never answered: the admin says what its page showed, and learns what that means.

import { html, nothing, type TemplateResult } from 'lit';
import { changeTest } from '../actions/test-run.ts';
import { guideNames } from '../guide-names.ts';
import { laterTexts } from '../messages/later-texts.ts';
import { boldParts } from '../messages/texts.ts';
import { loadedView, type PanelHost, type TestModel } from '../panel-model.ts';
import { diagnosisFor } from '../provider-diagnosis.ts';
import { sectionHeading } from './heading.ts';

export function renderQuietHelp(host: PanelHost, test: TestModel, level: number): TemplateResult {
  const words = laterTexts(host);
  const view = loadedView(host.model);
  const product = diagnosisFor(test.target === 'draft' ? view.draft : view.live);
  const provider = product.product === 'generic' ? guideNames(host).shortName : product.shortName;
  const answers = [
    ...product.messages,
    {
      says: words.text('sso.test.quiet.other'),
      meaning: '',
      cure: words.text('sso.test.quiet.other.cure', { provider }),
    },
    {
      says: words.text('sso.test.quiet.closed'),
      meaning: '',
      cure: words.text('sso.test.quiet.closed.cure'),
    },
  ];
  const chosen = test.saw === null ? undefined : answers[test.saw];
  return html`<div class="quiet-help">
    ${sectionHeading(level + 1, words.text('sso.test.quiet.heading', { provider }))}
    <p class="muted">${words.text('sso.test.quiet.text')}</p>
    <div class="row">
      ${answers.map(({ says }, index) => html`<button type="button" class="btn small" part="button" aria-pressed=${test.saw === index} @click=${() => changeTest(host, { saw: index })}>${says}</button>`)}
    </div>
    <div role="status">${chosen ? html`<p><strong>${chosen.meaning}</strong> ${boldParts(chosen.cure)}</p>` : nothing}</div>
  </div>`;
}
