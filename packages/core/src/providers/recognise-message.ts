// Which of a provider's messages an admin pasted or typed.

import type { ProviderMessage } from './diagnosis.ts';

/** The message whose code or phrase is in the text; of several the longest code. Null when none is. */
export function recogniseMessage(messages: readonly ProviderMessage[], text: string): ProviderMessage | null {
  let found: ProviderMessage | null = null;
  let longest = 0;
  for (const message of messages) {
    for (const code of message.codes ?? []) {
      if (code.length > longest && holdsCode(text, code)) {
        found = message;
        longest = code.length;
      }
    }
  }
  return found;
}

/** A code counts as a whole word: AADSTS50011 isn't in AADSTS500113. */
function holdsCode(text: string, code: string): boolean {
  const plain = text.toLowerCase();
  const wanted = code.toLowerCase();
  for (let at = plain.indexOf(wanted); at !== -1; at = plain.indexOf(wanted, at + 1)) {
    if (!/\w/.test(plain.charAt(at - 1)) && !/\w/.test(plain.charAt(at + wanted.length))) return true;
  }
  return false;
}
