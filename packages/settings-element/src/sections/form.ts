// The form and everything behind it, loaded when the fields unroll.

export { discardForm, hasUnsavedChanges, openForm, restoreForm, shelveForm } from '../actions/edit.ts';
export { save } from '../actions/save.ts';
export { keepEdit, readKeptEdit } from '../edit-store.ts';
export { renderConnectionForm } from './connection-form.ts';
export { renderSaveBar } from './save-bar.ts';
