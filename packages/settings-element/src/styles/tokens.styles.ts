// The public custom properties --sso-*, read through private --_* names: a host's value wins, a missing one has a
// checked literal. Light and dark come from the inherited color-scheme. Text is at least 4.5:1, controls and focus 3:1.

import { css, type CSSResult } from 'lit';

/** The declarations, for `:host` of one element and for the tag of the other. */
export const tokens: CSSResult = css`
    /* colour roles */
    --_text: var(--sso-color-text, light-dark(#1b1f27, #e9ebf0));
    --_muted: var(--sso-color-muted, light-dark(#586071, #a4abba));
    --_surface: var(--sso-color-surface, light-dark(#ffffff, #15171c));
    --_raised: var(--sso-color-surface-raised, light-dark(#f6f7f9, #1d2027));
    --_border: var(--sso-color-border, light-dark(#e0e3e9, #2f333d));
    --_accent: var(--sso-color-accent, light-dark(#3350d4, #94a6ff));
    --_on-accent: var(--sso-color-on-accent, light-dark(#ffffff, #0e1433));
    --_danger: var(--sso-color-danger, light-dark(#b3261e, #ff9d94));
    --_warning: var(--sso-color-warning, light-dark(#805000, #efb955));
    --_success: var(--sso-color-success, light-dark(#0f6c3c, #66d19c));
    --_focus: var(--sso-color-focus, light-dark(#3350d4, #aab8ff));
    /* derived, never set by hosts */
    --_control: color-mix(in oklab, var(--_text) 48%, var(--_surface)); /* borders of inputs, switch off */
    --_accent-strong: color-mix(in oklab, var(--_accent) 86%, var(--_text)); /* hover */
    --_amber: color-mix(in oklab, var(--_warning) 35%, #ffae00); /* tint of warnings only: brown text, amber ground */
    --_tint: 8%;
    --_hairline: 28%;
    /* type */
    --_font: var(--sso-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif);
    --_mono: var(--sso-font-mono, ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Liberation Mono", monospace);
    --_fs: var(--sso-font-size, 0.875rem);
    --_fs-s: calc(var(--_fs) * 0.929); /* 13 px: help, meta */
    --_fs-xs: calc(var(--_fs) * 0.857); /* 12 px: badges, column heads */
    --_fs-l: calc(var(--_fs) * 1.286); /* 18 px: panel heading */
    /* shape and space: one base, everything else is a multiple */
    --_s: var(--sso-space, 0.25rem);
    --_radius: var(--sso-radius, 0.5rem);
    --_radius-s: calc(var(--_radius) * 0.75);
    --_h: max(24px, var(--sso-control-height, 2.25rem));
    --_fw: var(--sso-focus-width, 2px);
    --_shadow: var(--sso-shadow, 0 1px 2px light-dark(#1b1f2714, #0006), 0 12px 32px light-dark(#1b1f2729, #0009));
    --_motion: var(--sso-motion, 140ms);
    --_panel-max: var(--sso-panel-max, 62rem);
    --_guide: var(--sso-guide-width, 20rem);
`;

/** Higher contrast, forced colours and reduced motion, under any selector. */
export const highContrastTokens: CSSResult = css`
    --_muted: var(--_text); --_border: var(--_control);
`;

export const forcedColorTokens: CSSResult = css`
    --_text: CanvasText; --_muted: CanvasText; --_surface: Canvas; --_raised: Canvas; --_border: CanvasText;
    --_accent: Highlight; --_on-accent: HighlightText; --_accent-strong: Highlight; --_control: ButtonText;
    --_danger: CanvasText; --_warning: CanvasText; --_success: CanvasText; --_focus: Highlight; --_shadow: none;
`;

export const hostTokens: CSSResult = css`
  :host { ${tokens} }
  :host([color-scheme="light"]) { color-scheme: light; }
  :host([color-scheme="dark"]) { color-scheme: dark; }
  @media (prefers-reduced-motion: reduce) { :host { --_motion: 0s; } }
  @media (prefers-contrast: more) { :host { ${highContrastTokens} } }
  @media (forced-colors: active) { :host { ${forcedColorTokens} } }
`;
