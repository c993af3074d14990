// Keeps an edit over a reload of the page, in this tab's session storage. A private key never gets this far.

import { keptEditKey } from './kept-edit.ts';
import type { Edit } from './panel-model.ts';
import { parseForm } from './kept-form.ts';

/** Keeps or forgets the edit of one team. Storage that is full or forbidden only means that nothing is kept. */
export function keepEdit(teamId: string, edit: Edit | null): void {
  try {
    if (edit === null) return sessionStorage.removeItem(keptEditKey(teamId));
    const { form, base, revision, scopeChosen } = edit;
    sessionStorage.setItem(keptEditKey(teamId), JSON.stringify({ form, base, revision, scopeChosen }));
  } catch {
    // Nothing to do: the edit is still on the page.
  }
}

/** The kept edit, checked; what it began with is read from the server again. */
export function readKeptEdit(teamId: string): Edit | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keptEditKey(teamId)) ?? 'null');
    if (kept === null || typeof kept !== 'object') return null;
    const { form, base, revision, scopeChosen } = kept as Record<string, unknown>;
    const readForm = parseForm(form);
    const readBase = parseForm(base);
    if (!readForm || !readBase || typeof revision !== 'number') return null;
    return { form: readForm, base: readBase, edited: null, revision, scopeChosen: scopeChosen === true };
  } catch {
    return null;
  }
}
