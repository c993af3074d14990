// Two versions side by side, where they differ, and the steps of a draft.

import { css, type CSSResult } from 'lit';

export const differenceStyles: CSSResult = css`
  /* now and draft side by side; where two texts differ */
  .diff { display: grid; border: 1px solid var(--_border); border-radius: var(--_radius); overflow: clip; }
  .diff > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: calc(var(--_s) * 1) calc(var(--_s) * 4); padding: calc(var(--_s) * 3) calc(var(--_s) * 4); }
  .diff > div + div { border-block-start: 1px solid var(--_border); }
  .diff .side { display: grid; align-content: start; gap: calc(var(--_s) * 1); justify-items: start; }
  .diff .side small { font-size: var(--_fs-xs); color: var(--_muted); }
  mark { --c: var(--_accent); background: color-mix(in oklab, var(--c) 14%, var(--_surface)); color: inherit; border-radius: 2px; text-decoration: underline; text-decoration-color: var(--c); text-underline-offset: 0.25em; }
  .diff mark { background: color-mix(in oklab, var(--_danger) 16%, var(--_surface)); color: var(--_danger); border-radius: 2px; font-weight: 600; text-decoration: underline; text-underline-offset: 0.2em; }
  .progress { display: flex; gap: calc(var(--_s) * 2); flex-wrap: wrap; color: var(--_muted); font-size: var(--_fs-s); }
  .progress li { display: flex; align-items: center; gap: calc(var(--_s) * 1.5); }
  .progress li + li::before { content: ""; inline-size: 1.25rem; block-size: 1px; background: var(--_control); margin-inline-end: calc(var(--_s) * 0.5); }
  .progress [aria-current] { color: var(--_text); font-weight: 600; }
`;
