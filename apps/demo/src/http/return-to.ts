// Where to go after signing in: a page of ours, chosen here and never by the address alone.

const MAX_LENGTH = 2048;

/** The path when it stays on our pages, else `/`. */
export function safeReturnTo(text: string | undefined, publicUrl: string): string {
  if (!text || text.length > MAX_LENGTH) return '/';
  const url = URL.parse(text, publicUrl);
  // A `blob:` URL has the origin of what made it, and is no page.
  if (
    !url ||
    url.origin !== publicUrl ||
    !/^https?:$/.test(url.protocol) ||
    /^\/(\/|api\/|sso\/)/.test(url.pathname)
  )
    return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
