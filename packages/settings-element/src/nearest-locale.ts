// The language an element stands in.

/** The nearest `lang`, looked for through shadow roots; English where nobody says. */
export function nearestLocale(element: Element): string {
  for (let at: Element | null = element; at; at = hostOf(at)) {
    const lang = at.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang;
  }
  return 'en';
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
