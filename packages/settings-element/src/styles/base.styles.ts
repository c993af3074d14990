// Resets, type, links and focus inside the shadow root.

import { css, type CSSResult } from 'lit';

export const baseStyles: CSSResult = css`
  :host { display: block; container: sso / inline-size; max-inline-size: var(--_panel-max); color: var(--_text);
    font: 400 var(--_fs)/1.5 var(--_font); -webkit-font-smoothing: antialiased; text-align: start; }
  *, ::before, ::after { box-sizing: border-box; }
  :is(h2, h3, h4, h5, p, ul, ol, dl, dd, fieldset, legend, figure, table, th, td) { margin: 0; padding: 0; border: 0; }
  :is(ul, ol):where(.panel *, .dialog *) { list-style: none; }
  :is(h2, h3, h4, h5) { font-size: inherit; font-weight: 600; line-height: 1.35; text-wrap: balance; }
  p { text-wrap: pretty; }
  strong { font-weight: 600; }
  [hidden] { display: none !important; }
  .sr { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .i { inline-size: 1em; block-size: 1em; font-size: 1rem; flex: none; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.16em; }
  :dir(rtl) .i.flip { transform: scaleX(-1); }
  .muted { color: var(--_muted); }
  .help { color: var(--_muted); font-size: var(--_fs-s); }
  .help b { font-weight: 600; color: var(--_text); }
  .regular { font-weight: 400; }
  .small { font-size: var(--_fs-s); }
  .nowrap { white-space: nowrap; }
  .mono, bdi[dir="ltr"] { font-family: var(--_mono); font-size: 0.9em; font-variant-numeric: tabular-nums; font-variant-ligatures: none; overflow-wrap: anywhere; }
  a:where(.panel *, .dialog *), .link { color: var(--_accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
  .link { font: inherit; font-weight: 500; background: none; border: 0; padding: 0; min-block-size: 24px; cursor: pointer; text-decoration: underline; text-align: start; }
  :where(a, button, input, select, textarea, summary, [tabindex]):focus-visible { outline: var(--_fw) solid var(--_focus); outline-offset: 2px; }
  :is(h2, h3, h4, [role="alert"], .summary)[tabindex="-1"]:focus { outline: none; }
`;
