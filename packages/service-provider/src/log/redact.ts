// What must never stand in a log line, whoever put it into an event: the last net, not the first.

const MAX_TEXT_LENGTH = 200;
/** More is never looked at: patterns take longer than the text they read is long. */
const MAX_READ_LENGTH = 2000;
/** Half of a secret key, of a ticket or of a cookie is 128 bits; a fingerprint is lower-case hex and may be told. */
const TOKEN = /(?![0-9a-f]+(?![A-Za-z0-9+/_-]))[A-Za-z0-9+/_-]{40,}={0,2}/g;

/** In this order: a later pattern must not tear what an earlier one names. */
const SECRETS: readonly (readonly [string, RegExp])[] = [
  ['[pem]', /-----BEGIN[\s\S]*?(?:-----END[^-]*-----|$)/g],
  ['[xml]', /<[\s\S]*>/g],
  ['//[credentials]/', /\/\/[^/\s@]*@/g],
  ['[email]', /[^\s<>@"'(),;:=?&]+(?:@|%40)[^\s<>@"'(),;:&]+/g],
  ['[token]', TOKEN],
];

/** A text without e-mail addresses, markup, PEM blocks and long tokens, and not longer than 200 characters. */
export function redactText(text: string): string {
  let redacted = text.slice(0, MAX_READ_LENGTH);
  for (const [name, pattern] of SECRETS) redacted = redacted.replace(pattern, name);
  return redacted.length > MAX_TEXT_LENGTH ? `${redacted.slice(0, MAX_TEXT_LENGTH)}…` : redacted;
}

/**
 * Where an error was made, without its message: that may hold what a host or a driver put there.
 * Its code is kept, if it has one of the usual shape (`ECONNREFUSED`, `57P01`).
 */
export function redactCause(cause: unknown): { readonly code?: string; readonly frames?: readonly string[] } {
  if (!(cause instanceof Error)) return {};
  const code =
    'code' in cause && typeof cause.code === 'string' ? /^\w{1,40}$/.exec(cause.code)?.[0] : undefined;
  // The message comes first in a stack, and may have lines of its own that look like frames.
  const stack = (cause.stack ?? '').replace(cause.message, () => '');
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at (?:[\w.<>[\] ]+ \()?(?:file:|node:|\/|[A-Za-z]:\\)[^\s?#@]*:\d+\)?$/.test(line))
    .map((line) => line.trim());
  return { ...(code === undefined ? {} : { code }), ...(frames.length > 0 ? { frames } : {}) };
}
