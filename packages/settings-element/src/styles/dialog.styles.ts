// Dialogs: review, merge, confirm.

import { css, type CSSResult } from 'lit';

export const dialogStyles: CSSResult = css`
  /* dialog */
  .dialog { color: var(--_text); background: var(--_surface); font: 400 var(--_fs)/1.5 var(--_font); text-align: start; border: 1px solid var(--_border); border-radius: calc(var(--_radius) * 1.75); box-shadow: var(--_shadow); padding: 0; inline-size: min(38rem, 100vw - 2rem); max-block-size: calc(100dvh - 2rem); container: dialog / inline-size; overflow: auto; }
  .dialog::backdrop { background: light-dark(#12151b73, #000000a6); }
  .dialog > form { display: grid; }
  .dialog section, .dialog .top { padding: calc(var(--_s) * 5) calc(var(--_s) * 6); display: grid; gap: calc(var(--_s) * 3); border-block-end: 1px solid var(--_border); }
  .dialog .top { gap: calc(var(--_s) * 1); border: 0; padding-block-end: calc(var(--_s) * 2); }
  .dialog h2 { font-size: var(--_fs-l); letter-spacing: -0.01em; }
  .dialog .actions { position: sticky; inset-block-end: 0; background: var(--_surface); display: flex; flex-wrap: wrap; align-items: center; gap: calc(var(--_s) * 2); padding: calc(var(--_s) * 4) calc(var(--_s) * 6); border-block-start: 1px solid var(--_border); margin-block-start: -1px; }
  .dialog .actions > :first-child { margin-inline-end: auto; }
  .ready { display: grid; gap: calc(var(--_s) * 0.5); }
  .ready > li { display: grid; grid-template-columns: 1rem minmax(0, 1fr) auto; gap: calc(var(--_s) * 2.5); align-items: start; padding-block: calc(var(--_s) * 1.25); }
  .ready > li > .btn { align-self: center; }
  .ready > li > .i { color: var(--c); margin-block-start: 0.15rem; }
  .ready > li > .wide { grid-column: 2 / -1; min-inline-size: 0; }
  .ready > li > .wide:not(.row) { margin-block-start: calc(var(--_s) * 1); }
  .ready small { display: block; color: var(--_muted); font-size: var(--_fs-s); }
  .meter { display: flex; gap: 2px; block-size: 0.5rem; border-radius: 99px; overflow: clip; }
  .meter i { flex: var(--n) 0 0.375rem; background: var(--c); }
  .people { display: grid; }
  .people li { display: grid; grid-template-columns: 0.625rem minmax(2ch, max-content) minmax(0, 1fr) auto; gap: calc(var(--_s) * 2.5); align-items: baseline; padding-block: calc(var(--_s) * 1); min-block-size: 2rem; }
  .people i { inline-size: 0.625rem; block-size: 0.625rem; border-radius: 3px; background: var(--c); }
  .people b { font-weight: 600; font-variant-numeric: tabular-nums; text-align: end; }
  .inline-select { font: inherit; color: inherit; background: var(--_surface); border: 1px solid var(--_control); border-radius: var(--_radius-s); min-block-size: 1.75rem; padding-inline: 0.4rem; }
  .merge { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: calc(var(--_s) * 2); }
  .pick { position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: calc(var(--_s) * 0.5) calc(var(--_s) * 2); align-content: start; padding: calc(var(--_s) * 3); border: 1px solid var(--_border); border-radius: var(--_radius); cursor: pointer; }
  .pick:has(:checked) { border-color: var(--_accent); box-shadow: inset 0 0 0 1px var(--_accent); }
  .pick input { margin: 0.15rem 0 0; inline-size: 1.125rem; block-size: 1.125rem; accent-color: var(--_accent); }
  .pick > :last-child { grid-column: 1 / -1; padding-block-start: calc(var(--_s) * 1); }

  .pem bdi { display: block; max-block-size: 8rem; overflow: auto; font-size: 0.8em; word-break: break-all; }
  .dialog .top:has(+ .actions) { padding-block-end: calc(var(--_s) * 5); }
  #needed:focus { outline: none; }
`;
