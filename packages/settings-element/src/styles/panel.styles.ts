// The panel, its head and status row, badges, banners, the save bar and the skeleton.

import { css, type CSSResult } from 'lit';

export const panelStyles: CSSResult = css`
  /* panel, head, status row: always in this place and this height, in every state */
  .panel { background: var(--_surface); border: 1px solid var(--_border); border-radius: calc(var(--_radius) * 1.5); }
  .panel > * { padding-inline: calc(var(--_s) * 6); }
  .panel > * + *:not(.bar) { border-block-start: 1px solid var(--_border); }
  .head { padding-block: calc(var(--_s) * 4); display: grid; gap: calc(var(--_s) * 1); }
  .title { display: flex; align-items: center; justify-content: space-between; gap: calc(var(--_s) * 3); min-block-size: var(--_h); }
  .title :is(h2, h3, h4) { text-wrap: wrap; font-size: var(--_fs-l); letter-spacing: -0.01em; }
  .status { display: flex; align-items: center; gap: calc(var(--_s) * 2) calc(var(--_s) * 3); min-block-size: var(--_h); flex-wrap: wrap; }
  .status > p { flex: 1 1 16rem; color: var(--_muted); }
  .head + .banner { border-block-start: 0; }
  .icon-btn { inline-size: var(--_h); block-size: var(--_h); display: grid; place-items: center; border: 0; border-radius: var(--_radius-s); background: none; color: var(--_muted); cursor: pointer; margin-inline-end: calc(var(--_s) * -2); }
  .icon-btn:hover { background: var(--_raised); color: var(--_text); }
  /* badge */
  .badge { --c: var(--_muted); display: inline-flex; align-items: center; gap: 0.35em; flex: none; padding: 0.15em 0.65em 0.15em 0.5em; padding-inline: 0.5em 0.7em; border-radius: 99px; font-size: var(--_fs-xs); font-weight: 500; line-height: 1.5; white-space: nowrap;
    color: var(--c); background: color-mix(in oklab, var(--t, var(--c)) var(--_tint), var(--_surface)); border: 1px solid color-mix(in oklab, var(--t, var(--c)) var(--_hairline), var(--_surface)); }
  .badge .i { font-size: 0.875rem; }
  .is-info { --c: var(--_accent); } .is-good { --c: var(--_success); } .is-warn { --c: var(--_warning); --t: var(--_amber); } .is-bad { --c: var(--_danger); }
  /* banner: health and refusals, always with a cure */
  .banner { --c: var(--_accent); display: flex; flex-wrap: wrap; align-items: center; gap: calc(var(--_s) * 2) calc(var(--_s) * 3); padding-block: calc(var(--_s) * 3); background: color-mix(in oklab, var(--t, var(--c)) var(--_tint), var(--_surface)); }
  .panel > .banner { border-block-start: 1px solid color-mix(in oklab, var(--t, var(--c)) var(--_hairline), var(--_surface)); }
  .banner > .i { color: var(--c); align-self: flex-start; margin-block-start: 0.15rem; font-size: 1.125rem; }
  .banner > div { flex: 1 1 14rem; min-inline-size: 0; }
  .banner p + p { color: color-mix(in oklab, var(--_text) 82%, var(--c)); font-size: var(--_fs-s); }
  .banner.is-warn { --c: var(--_warning); --t: var(--_amber); } .banner.is-bad { --c: var(--_danger); } .banner.is-good { --c: var(--_success); }
  .box { border: 1px solid var(--_border); border-radius: var(--_radius); padding: calc(var(--_s) * 4); display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--_s) * 3); min-inline-size: 0; }
  .box.fill { background: var(--_raised); }
  .box.banner { display: flex; border-color: color-mix(in oklab, var(--t, var(--c)) var(--_hairline), var(--_surface)); padding: calc(var(--_s) * 3) calc(var(--_s) * 4); }
  .summary li { padding-block: 1px; } .summary ul { display: grid; margin-block-start: calc(var(--_s) * 1); }
  .summary .link { color: var(--_text); }
  .body { padding-block: calc(var(--_s) * 6); display: grid; gap: calc(var(--_s) * 8); }
  /* save bar */
  .bar { position: sticky; inset-block-end: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: calc(var(--_s) * 2); padding-block: calc(var(--_s) * 3); border-block-start: 1px solid var(--_border); background: var(--_surface); border-end-start-radius: calc(var(--_radius) * 1.5); border-end-end-radius: calc(var(--_radius) * 1.5); }
  .bar > p { margin-inline-end: auto; color: var(--_muted); }
  /* skeleton: same blocks, same heights as the loaded panel */
  .sk { display: block; border-radius: var(--_radius-s); background: color-mix(in oklab, var(--_text) 8%, var(--_surface)); block-size: 0.75rem; inline-size: var(--w, 100%); }
  .sk.h { block-size: var(--_h); } .sk.pill { border-radius: 99px; block-size: 1.25rem; }
  @media (prefers-reduced-motion: no-preference) { .sk { animation: sk 1.6s ease-in-out infinite alternate; } @keyframes sk { to { opacity: 0.55; } } }
  /* activity */
  .activity > summary { display: flex; align-items: center; gap: calc(var(--_s) * 2); min-block-size: calc(var(--_h) + var(--_s) * 3); cursor: pointer; font-weight: 600; list-style: none; }
  .activity > summary::-webkit-details-marker { display: none; }
  .activity > summary .i { color: var(--_muted); transition: rotate var(--_motion); }
  .activity[open] > summary .i { rotate: 90deg; }
  .events-note { padding-block-end: calc(var(--_s) * 4); }
  .fold > summary { flex-wrap: wrap; }
  .events { display: grid; padding-block-end: calc(var(--_s) * 4); }
  .events li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: calc(var(--_s) * 4); padding-block: calc(var(--_s) * 2); border-block-start: 1px solid var(--_border); }
  .events time { color: var(--_muted); font-size: var(--_fs-s); white-space: nowrap; font-variant-numeric: tabular-nums; }

  /* the menu beside the title */
  .menu { position: relative; }
  .menu-list { position: absolute; inset-block-start: 100%; inset-inline-end: calc(var(--_s) * -2); z-index: 3; display: grid; min-inline-size: 14rem; padding: calc(var(--_s) * 1); background: var(--_surface); border: 1px solid var(--_border); border-radius: var(--_radius); box-shadow: var(--_shadow); }
  .menu-list > * { font: inherit; display: flex; align-items: center; min-block-size: var(--_h); padding-inline: calc(var(--_s) * 3); border: 0; border-radius: var(--_radius-s); background: none; color: var(--_text); text-align: start; text-decoration: none; cursor: pointer; white-space: nowrap; }
  .menu-list > :is(:hover, :focus-visible) { background: var(--_raised); outline-offset: -2px; }
  .menu-list > .danger { color: var(--_danger); }

  /* notes, and what is offered without the plan */
  .note { padding-block: calc(var(--_s) * 3); }
  .row.tight { flex-wrap: nowrap; align-items: flex-start; }
  .row.tight > .i { margin-block-start: 0.15rem; }
  .row.prepare { justify-content: space-between; gap: calc(var(--_s) * 4) calc(var(--_s) * 8); }
  .row.prepare > div { flex: 1 1 20rem; max-inline-size: 60ch; }
  .good { color: var(--_success); } .bad { color: var(--_danger); } .warned { color: var(--_warning); }

  /* the skeleton's lines: the words take their room unseen, a bar stands in each line */
  .ghost { visibility: hidden; }
  .sk-text { border-radius: 3px; background: repeating-linear-gradient(transparent 0 0.35em, var(--_bar) 0.35em 1.15em, transparent 1.15em 1.5em); --_bar: color-mix(in oklab, var(--_text) 8%, var(--_surface)); display: inline-block; line-height: 1.5; }
  .strong > .sk-text { font-weight: 600; }
  .sk-badge { background: color-mix(in oklab, var(--_text) 8%, var(--_surface)); border-color: transparent; }
  .w-switch { --w: 2.25rem; }
`;
