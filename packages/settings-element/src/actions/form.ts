// The form's own steps: change a value, set or clear what is wrong with it. Every other action is built on these.

import type { checkField, FieldIssue } from '../field-check.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import type { ConnectionForm, FormField } from '../settings-draft.ts';

export function changeForm(host: PanelHost, change: Partial<ConnectionForm>): void {
  const { edit, busy } = host.model;
  // What is on its way to the server stays as it is until the answer: nothing typed meanwhile could be lost.
  if (!edit || busy === 'saving') return;
  const next = { ...edit, form: { ...edit.form, ...change } };
  host.update({ edit: next });
  host.keep(next);
}

/** Refuses a private key: it leaves the field, is never sent and never kept. */
export function refusePrivateKey(host: PanelHost, field: FormField): void {
  const key = 'sso.field.private-key';
  changeForm(host, { [field]: '' });
  host.update({
    issues: [...withoutField(host.model.issues, field), { field, severity: 'error', key }],
    ...(field === 'certificates' ? { reading: { kind: 'unread' } } : {}),
  });
  host.announce(host.texts.text(key), true);
}

export function checkContext(host: PanelHost): Parameters<typeof checkField>[2] {
  const view = loadedView(host.model);
  return { guide: host.model.guide, serviceProvider: view.serviceProvider };
}

export function setFieldIssue(host: PanelHost, field: FormField, issue: FieldIssue | null): void {
  host.update({ issues: [...withoutField(host.model.issues, field), ...(issue ? [issue] : [])] });
}

function withoutField(issues: readonly FieldIssue[], field: FormField): readonly FieldIssue[] {
  return issues.filter((issue) => issue.field !== field);
}
