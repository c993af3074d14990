// Namespace declarations that are accepted (xml-names §3): nothing rebound, nothing undeclared, nothing relative.

import { MAX_NAMESPACE_CHARACTERS } from './limits.ts';
import { XMLNS_NAMESPACE, XML_NAMESPACE } from './namespaces.ts';

/** What is wrong with a declaration, or null. */
export function checkNamespaceUri(prefix: string, uri: string): string | null {
  if (prefix === 'xml' || prefix === 'xmlns') return 'a reserved prefix declared';
  if (uri === XML_NAMESPACE || uri === XMLNS_NAMESPACE) return 'a reserved namespace given another prefix';
  if (uri === '') return prefix === '' ? null : 'a prefix undeclared';
  if (uri.length > MAX_NAMESPACE_CHARACTERS) return 'a namespace URI that is too long';
  // Absolute and in visible ASCII: canonicalizers differ about relative ones, and fail silently (xml-c14n §1.3).
  return /^[A-Za-z][A-Za-z0-9+.-]*:[!#-%'-;=?-~]*$/.test(uri)
    ? null
    : 'a namespace URI that is not absolute ASCII';
}
