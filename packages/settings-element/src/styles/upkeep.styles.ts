// Folds, rows of things, rules, options, metadata.

import { css, type CSSResult } from 'lit';

export const upkeepStyles: CSSResult = css`
  .folds { border-block-start: 1px solid var(--_border); }
  .folds .fold + .fold { border-block-start: 1px solid var(--_border); }
  .options { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--_s) * 6); padding-block: calc(var(--_s) * 2) calc(var(--_s) * 6); }
  .fold > .body { padding-block-start: calc(var(--_s) * 4); }
  .table .end .btn { vertical-align: middle; } .table .end .btn + .btn { margin-inline-start: calc(var(--_s) * 1); }
  .indent { padding-inline-start: calc(1.125rem + var(--_s) * 2); }
  .choice small { display: block; font-size: var(--_fs-s); }
  .choice > :not(input) { min-inline-size: 0; overflow-wrap: anywhere; }
  .choice + .choice { margin-block-start: calc(var(--_s) * 2); }
  .choices { display: grid; max-block-size: 18rem; overflow: auto; padding: calc(var(--_s) * 1) 2px; margin-block-start: calc(var(--_s) * 2); }
  .with-button { display: flex; gap: calc(var(--_s) * 2); align-items: flex-start; }
  .with-button > .input { flex: 1; min-inline-size: 0; }
  .rows { display: grid; grid-template-columns: minmax(0, 1fr); }
  .rows > li { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--_s) * 2); padding-block: calc(var(--_s) * 3); border-block-start: 1px solid var(--_border); overflow-wrap: anywhere; }
  .rows > li:first-child { border: 0; padding-block-start: calc(var(--_s) * 1); }
  .rows > li.choice { display: flex; margin: 0; }
  .row.between { justify-content: space-between; }
  bdi.plain { font: inherit; }
  .usual > summary { cursor: pointer; color: var(--_accent); font-size: var(--_fs-s); min-block-size: 24px; inline-size: fit-content; }
  .usual > :not(summary) { margin-block-start: calc(var(--_s) * 1); }
  .usual > bdi { display: block; }
  .rules { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--_s) * 3); }
  .rule { display: flex; flex-wrap: wrap; align-items: flex-start; gap: calc(var(--_s) * 2) calc(var(--_s) * 3); padding: calc(var(--_s) * 3); border: 1px solid var(--_border); border-radius: var(--_radius); }
  .rule > .field { flex: 1 1 9rem; }
  .rule-buttons { display: flex; margin-inline-start: auto; align-self: flex-end; }
  .rule-buttons .icon-btn { margin: 0; }
  .rule-buttons [aria-disabled="true"] { opacity: 0.4; cursor: default; }
  .up .i, .up .i.flip:dir(rtl) { transform: none; rotate: -90deg; } .down .i, .down .i.flip:dir(rtl) { transform: none; rotate: 90deg; }
  .input.short { inline-size: 8rem; }
  .people-policy > .row { justify-content: flex-end; }
  .notes { display: grid; gap: calc(var(--_s) * 1); }
  .box.change > h4, .box.change > h5, .box.change > h6 { display: flex; gap: calc(var(--_s) * 2); align-items: flex-start; }
  :is(#metadata-h, #read-h, #found):focus { outline: none; }
  progress { inline-size: min(20rem, 100%); block-size: 0.5rem; accent-color: var(--_success); }
  @container sso (max-width: 27.99rem) { .with-button { flex-wrap: wrap; } .with-button > .input { flex-basis: 100%; } }
`;
