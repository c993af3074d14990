// The form body, its sections, fields, copy fields and facts.

import { css, type CSSResult } from 'lit';

export const fieldStyles: CSSResult = css`
  /* body: form with the guide beside it; .solo = label column and fields */
  .form { display: grid; gap: calc(var(--_s) * 8); min-inline-size: 0; align-content: start; }
  .section { display: grid; gap: calc(var(--_s) * 4); min-inline-size: 0; align-content: start; }
  .section > header { display: grid; gap: calc(var(--_s) * 0.5); align-content: start; }
  .section > header p { color: var(--_muted); font-size: var(--_fs-s); }
  .section :is(h3, h4, h5) { line-height: 1.5; display: flex; align-items: center; gap: calc(var(--_s) * 2.5); }
  .num { display: grid; place-items: center; inline-size: 1.375rem; block-size: 1.375rem; flex: none; border-radius: 50%; border: 1px solid var(--_control); font-size: var(--_fs-xs); font-weight: 600; color: var(--_muted); font-variant-numeric: tabular-nums; }
  .num.done { color: var(--_success); border-color: var(--_success); }
  .num .i { font-size: 0.75rem; stroke-width: 2; }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--_s) * 4); min-inline-size: 0; align-content: start; justify-items: stretch; }
  .stack > .btn, .stack > .row { justify-self: start; }
  /* fields */
  .field { display: grid; gap: calc(var(--_s) * 1); min-inline-size: 0; }
  .field > label, .field > legend, .label { font-weight: 500; }
  .input { font: inherit; inline-size: 100%; min-block-size: var(--_h); padding: calc(var(--_s) * 1.5) calc(var(--_s) * 2.5); border: 1px solid var(--_control); border-radius: var(--_radius); background: var(--_surface); color: var(--_text); text-align: start; }
  .input[dir="ltr"] { font-family: var(--_mono); font-size: 0.9em; font-variant-ligatures: none; text-align: left; }
  .input::placeholder { color: var(--_muted); opacity: 1; }
  .input:focus-visible { outline-offset: -1px; border-color: var(--_focus); }
  textarea.grow { field-sizing: content; resize: none; word-break: break-all; } /* a URL wraps: all of it can be compared; line breaks are dropped on input */
  textarea.input:not(.grow) { resize: vertical; font-size: 0.8em; }
  textarea.input { line-height: 1.55; display: block; }
  select.input { appearance: none; padding-inline-end: 2.25rem; background-image: linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(-45deg, transparent 50%, currentColor 50%); background-size: 5px 5px; background-repeat: no-repeat; background-position: right 19px center, right 14px center; cursor: pointer; }
  select.input:dir(rtl) { background-position: left 14px center, left 19px center; }
  .field:has([aria-invalid="true"]) .input { border-color: var(--_danger); box-shadow: inset 0 0 0 1px var(--_danger); }
  .error, .hint { display: flex; gap: 0.5em; font-size: var(--_fs-s); color: var(--_danger); }
  .error .i, .hint .i { margin-block-start: 0.12em; }
  .hint.is-warn { color: var(--_warning); }
  .group { display: block; } .group > legend { font-weight: 600; padding-block-end: calc(var(--_s) * 2); } .group + .group { margin-block-start: calc(var(--_s) * 2); }
  .choice { display: flex; gap: calc(var(--_s) * 2); align-items: flex-start; }
  .choice input { inline-size: 1.125rem; block-size: 1.125rem; margin: 0.1rem 0 0; accent-color: var(--_accent); flex: none; }
  /* copy field: the value wraps, is selectable and never truncated */
  .copy { display: flex; align-items: flex-start; border: 1px solid var(--_border); border-radius: var(--_radius); background: var(--_raised); padding: calc(var(--_s) * 0.75); padding-inline-start: calc(var(--_s) * 2.5); gap: calc(var(--_s) * 2); }
  .copy textarea { flex: 1; min-inline-size: 0; field-sizing: content; min-block-size: 0; resize: none; border: 0; padding: calc(var(--_s) * 1) 0; margin: 0; background: none; color: inherit; font: 400 0.9em/1.5 var(--_mono); font-variant-ligatures: none; text-align: left; word-break: break-all; }
  .copy:focus-within { border-color: var(--_control); }
  .copy .btn { min-inline-size: 5.4rem; }
  /* facts: name and value pairs */
  .facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: calc(var(--_s) * 1.5) calc(var(--_s) * 5); }
  .facts dt { color: var(--_muted); }
  .facts dd { min-inline-size: 0; overflow-wrap: anywhere; }

  /* what was read in a certificate */
  .files { margin-block-start: calc(var(--_s) * 1); }
  .box.read { gap: calc(var(--_s) * 2); margin-block-start: calc(var(--_s) * 1); }
  .read-list { display: grid; gap: calc(var(--_s) * 3); }
  .read-list .row { justify-content: space-between; color: var(--_muted); }
  .field > .seg { margin-block-start: calc(var(--_s) * 0.5); }
  .choice.next { margin-block-start: calc(var(--_s) * 2); }

  /* the bar at the foot never covers what has the focus */
  .form :is(input, select, textarea, button, a), .guide :is(button, a) { scroll-margin-block: calc(var(--_s) * 4) calc(var(--_h) + var(--_s) * 10); }
  /* fingerprints */
  .fp { display: block; font: 400 calc(var(--_fs) * 0.82)/1.6 var(--_mono); color: var(--_muted); font-variant-numeric: tabular-nums; font-variant-ligatures: none; max-inline-size: 49ch; overflow-wrap: anywhere; text-align: start; }
  .fp b { font-weight: 600; color: var(--_text); }
`;
