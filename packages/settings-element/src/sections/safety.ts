// Everything about not being locked out, loaded with the first review: the review, codes, emergency admins, recovery.

import { connectionEn } from '../messages/connection-en.ts';
import { fieldEn } from '../messages/field-en.ts';
import { reviewEn } from '../messages/review-en.ts';
import type { PartTexts } from '../messages/messages.ts';
import { fieldStyles } from '../styles/fields.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { testingStyles } from '../styles/testing.styles.ts';
import type { PartStyles } from '../team-sso-settings.styles.ts';
export { loadImpact } from '../actions/impact.ts';
export { openReview } from '../actions/review.ts';
export { openRecovery, openWaysBack } from '../actions/ways-back.ts';
export { renderRecoveryForm } from './recovery-form.ts';
export { renderRequireDialog } from './require-dialog.ts';
export { renderWaysBack, renderWaysBackDialog } from './ways-back.ts';

/** What this part says. */
export const texts: PartTexts = { ...connectionEn, ...fieldEn, ...reviewEn };
/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  dialog: dialogStyles,
  testing: testingStyles,
};
