// The summary after a Save with errors: it takes the focus and leads to each field.

import { html, nothing, type TemplateResult } from 'lit';
import type { FieldIssue } from '../field-check.ts';
import type { SettingsMessageKey } from '../messages/messages.ts';
import { isOptionField, type OptionField } from '../option-form.ts';
import type { PanelHost } from '../panel-host.ts';
import { FORM_FIELDS, type FormField } from '../settings-draft.ts';
import { sectionHeading } from './heading.ts';
import { icon } from './icons.ts';

const LABELS: Readonly<Record<Exclude<FormField, OptionField>, SettingsMessageKey>> = {
  provider: 'sso.provider.label',
  spEntityIdScope: 'sso.entity-id.scope',
  signOnUrl: 'sso.sign-on-url.label',
  idpEntityId: 'sso.issuer.label',
  certificates: 'sso.certificate.label',
};

export function fieldLabel(host: PanelHost, field: FormField): string {
  return isOptionField(field)
    ? (host.part('options')?.optionLabel(host, field) ?? '')
    : host.texts.text(LABELS[field]);
}

/** The errors that keep the form from being saved, in the order of the form. */
export function blockingIssues({ model }: PanelHost): readonly FieldIssue[] {
  return FORM_FIELDS.flatMap(
    (field) => model.issues.find((issue) => issue.field === field && issue.severity === 'error') ?? [],
  );
}

export function renderErrorSummary(host: PanelHost, headingLevel: number): TemplateResult | typeof nothing {
  const { texts, model } = host;
  const issues = blockingIssues(host);
  if (!model.summarised || issues.length === 0) return nothing;
  return html`<div class="box banner is-bad summary" role="group" tabindex="-1" id="summary" aria-labelledby="summary-h">
    ${icon('warn')}
    <div>
      ${sectionHeading(headingLevel, texts.count('sso.summary', issues.length), 'summary-h')}
      <ul>
        ${issues.map(
          (issue) => html`<li>
            <button type="button" class="link" @click=${() => host.focusOn(isOptionField(issue.field) ? `option-${issue.field}` : issue.field)}>${texts.text(
              'sso.summary.entry',
              {
                label: fieldLabel(host, issue.field),
                error: firstSentence(texts.text(issue.key, issue.values)),
              },
            )}</button>
          </li>`,
        )}
      </ul>
    </div>
  </div>`;
}

/** The summary names the mistake; the cure stands at the field. */
function firstSentence(text: string): string {
  return (/^.+?(?=[.。](\s|$))/.exec(text)?.[0] ?? text).trim();
}
