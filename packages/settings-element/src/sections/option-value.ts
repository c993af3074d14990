// The value of an option to read; its words are loaded with the options themselves.

import { html, type TemplateResult } from 'lit';
import type { OptionField, OptionForm } from '../option-form.ts';
import type { PanelHost } from '../panel-host.ts';

export function renderOption(host: PanelHost, field: OptionField, form: OptionForm): TemplateResult {
  return host.part('options')?.renderOptionValue(host, field, form) ?? html`<bdi>${form[field]}</bdi>`;
}
