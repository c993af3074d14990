// Which attributes become e-mail address, name and groups: names to type, or to take from what the last test sent.

import { html, nothing, type TemplateResult } from 'lit';
import { changeForm } from '../actions/form.ts';
import {
  exampleOf,
  namesFor,
  sentAttributes,
  type Example,
  type MappedField,
} from '../attribute-examples.ts';
import { upkeepTexts, type UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import type { ConnectionForm } from '../settings-draft.ts';
import { renderText } from './option-fields.ts';

const FIELDS = [
  ['email', 'emailNames'],
  ['name', 'nameNames'],
  ['groups', 'groupNames'],
] as const;
type NamesField = (typeof FIELDS)[number][1];

export function renderAttributes(host: PanelHost): TemplateResult {
  const words = upkeepTexts(host);
  const form = host.model.edit?.form;
  if (!form) return html``;
  const sent = sentAttributes(loadedView(host.model));
  return html`<div class="options">
    <p class="help">${words.text('sso.attributes.intro')}</p>
    ${FIELDS.map(([mapped, field]) => renderNames(host, words, form, { mapped, field, sent }))}
    ${sent ? renderSent(host, words, form, sent) : html`<p class="muted">${words.text('sso.attributes.no-test')}</p>`}
  </div>`;
}

interface NamesOptions {
  readonly mapped: MappedField;
  readonly field: NamesField;
  readonly sent: readonly Example[] | null;
}

function renderNames(
  host: PanelHost,
  words: UpkeepTexts,
  form: ConnectionForm,
  { mapped, field, sent }: NamesOptions,
): TemplateResult {
  const provider = form.provider === '' ? undefined : form.provider;
  const typed = linesOf(form[field]);
  const names = namesFor(provider, typed.length > 0 ? { [mapped]: typed } : undefined, mapped);
  const example = sent ? exampleOf(names, sent) : null;
  const says = example
    ? html`${words.text('sso.attributes.example', { value: example.values.join(', ') })}`
    : sent
      ? html`<span class="warned">${words.text('sso.attributes.not-sent')}</span>`
      : nothing;
  const nameId = mapped === 'email' ? ` ${words.text('sso.attributes.nameid')}` : '';
  const usual =
    typed.length > 0
      ? nothing
      : html`<details class="usual"><summary>${words.text('sso.attributes.usual.show')}</summary><bdi dir="ltr" translate="no">${names.map((name) => html`${name}<br />`)}</bdi></details>`;
  return html`<div>
    ${renderText(host, form, { field, label: words.text(`sso.attributes.${mapped}`), help: html`${says}${nameId}`, lines: 2 })}${usual}
  </div>`;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What was sent, each with the places it may be used for. */
function renderSent(
  host: PanelHost,
  words: UpkeepTexts,
  form: ConnectionForm,
  sent: readonly Example[],
): TemplateResult {
  const use = (field: NamesField, name: string): void => {
    const others = linesOf(form[field]).filter((line) => line !== name);
    changeForm(host, { [field]: [name, ...others].join('\n') });
    host.focusOn(`option-${field}`);
  };
  return html`<section class="sent">
    <p class="label">${words.text('sso.attributes.in-test')}</p>
    <p class="help">${words.text('sso.attributes.in-test.help')}</p>
    <ul class="rows">
      ${sent.map(
        ({ name, values }) => html`<li>
          <div><bdi dir="ltr" translate="no">${name}</bdi><br /><span class="muted small"><bdi>${values.join(', ')}</bdi></span></div>
          <div class="row">
            ${FIELDS.map(([mapped, field]) => {
              const label = words.text(`sso.attributes.${mapped}`);
              const isUsed = linesOf(form[field]).includes(name);
              return html`<button type="button" class="btn small" part="button" aria-pressed=${isUsed} aria-label=${words.text('sso.attributes.use.name', { name, label })} @click=${() => use(field, name)}>${label}</button>`;
            })}
          </div>
        </li>`,
      )}
    </ul>
  </section>`;
}
