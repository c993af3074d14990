// People and roles: what is read about them, who may join, which role they get, how long sign-ins and tokens count.

import { connectionEn } from '../messages/connection-en.ts';
import { fieldEn } from '../messages/field-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { tableStyles } from '../styles/table.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { differenceStyles } from '../styles/difference.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import { upkeepStyles } from '../styles/upkeep.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
import { ROLE_TEXTS, type CodeText } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { changeMapping, changePeople, discardPeople, peopleForm, savePeople } from '../actions/people.ts';
import { exampleOf, isGroupOverage, namesFor, sentAttributes } from '../attribute-examples.ts';
import { upkeepTexts, type UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { differsFromPolicy, REAUTHENTICATE_HOURS, TOKEN_DAYS } from '../people-form.ts';
import type { PeopleForm } from '../upkeep-model.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';
import { renderRoleRules } from './role-rules.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn, ...fieldEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  table: tableStyles,
  dialog: dialogStyles,
  difference: differenceStyles,
  testing: testingStyles,
  upkeep: upkeepStyles,
};

export function renderPeople(host: PanelHost, level: number): TemplateResult {
  const words = upkeepTexts(host);
  const view = loadedView(host.model);
  const form = peopleForm(host);
  const dirty = differsFromPolicy(form, view.policy);
  const roles = view.roles ?? [];
  const group = (title: string, help: string | null, content: unknown): TemplateResult =>
    html`<section class="section" part="section">
      <header>${sectionHeading(level, title)}${help === null ? nothing : html`<p>${help}</p>`}</header>
      <div class="stack">${content}</div>
    </section>`;
  return html`<div class="body solo people-policy">
    ${view.live || view.draft ? group(words.text('sso.people.mapping'), null, renderMapping(host, words)) : nothing}
    ${group(words.text('sso.people.joining'), words.text('sso.people.joining.help'), renderJoining(host, words, form))}
    ${roles.length > 0 ? group(words.text('sso.people.roles'), words.text('sso.people.roles.help'), renderRoleRules(host, words, form)) : nothing}
    ${group(words.text('sso.people.sessions'), null, renderSessions(host, words, form))}
    <div class="row">
      ${dirty ? html`<span class="muted">${words.text('sso.people.unsaved')}</span><button type="button" class="btn quiet" part="button" @click=${() => discardPeople(host)}>${words.text('sso.people.discard')}</button>` : nothing}
      <button type="button" class="btn" part="button" aria-disabled=${host.model.busy ? 'true' : 'false'} @click=${() => void savePeople(host)}>${words.text('sso.people.save')}</button>
    </div>
  </div>`;
}

function renderMapping(host: PanelHost, words: UpkeepTexts): TemplateResult {
  const view = loadedView(host.model);
  const connection = view.draft ?? view.live;
  const sent = sentAttributes(view);
  const row = (field: 'email' | 'name' | 'groups'): TemplateResult => {
    const own = connection?.attributeMapping?.[field];
    const names = namesFor(connection?.provider, connection?.attributeMapping, field);
    const example = sent ? exampleOf(names, sent) : null;
    const from = example ? [example.name] : (own ?? []);
    return html`<tr>
      <th scope="row">${words.text(`sso.attributes.${field}`)}</th>
      <td data-label=${words.text('sso.people.mapping.column.from')}>${from.length > 0 ? from.map((name) => html`<bdi dir="ltr" translate="no">${name}</bdi><br />`) : html`<span class="muted">${words.text('sso.attributes.usual')}</span>`}</td>
      <td data-label=${words.text('sso.people.mapping.column.example')}>${
        example
          ? html`<bdi>${example.values.join(', ')}</bdi>`
          : html`<span class="muted">${words.text(sent ? 'sso.attributes.not-sent' : 'sso.attributes.not-tested')}</span>`
      }</td>
    </tr>`;
  };
  const column = (name: 'value' | 'from' | 'example'): TemplateResult =>
    html`<th scope="col">${words.text(`sso.people.mapping.column.${name}`)}</th>`;
  return html`<table class="table">
      <caption class="sr">${words.text('sso.people.mapping')}</caption>
      <thead><tr>${column('value')}${column('from')}${column('example')}</tr></thead>
      <tbody>${row('email')}${row('name')}${row('groups')}</tbody>
    </table>
    ${isGroupOverage(sent) ? html`<p class="hint is-warn">${icon('warn')}<span>${words.text('sso.people.overage')}</span></p>` : nothing}
    <div class="row"><button type="button" class="btn small" part="button" @click=${() => changeMapping(host)}>${words.text('sso.people.mapping.change')}</button></div>`;
}

function renderJoining(host: PanelHost, words: UpkeepTexts, form: PeopleForm): TemplateResult {
  const { domains, roles = [] } = loadedView(host.model);
  const choice = (value: PeopleForm['justInTime']): TemplateResult => html`<label class="choice"
    ><input type="radio" name="just-in-time" .checked=${form.justInTime === value} @change=${() => changePeople(host, { justInTime: value })} /><span
      >${words.text(`sso.people.jit.${value}`)}<small class="muted">${words.text(`sso.people.jit.${value}.help`)}</small></span
    ></label
  >`;
  const hasNoDomain = form.justInTime === 'on' && !domains.some(({ verified }) => verified);
  return html`<fieldset class="group choices-of">
      <legend class="sr">${words.text('sso.people.joining')}</legend>
      ${choice('off')}${choice('invite-only')}${choice('on')}
    </fieldset>
    ${hasNoDomain ? html`<p class="hint is-warn">${icon('warn')}<span>${words.text('sso.people.jit.no-domain')}</span></p>` : nothing}
    ${roles.length > 0 ? renderDefaultRole(host, words, form) : nothing}`;
}

function renderDefaultRole(host: PanelHost, words: UpkeepTexts, form: PeopleForm): TemplateResult {
  const { roles = [] } = loadedView(host.model);
  const issue = host.model.upkeep.peopleIssues['defaultRole'];
  const isKnown = roles.some(({ id }) => id === form.defaultRole);
  const choose = (event: Event): void =>
    changePeople(host, { defaultRole: (event.target as HTMLSelectElement).value });
  return html`<div class="field">
    <label for="default-role">${words.text('sso.people.default-role')}</label>
    <select class="input" part="input" id="default-role" aria-invalid=${issue ? 'true' : nothing} aria-describedby=${issue ? 'default-role-e' : nothing} @change=${choose}>
      ${isKnown ? nothing : html`<option value=${form.defaultRole} selected>${form.defaultRole}</option>`}
      ${roles.filter(({ owner, id }) => !owner || id === form.defaultRole).map(({ id, name }) => html`<option value=${id} .selected=${id === form.defaultRole}>${name}</option>`)}
    </select>
    ${issue ? html`<p class="error" part="error" id="default-role-e">${icon('bad')}<span>${issueText(issue)}</span></p>` : nothing}
  </div>`;
}

const TEXTS: Readonly<Partial<Record<string, CodeText>>> = ROLE_TEXTS;

function issueText(code: string): string {
  const text = TEXTS[code];
  return text ? `${text.title} ${text.cure}` : code;
}

function renderSessions(host: PanelHost, words: UpkeepTexts, form: PeopleForm): TemplateResult {
  const select = <Name extends 'guests' | 'serviceTokens'>(
    name: Name,
    label: string,
    options: readonly (readonly [PeopleForm[Name], string])[],
  ): TemplateResult => {
    const choose = (event: Event): void =>
      changePeople(host, { [name]: (event.target as HTMLSelectElement).value });
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <select class="input" part="input" id=${name} @change=${choose}>${options.map(([value, text]) => html`<option value=${value} .selected=${form[name] === value}>${text}</option>`)}</select>
    </div>`;
  };
  return html`${select('guests', words.text('sso.people.guests'), [
    ['required', words.text('sso.people.guests.required')],
    ['exempt', words.text('sso.people.guests.exempt')],
    ['blocked', words.text('sso.people.guests.blocked')],
  ])}${select('serviceTokens', words.text('sso.people.service-tokens'), [
    ['exempt', words.text('sso.people.service-tokens.exempt')],
    ['refused', words.text('sso.people.service-tokens.refused')],
  ])}${renderNumber(host, words, form, {
    field: 'personalTokenDays',
    label: words.text('sso.people.token-days'),
    help: words.text('sso.people.token-days.help'),
    limits: TOKEN_DAYS,
  })}${renderNumber(host, words, form, {
    field: 'reauthenticateAfterHours',
    label: words.text('sso.people.hours'),
    help: words.text('sso.people.hours.help'),
    limits: REAUTHENTICATE_HOURS,
  })}`;
}

interface NumberOptions {
  readonly field: 'personalTokenDays' | 'reauthenticateAfterHours';
  readonly label: string;
  readonly help: string;
  readonly limits: { readonly from: number; readonly to: number };
}

function renderNumber(
  host: PanelHost,
  words: UpkeepTexts,
  form: PeopleForm,
  { field, label, help, limits }: NumberOptions,
): TemplateResult {
  const issue = host.model.upkeep.peopleIssues[field];
  return html`<div class="field">
    <label for=${field}>${label}</label>
    <input class="input short" part="input" id=${field} inputmode="numeric" autocomplete="off" maxlength="5" .value=${form[field]} aria-invalid=${issue ? 'true' : nothing}
      aria-describedby=${issue ? `${field}-e ${field}-h` : `${field}-h`} @input=${(event: Event) => changePeople(host, { [field]: (event.target as HTMLInputElement).value })} />
    ${issue ? html`<p class="error" part="error" id="${field}-e">${icon('bad')}<span>${words.text('sso.people.number', limits)}</span></p>` : nothing}
    <p class="help" part="help" id="${field}-h">${help}</p>
  </div>`;
}
