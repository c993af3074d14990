// The icons: 16 px drawings in the current colour, always beside a text, so hidden from screen readers.

import { svg, html, nothing, type TemplateResult } from 'lit';

const DRAWINGS = {
  arrow: svg`<path d="M3 8h9.500M9 4.5 12.5 8 9 11.5"/>`,
  bad: svg`<circle cx="8" cy="8" r="6"/><path d="m6 6 4 4m0-4-4 4"/>`,
  check: svg`<path d="m3.5 8.5 3 3 6-7"/>`,
  chevron: svg`<path d="m6 3.5 4.5 4.500L6 12.5"/>`,
  clock: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.800V8l2.2 1.6"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3.200A1.5 1.5 0 0 0 9 2.500H4A1.5 1.5 0 0 0 2.5 4v5c0 .6.3 1.1.8 1.3"/>`,
  dots: svg`<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2"/>`,
  draft: svg`<path d="m3 13 .6-2.9 6.9-6.900a1.5 1.5 0 0 1 2.2 2.200l-6.9 6.900Z"/>`,
  external: svg`<path d="M9 3h4v4m0-4L7.5 8.500M6.5 3.500h-2A1.5 1.5 0 0 0 3 5v6.500A1.5 1.5 0 0 0 4.5 13H11a1.5 1.5 0 0 0 1.5-1.500v-2"/>`,
  file: svg`<path d="M9 2.500H5A1.5 1.5 0 0 0 3.5 4v8A1.5 1.5 0 0 0 5 13.500h6a1.5 1.5 0 0 0 1.5-1.500V6Z"/><path d="M9 2.500V6h3.5"/>`,
  key: svg`<circle cx="5.5" cy="10.5" r="3"/><path d="m7.7 8.3 5.3-5.300m-2.5 2.5 2 2"/>`,
  lock: svg`<rect x="3.5" y="7" width="9" height="6.5" rx="1.5"/><path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>`,
  none: svg`<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.2 2.2"/>`,
  off: svg`<circle cx="8" cy="8" r="5.5"/>`,
  ok: svg`<circle cx="8" cy="8" r="6"/><path d="m5.5 8.3 1.8 1.8 3.3-3.9"/>`,
  on: svg`<circle cx="8" cy="8" r="5.5"/><circle cx="8" cy="8" r="2" fill="currentColor" stroke="none"/>`,
  plus: svg`<path d="M8 3.500v9M3.5 8h9"/>`,
  shield: svg`<path d="M8 2.2 13 4v3.700c0 3-2 5-5 6.1-3-1.1-5-3.1-5-6.100V4Z"/>`,
  star: svg`<path d="M8 2.5 9.6 6.200l4 .4-3 2.7.9 4L8 11.200l-3.5 2.1.9-4-3-2.7 4-.4Z"/>`,
  warn: svg`<path d="M8 2.5 14.5 13.500h-13Z"/><path d="M8 6.500v3m0 1.900v.1"/>`,
} as const;

export type IconName = keyof typeof DRAWINGS;

/** Icons that point somewhere turn round in right-to-left text. */
const DIRECTED: ReadonlySet<IconName> = new Set(['arrow', 'chevron', 'external']);

export function icon(name: IconName | null): TemplateResult | typeof nothing {
  if (name === null) return nothing;
  return html`<svg class=${DIRECTED.has(name) ? 'i flip' : 'i'} viewBox="0 0 16 16" aria-hidden="true">${DRAWINGS[name]}</svg>`;
}
