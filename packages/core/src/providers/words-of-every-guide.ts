// The steps that end every guide, and sentences that most guides share.

import type { StepFacts } from './guide.ts';
import type { Words } from './words.ts';

/** What follows at our own page once the provider is set up. */
export const CLOSING_STEPS: readonly StepFacts[] = [
  { id: 'save', fact: 'saved' },
  { id: 'prove', fact: 'proven' },
];

export const words = {
  'copy.title': 'Paste 2 values',
  'nameid.title': 'Send the e-mail address',
  'fill.title': 'Bring 3 values back',
  'assign.title': 'Give people access',
  'save.title': 'Save',
  'save.1': 'Press **Save** on this page. Passwords keep working.',
  'prove.title': 'Sign in once by SSO',
  'prove.1': 'It proves that everything fits, and lets you require SSO later.',
} satisfies Words;
