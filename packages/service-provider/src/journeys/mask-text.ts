// What is kept of a message for an admin to compare: bounded, on one line, personal parts masked.

export const MAX_KEPT_LENGTH = 512;

/** What stands between addresses ends one: of several, each is masked. */
const ADDRESS = /[^\s@<>"'/:,;|=&?#()[\]]+@[^\s@<>"'/:,;|=&?#()[\]]+/g;

/** A value a rule compared, as it is kept: control characters out, e-mail addresses masked, not too long. */
export function maskText(text: string): string {
  const line = text.slice(0, MAX_KEPT_LENGTH * 2).replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return line.replace(ADDRESS, maskEmail).slice(0, MAX_KEPT_LENGTH);
}

/** `ana.ruiz@acme.example` → `a•••@acme.example`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? '•••' : `${Array.from(email)[0]}•••${email.slice(at)}`;
}

/** A person's value: the first character, so that two can be told apart and neither is kept. */
export function maskValue(value: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(value)) return maskEmail(value);
  const [first = ''] = Array.from(value);
  return value.length <= 1 ? '•' : `${first}•••`;
}
