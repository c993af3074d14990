// The guide beside the form.

import { css, type CSSResult } from 'lit';

export const guideStyles: CSSResult = css`
  /* guide */
  .guide { min-inline-size: 0; align-self: start; background: var(--_raised); border-radius: var(--_radius); border: 1px solid var(--_border); }
  .guide > header { display: flex; align-items: baseline; justify-content: space-between; gap: calc(var(--_s) * 2); padding: calc(var(--_s) * 3.5) calc(var(--_s) * 4); border-block-end: 1px solid var(--_border); }
  .guide > footer { padding: calc(var(--_s) * 3) calc(var(--_s) * 4); border-block-start: 1px solid var(--_border); font-size: var(--_fs-s); color: var(--_muted); display: flex; justify-content: space-between; gap: calc(var(--_s) * 3); flex-wrap: wrap; }
  .steps { padding: calc(var(--_s) * 4); display: grid; }
  .step { position: relative; display: grid; grid-template-columns: 1.25rem minmax(0, 1fr); column-gap: calc(var(--_s) * 3); padding-block-end: calc(var(--_s) * 3.5); color: var(--_muted); }
  .step:last-child { padding-block-end: 0; }
  .step:not(:last-child)::before { content: ""; position: absolute; inset-block: 1.375rem 0.125rem; inset-inline-start: calc(0.625rem - 0.5px); inline-size: 1px; background: color-mix(in oklab, var(--_control) 45%, var(--_raised)); }
  .dot { inline-size: 1.25rem; block-size: 1.25rem; border-radius: 50%; border: 1.5px solid var(--_control); display: grid; place-items: center; color: transparent; margin-block-start: 0.05rem; }
  .dot .i { font-size: 0.75rem; stroke-width: 2.25; }
  .step:not(.done) .dot .i { visibility: hidden; }
  .step.done .dot { background: var(--_success); border-color: var(--_success); color: var(--_surface); }
  .step.done:not(:last-child)::before { background: var(--_success); opacity: 0.5; }
  .step[aria-current] { color: var(--_text); }
  .step[aria-current] .dot { border-color: var(--_accent); background: radial-gradient(circle, var(--_accent) 0 4px, transparent 4.5px); }
  .step[aria-current] .step-title { font-weight: 600; }
  .step-body { display: grid; gap: calc(var(--_s) * 2.5); padding-block-start: calc(var(--_s) * 1.5); font-size: var(--_fs-s); }
  .path { color: var(--_text); }
  .path b { font-weight: 600; }
  .map { display: grid; gap: calc(var(--_s) * 2); }
  .map li { display: grid; grid-template-columns: 1rem minmax(0, 1fr); gap: calc(var(--_s) * 2); }
  .map li > .i { margin-block-start: 0.1rem; color: var(--_success); } .map span .i { font-size: 0.875rem; }
  .map .todo { inline-size: 0.75rem; block-size: 0.75rem; border: 1.5px solid var(--_control); border-radius: 50%; margin: 0.3rem 0.125rem 0; }
  .map span { color: var(--_muted); } .map b { font-weight: 600; }
  .expand, .jump { display: none; }

  .map b { color: var(--_text); }
  .step-body > .path { color: inherit; } .step-body b { font-weight: 600; color: var(--_text); }
  .mark { justify-self: start; }
`;
