// Sentences that several diagnoses share.

import type { Words } from './words.ts';

export const words = {
  beside: 'Paste it here beside the one you have.',
  start: 'Start the sign-in from our page, or let people open our start URL instead of the tile there.',
  clock: 'On that server, switch on a time service.',
  encryption: 'Load our metadata there again: it holds our encryption certificate. Or switch encryption off.',
} satisfies Words;
