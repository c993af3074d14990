// Rules that give roles: tried in order, each with what it looks at, the value, and the role.

import { MAX_ROLE_RULES, ROLE_TEXTS, type CodeText, type RoleRule } from '@team-sso/core';
import { html, nothing, type TemplateResult } from 'lit';
import { addRule, changeRule, moveRule, removeRule } from '../actions/people.ts';
import { sentAttributes } from '../attribute-examples.ts';
import type { UpkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import type { PeopleForm } from '../upkeep-model.ts';
import { icon } from './icons.ts';

export function renderRoleRules(host: PanelHost, words: UpkeepTexts, form: PeopleForm): TemplateResult {
  const { roles = [] } = loadedView(host.model);
  const { roleRules: rules, defaultRole } = form;
  const role = roles.find(({ id }) => id === defaultRole)?.name ?? defaultRole;
  return html`${
    rules.length === 0
      ? html`<p class="muted">${words.text('sso.people.roles.none')}</p>`
      : html`<ol class="rules">${rules.map((rule, index) => renderRule(host, words, { rule, index, count: rules.length }))}</ol>
          <p class="help">${words.text('sso.people.roles.else', { role })}</p>`
  }
    ${renderSentNames(host)}
    ${
      rules.length < MAX_ROLE_RULES
        ? html`<div class="row"><button type="button" class="btn small" part="button" id="add-rule" @click=${() => addRule(host)}>${icon('plus')}${words.text('sso.people.rule.add')}</button></div>`
        : html`<p class="help">${words.text('sso.people.rule.limit')}</p>`
    }`;
}

/** Names of attributes that the last test brought, offered while one is typed. */
function renderSentNames(host: PanelHost): TemplateResult {
  const sent = sentAttributes(loadedView(host.model)) ?? [];
  return html`<datalist id="sent-names">${sent.map(({ name }) => html`<option value=${name}></option>`)}</datalist>`;
}

interface RuleOptions {
  readonly rule: RoleRule;
  readonly index: number;
  readonly count: number;
}

const TEXTS: Readonly<Partial<Record<string, CodeText>>> = ROLE_TEXTS;

function renderRule(host: PanelHost, words: UpkeepTexts, options: RuleOptions): TemplateResult {
  const { rule, index } = options;
  const { roles = [] } = loadedView(host.model);
  const issue = (field: 'attribute' | 'value' | 'role'): string | undefined =>
    host.model.upkeep.peopleIssues[`roleRules.${index}.${field}`];
  const change = (part: Partial<RoleRule>): void => changeRule(host, index, { ...rule, ...part });
  const where = (event: Event): void => {
    const { attribute: _, ...rest } = rule;
    const isAttribute = (event.target as HTMLSelectElement).value === 'attribute';
    changeRule(host, index, isAttribute ? { ...rest, attribute: '' } : rest);
  };
  const number = index + 1;
  const id = (name: string): string => `rule-${index}-${name}`;
  const isKnown = roles.some((each) => each.id === rule.role);
  const roleIssue = issue('role');
  return html`<li><div class="rule" role="group" aria-label=${words.text('sso.people.rule', { number })}>
    <div class="field">
      <label for="rule-${index}">${words.text('sso.people.rule.where')}</label>
      <select class="input" part="input" id="rule-${index}" @change=${where}>
        <option value="groups" .selected=${rule.attribute === undefined}>${words.text('sso.people.rule.groups')}</option>
        <option value="attribute" .selected=${rule.attribute !== undefined}>${words.text('sso.people.rule.attribute')}</option>
      </select>
    </div>
    ${
      rule.attribute === undefined
        ? nothing
        : renderRuleText(words, {
            id: id('attribute'),
            label: words.text('sso.people.rule.attribute.name'),
            value: rule.attribute,
            issue: issue('attribute'),
            error: 'sso.people.rule.attribute.required',
            list: 'sent-names',
            type: (attribute) => change({ attribute }),
          })
    }
    ${renderRuleText(words, { id: id('value'), label: words.text('sso.people.rule.value'), value: rule.value, issue: issue('value'), error: 'sso.people.rule.value.required', type: (value) => change({ value }) })}
    <div class="field">
      <label for=${id('role')}>${words.text('sso.people.rule.role')}</label>
      <select class="input" part="input" id=${id('role')} aria-invalid=${roleIssue ? 'true' : nothing} aria-describedby=${roleIssue ? `${id('role')}-e` : nothing} @change=${(event: Event) => change({ role: (event.target as HTMLSelectElement).value })}>
        ${isKnown ? nothing : html`<option value=${rule.role} selected>${rule.role}</option>`}
        ${roles.map((each) => html`<option value=${each.id} .selected=${each.id === rule.role}>${each.name}</option>`)}
      </select>
      ${roleIssue ? html`<p class="error" part="error" id="${id('role')}-e">${icon('bad')}<span>${TEXTS[roleIssue]?.title ?? roleIssue}</span></p>` : nothing}
    </div>
    ${renderRuleButtons(host, words, options)}
  </div></li>`;
}

interface RuleText {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly issue: string | undefined;
  readonly error: 'sso.people.rule.attribute.required' | 'sso.people.rule.value.required';
  readonly list?: string;
  readonly type: (text: string) => void;
}

function renderRuleText(
  words: UpkeepTexts,
  { id, label, value, issue, error, list, type }: RuleText,
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input class="input" part="input" id=${id} autocomplete="off" spellcheck="false" autocapitalize="off" maxlength="256" list=${list ?? nothing} .value=${value}
      aria-invalid=${issue ? 'true' : nothing} aria-describedby=${issue ? `${id}-e` : nothing} @input=${(event: Event) => type((event.target as HTMLInputElement).value)} />
    ${issue ? html`<p class="error" part="error" id="${id}-e">${icon('bad')}<span>${words.text(error)}</span></p>` : nothing}
  </div>`;
}

/** At an end a button stays where it is and does nothing, so that the focus has a place. */
function renderRuleButtons(
  host: PanelHost,
  words: UpkeepTexts,
  { index, count }: RuleOptions,
): TemplateResult {
  const number = index + 1;
  const button = (name: 'up' | 'down' | 'remove', isOff: boolean, press: () => void): TemplateResult =>
    html`<button type="button" class="icon-btn ${name}" aria-label=${words.text(`sso.people.rule.${name}`, { number })} aria-disabled=${isOff ? 'true' : nothing} @click=${() => isOff || press()}>${icon(name === 'remove' ? 'bad' : 'chevron')}</button>`;
  return html`<div class="rule-buttons">
    ${button('up', index === 0, () => moveRule(host, index, -1))}${button('down', index === count - 1, () => moveRule(host, index, 1))}${button('remove', false, () => removeRule(host, index))}
  </div>`;
}
