// Checks, diagnosis, and the steps of a draft.

import { css, type CSSResult } from 'lit';

export const testingStyles: CSSResult = css`
  .checks { display: grid; }
  .check { display: grid; grid-template-columns: 1rem 6.5rem minmax(0, 1fr); gap: calc(var(--_s) * 3); padding-block: calc(var(--_s) * 1.75); border-block-start: 1px solid var(--_border); }
  .check:first-child { border: 0; padding-block-start: 0; }
  .check > .i { margin-block-start: 0.15rem; color: var(--c, var(--_muted)); }
  .check > :nth-child(3) { color: var(--_muted); overflow-wrap: anywhere; }
  .check.is-bad > :nth-child(2), .check.is-bad > :nth-child(3) { color: var(--_danger); }
  .diagnosis { display: grid; gap: calc(var(--_s) * 5); }
  .diagnosis > header, .outcome { display: grid; gap: calc(var(--_s) * 1); }
  .result-title { font-size: calc(var(--_fs) * 1.143); display: flex; gap: calc(var(--_s) * 2); align-items: flex-start; min-inline-size: 0; overflow-wrap: anywhere; }
  .result-title:focus { outline: none; }
  .result-title .i { font-size: 1.25rem; margin-block-start: 0.05rem; }
  .near { display: flex; gap: calc(var(--_s) * 2); }
  .cure, .quiet-help { display: grid; gap: calc(var(--_s) * 3); min-inline-size: 0; }
  .cure ol { display: grid; gap: calc(var(--_s) * 2); counter-reset: step; }
  .cure ol > li { display: grid; grid-template-columns: 1.375rem minmax(0, 1fr); gap: calc(var(--_s) * 2); counter-increment: step; }
  .cure ol > li::before { content: counter(step); display: grid; place-items: center; block-size: 1.375rem; border: 1px solid var(--_control); border-radius: 50%; font-size: var(--_fs-xs); font-weight: 600; color: var(--_muted); }
  .cure .badge, .quiet-help .btn { white-space: normal; text-align: start; }
  .quiet-help .btn[aria-pressed="true"] { border-color: var(--_accent); box-shadow: inset 0 0 0 1px var(--_accent); }
  .diagnosis .part { display: grid; gap: calc(var(--_s) * 2); }
  .certs { display: grid; gap: calc(var(--_s) * 3); min-inline-size: 0; }
  .certs .facts { gap: calc(var(--_s) * 0.5) calc(var(--_s) * 4); margin-block-start: calc(var(--_s) * 1); }
  .sk.line { block-size: 0.75em; margin-block: 0.375em; inline-size: 60%; }
  .activity > summary + * { padding-block-start: calc(var(--_s) * 2); }
  .found:focus { outline: none; }
  .events .why { grid-column: 1 / -1; padding: calc(var(--_s) * 4); border: 1px solid var(--_border); border-radius: var(--_radius); }
  .code-input { inline-size: min(16rem, 100%); }
  .code-list { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: calc(var(--_s) * 1) calc(var(--_s) * 4); }
  #codes:focus { outline: none; }
  .recovery { gap: calc(var(--_s) * 3); }
  .admins { display: grid; }
  .admins li { display: flex; justify-content: space-between; align-items: center; gap: calc(var(--_s) * 3); padding-block: calc(var(--_s) * 1); overflow-wrap: anywhere; }
  .admins small { display: block; }
  .people .names { grid-column: 3 / -1; display: grid; gap: calc(var(--_s) * 1); padding-block: calc(var(--_s) * 1); }
  .people .names li { display: block; min-block-size: 0; padding: 0; overflow-wrap: anywhere; }
  .inline-select { max-inline-size: 100%; min-inline-size: 0; text-overflow: ellipsis; }
`;
