// The look of <team-sso-login>: it lives in the page's own tree, so every rule is nested under the tag.

import { css, type CSSResult } from 'lit';
import { forcedColorTokens, highContrastTokens, tokens } from './styles/tokens.styles.ts';

export const loginStyles: CSSResult = css`
team-sso-login {
  ${tokens}
  &[color-scheme="light"] { color-scheme: light; }
  &[color-scheme="dark"] { color-scheme: dark; }

  display: block; color: var(--_text); font: 400 calc(var(--_fs) * 1.07)/1.5 var(--_font); text-align: start;
  & *, & *::before { box-sizing: border-box; }
  & svg { inline-size: 1rem; block-size: 1rem; flex: none; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  & [data-part~="form"] { display: grid; gap: calc(var(--_s) * 4); margin: 0; }
  & [data-part~="heading"] { margin: 0; font-size: calc(var(--_fs) * 1.43); line-height: 1.3; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; }
  & [data-part~="heading"]:focus { outline: none; }
  & p { margin: 0; text-wrap: pretty; }
  & [data-part~="lead"] { color: var(--_muted); }
  & [data-part~="field"] { display: grid; gap: calc(var(--_s) * 1); }
  & [data-part~="label"] { font-weight: 500; font-size: var(--_fs); }
  & [data-part~="input"] { font: inherit; inline-size: 100%; min-block-size: calc(var(--_h) * 1.15); padding-inline: calc(var(--_s) * 3); border: 1px solid var(--_control); border-radius: var(--_radius); background: var(--_surface); color: inherit; }
  & [data-part~="button"] { font: inherit; font-weight: 500; display: flex; align-items: center; justify-content: center; gap: 0.5em; inline-size: 100%; min-block-size: calc(var(--_h) * 1.15); padding-inline: calc(var(--_s) * 3); border: 1px solid var(--_control); border-radius: var(--_radius); background: var(--_surface); color: var(--_text); text-decoration: none; cursor: pointer; }
  & [data-part~="button-primary"] { background: var(--_accent); border-color: transparent; color: var(--_on-accent); }
  & [data-part~="button-primary"]:hover { background: var(--_accent-strong); }
  & [data-part~="who"] { display: flex; align-items: center; justify-content: space-between; gap: calc(var(--_s) * 3); padding: calc(var(--_s) * 2) calc(var(--_s) * 3); border: 1px solid var(--_border); border-radius: var(--_radius); background: var(--_raised); font-size: var(--_fs); overflow-wrap: anywhere; }
  & [data-part~="link"] { font: inherit; font-size: var(--_fs); font-weight: 500; min-block-size: 24px; display: inline-flex; align-items: center; padding: 0; border: 0; background: none; color: var(--_accent); text-decoration: underline; text-underline-offset: 0.2em; text-decoration-thickness: 1px; cursor: pointer; }
  & [data-part~="note"] { color: var(--_muted); font-size: var(--_fs-s); text-align: center; overflow-wrap: anywhere; }
  & [data-part~="note"] b { font-weight: 500; color: var(--_text); }
  & [data-part~="divider"] { display: flex; align-items: center; gap: calc(var(--_s) * 3); color: var(--_muted); font-size: var(--_fs-s); }
  & [data-part~="divider"]::before, & [data-part~="divider"]::after { content: ""; flex: 1; block-size: 1px; background: var(--_border); }
  & [data-part~="message"] { --c: var(--_danger); display: flex; gap: calc(var(--_s) * 2.5); padding: calc(var(--_s) * 3); border-radius: var(--_radius); font-size: var(--_fs); background: color-mix(in oklab, var(--c) var(--_tint), var(--_surface)); border: 1px solid color-mix(in oklab, var(--c) var(--_hairline), var(--_surface)); }
  & [data-part~="message"] svg { color: var(--c); margin-block-start: 0.2rem; }
  & [data-part~="code"] { display: flex; align-items: center; justify-content: space-between; gap: calc(var(--_s) * 3); padding: calc(var(--_s) * 2) calc(var(--_s) * 3); border: 1px dashed var(--_control); border-radius: var(--_radius); font-size: var(--_fs); }
  & [data-part~="code"] bdi { font: 600 calc(var(--_fs) * 1.15)/1.4 var(--_mono); letter-spacing: 0.04em; }
  & [data-part~="input"][aria-invalid="true"] { border-color: var(--_danger); box-shadow: inset 0 0 0 1px var(--_danger); }
  & [data-part~="input"][dir="ltr"] { text-align: left; }
  & [data-part~="status"] { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  & [data-part~="form"] { position: relative; }
  & :focus-visible { outline: var(--_fw) solid var(--_focus); outline-offset: 2px; }
  @media (prefers-reduced-motion: reduce) { --_motion: 0s; }
  @media (prefers-contrast: more) { ${highContrastTokens} }
  @media (forced-colors: active) { ${forcedColorTokens} }
}
`;
