// The form and everything behind it, loaded when the fields unroll.

import { connectionEn } from '../messages/connection-en.ts';
import { fieldEn } from '../messages/field-en.ts';
import { formEn } from '../messages/form-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { guideStyles } from '../styles/guide.styles.ts';
import { upkeepStyles } from '../styles/upkeep.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
export { discardForm, hasUnsavedChanges, openForm, restoreForm, shelveForm } from '../actions/edit.ts';
export { save } from '../actions/save.ts';
export { keepEdit, readKeptEdit } from '../edit-store.ts';
export { renderConnectionForm } from './connection-form.ts';
export { renderSaveBar } from './save-bar.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn, ...fieldEn, ...formEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  guide: guideStyles,
  upkeep: upkeepStyles,
};
