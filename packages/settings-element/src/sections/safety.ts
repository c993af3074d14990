// Everything about not being locked out, loaded with the first review: impact, codes, emergency admins, recovery.

export { renderImpact } from './impact.ts';
export { renderCodes } from './recovery-codes.ts';
export { renderRecoveryForm } from './recovery-form.ts';
export { renderRecommendations } from './recommendations.ts';
export { renderEmergencyAdmins, renderWaysBack, renderWaysBackDialog } from './ways-back.ts';
