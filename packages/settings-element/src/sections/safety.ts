// Everything about not being locked out, loaded with the first review: the review, codes, emergency admins, recovery.

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

/** What the element's style sheet gets with this part. */
export const styles: PartStyles = {
  fields: fieldStyles,
  dialog: dialogStyles,
  testing: testingStyles,
};
