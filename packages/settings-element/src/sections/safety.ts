// Everything about not being locked out, loaded with the first review: the review, codes, emergency admins, recovery.

export { loadImpact } from '../actions/impact.ts';
export { openReview } from '../actions/review.ts';
export { openRecovery, openWaysBack } from '../actions/ways-back.ts';
export { renderRecoveryForm } from './recovery-form.ts';
export { renderRequireDialog } from './require-dialog.ts';
export { renderWaysBack, renderWaysBackDialog } from './ways-back.ts';
