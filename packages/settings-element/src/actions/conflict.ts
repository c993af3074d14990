// The choice after somebody else saved: theirs or mine, field by field.

import type { PanelHost } from '../panel-host.ts';
import { applyChoices, editedConnection, formOf, type FormField } from '../settings-draft.ts';
import { save } from './save.ts';

export function chooseSide(host: PanelHost, field: FormField, theirs: boolean): void {
  const { dialog } = host.model;
  if (dialog?.kind !== 'conflict') return;
  const keepTheirs = new Set(dialog.keepTheirs);
  if (theirs) keepTheirs.add(field);
  else keepTheirs.delete(field);
  host.update({ dialog: { ...dialog, keepTheirs } });
}

/** Back to a choice that was put off. */
export function compareAgain(host: PanelHost): void {
  const { setAside } = host.model;
  if (setAside) host.update({ dialog: setAside, setAside: null });
}

/** Goes on from what is saved now, with the choices made, and saves that. */
export async function saveMerged(host: PanelHost): Promise<void> {
  const { dialog, edit } = host.model;
  if (dialog?.kind !== 'conflict' || !edit) return;
  const { theirs, merge, keepTheirs } = dialog;
  // What the form doesn't show of a deleted connection is kept with what it does show.
  const edited = editedConnection(theirs) ?? edit.edited;
  const base = formOf(editedConnection(theirs));
  const form = applyChoices(merge.merged, base, keepTheirs);
  const next = { ...edit, form, base, edited, revision: theirs.revision };
  host.update({
    dialog: null,
    load: { kind: 'ready', view: theirs },
    edit: next,
    issues: [],
    summarised: false,
  });
  host.keep(next);
  await save(host);
}
