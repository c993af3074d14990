// Buttons, switches, segmented radios.

import { css, type CSSResult } from 'lit';

export const controlStyles: CSSResult = css`
  /* buttons: one .primary in view */
  .btn { font: inherit; font-weight: 500; display: inline-flex; align-items: center; justify-content: center; gap: 0.45em; min-block-size: var(--_h); padding-inline: calc(var(--_s) * 3.5); border: 1px solid var(--_control); border-radius: var(--_radius); background: var(--_surface); color: var(--_text); text-decoration: none; cursor: pointer; white-space: nowrap; transition: background var(--_motion), border-color var(--_motion); }
  .btn:hover { background: var(--_raised); border-color: var(--_text); }
  .btn.primary { background: var(--_accent); border-color: transparent; color: var(--_on-accent); }
  .btn.primary:hover { background: var(--_accent-strong); }
  .btn.danger { color: var(--_danger); }
  .btn.quiet { border-color: transparent; background: none; color: var(--_muted); }
  .btn.quiet:hover { background: var(--_raised); color: var(--_text); }
  .btn.small { min-block-size: max(24px, calc(var(--_h) * 0.78)); padding-inline: calc(var(--_s) * 2.5); font-size: var(--_fs-s); border-radius: var(--_radius-s); }
  .btn.done { color: var(--_success); border-color: transparent; background: color-mix(in oklab, var(--_success) var(--_tint), var(--_surface)); }
  .row { min-inline-size: 0; display: flex; flex-wrap: wrap; align-items: center; gap: calc(var(--_s) * 2); }
  /* switch */
  .switch { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: calc(var(--_s) * 3); padding-block: calc(var(--_s) * 4); }
  .switch label { font-weight: 600; cursor: pointer; }
  .switch .help { grid-column: 2; max-inline-size: 68ch; }
  .switch > div { display: flex; gap: calc(var(--_s) * 2); }
  .switch .onoff { color: var(--_muted); }
  .toggle { position: relative; inline-size: 2.25rem; block-size: 1.25rem; margin-block-start: 0.03rem; }
  .toggle input { position: absolute; inset: -2px 0; margin: 0; inline-size: 100%; block-size: calc(100% + 4px); opacity: 0; cursor: pointer; z-index: 1; }
  .track { position: absolute; inset: 0; border-radius: 99px; background: var(--_control); border: 1px solid transparent; transition: background var(--_motion); }
  .thumb { position: absolute; inset-block-start: 2px; inset-inline-start: 2px; inline-size: 1rem; block-size: 1rem; border-radius: 50%; background: #fff; box-shadow: 0 1px 2px #0003; transition: inset-inline-start var(--_motion); }
  input:checked ~ .track { background: var(--_accent); }
  input:checked ~ .thumb { inset-inline-start: calc(100% - 1rem - 2px); background: var(--_on-accent); }
  input:focus-visible ~ .track { outline: var(--_fw) solid var(--_focus); outline-offset: 2px; }
  /* segmented radio */
  .seg { display: flex; gap: 2px; padding: 3px; border-radius: var(--_radius); background: var(--_raised); border: 1px solid var(--_border); }
  .seg label { position: relative; flex: 1 1 auto; }
  .seg input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .seg span { display: flex; align-items: center; justify-content: center; min-block-size: calc(var(--_h) - 8px); padding-inline: calc(var(--_s) * 3); border-radius: var(--_radius-s); color: var(--_muted); font-weight: 500; border: 1px solid transparent; text-align: center; }
  .seg input:hover + span { color: var(--_text); }
  .seg input:checked + span { background: var(--_surface); color: var(--_text); border-color: var(--_control); box-shadow: 0 1px 2px #0000000f; }
  .seg input:focus-visible + span { outline: var(--_fw) solid var(--_focus); outline-offset: 1px; }
`;
