// The line under a field: the error or the warning, in words, with the values it speaks of.

import { html, nothing, type TemplateResult } from 'lit';
import type { FieldIssue } from '../field-check.ts';
import { guideNames, namedGuide } from '../guide-names.ts';
import type { MessageValue } from '../messages/texts.ts';
import type { PanelHost } from '../panel-host.ts';
import type { FormField } from '../settings-draft.ts';
import { icon } from './icons.ts';

export function issueOf({ model }: PanelHost, field: FormField): FieldIssue | null {
  return model.issues.find((issue) => issue.field === field) ?? null;
}

/** The words of an issue with its patterns set left-to-right, for under the field. */
export function renderFieldMessage(host: PanelHost, field: FormField): TemplateResult | typeof nothing {
  const issue = issueOf(host, field);
  if (!issue) return nothing;
  const isError = issue.severity === 'error';
  return html`<p class=${isError ? 'error' : 'hint is-warn'} part=${isError ? 'error' : 'help'} id="${field}-e">
    ${icon(isError ? 'bad' : 'warn')}<span>${host.texts.rich(issue.key, shownValues(host, issue))}${requiredPattern(host, issue)}</span>
  </p>`;
}

function shownValues(host: PanelHost, { values = {} }: FieldIssue): Record<string, MessageValue> {
  const date = values['date'];
  return {
    ...values,
    ...(values['pattern'] ? { pattern: ltr(values['pattern']) } : {}),
    ...(date ? { date: host.texts.date(new Date(date)) } : {}),
  };
}

/** An empty field says what the value looks like at this provider. */
function requiredPattern(host: PanelHost, { key, field }: FieldIssue): unknown {
  const pattern =
    field === 'signOnUrl' || field === 'idpEntityId' ? namedGuide(host)?.patterns[field] : undefined;
  if (!key.startsWith('sso.field.required') || !pattern) return nothing;
  const values = { provider: guideNames(host).shortName, pattern: ltr(pattern.shape) };
  return html` ${host.texts.rich('sso.field.required.pattern', values)}`;
}

const ltr = (text: string): TemplateResult => html`<bdi dir="ltr" translate="no">${text}</bdi>`;
