// Everything about not being locked out, loaded with the first review: the review, codes, emergency admins, recovery.

export { renderRecoveryForm } from './recovery-form.ts';
export { renderRequireDialog } from './require-dialog.ts';
export { renderWaysBack, renderWaysBackDialog } from './ways-back.ts';
