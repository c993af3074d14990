// What changes with the width of the element: container queries, never viewport queries.

import { css, type CSSResult } from 'lit';

export const layoutStyles: CSSResult = css`
  /* wide: guide beside the form, or a label column when there is no guide */
  @container sso (min-width: 52rem) {
    .body.with-guide { grid-template-columns: minmax(0, 1fr) var(--_guide); }
    .body.with-guide .guide { position: sticky; inset-block-start: calc(var(--_s) * 4); }
    .body.solo .section { grid-template-columns: 10rem minmax(0, 1fr); column-gap: calc(var(--_s) * 8); }
    .body.solo .section + .section { border-block-start: 1px solid var(--_border); padding-block-start: calc(var(--_s) * 8); }
  }
  @container sso (min-width: 56rem) { .table .fp { inline-size: 49ch; font-size: calc(var(--_fs) * 0.8); } }
  @container sso (min-width: 40rem) and (max-width: 51.99rem) { .body.with-guide { grid-template-columns: minmax(0, 1fr) min(17rem, 40%); gap: calc(var(--_s) * 5); } }
  /* narrow: one column, the guide shows only the current step until it is opened */
  @container sso (max-width: 39.99rem) {
    .panel > * { padding-inline: calc(var(--_s) * 4); }
    .status > p { flex-basis: 100%; }
    .expand, .jump { display: inline-flex; }
    .guide:not([data-open]) .step:not([aria-current]) { display: none; }
    .guide:not([data-open]) .step::before { display: none; }
    .guide:not([data-open]) .step { padding: 0; }
    .facts, .diff > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
    .certs .facts { grid-template-columns: max-content minmax(0, 1fr); column-gap: calc(var(--_s) * 3); }
    .facts:not(.diff .facts) dd + dt { margin-block-start: calc(var(--_s) * 2); }
    .progress { display: grid; } .progress li + li::before { display: none; }
    .diff > div { gap: calc(var(--_s) * 2); } .diff .side { display: flex; align-items: center; flex-wrap: wrap; }
    .table, .table tbody, .table tr, .table :is(th, td) { display: block; padding-inline-end: 0; }
    .table thead { position: absolute; clip-path: inset(50%); }
    .table tbody tr { border-block-start: 1px solid var(--_border); padding-block: calc(var(--_s) * 3); }
    .table tbody tr:first-child { border: 0; padding-block-start: 0; }
    .table tbody tr > * { border: 0; padding-block: calc(var(--_s) * 0.75); }
    .table td[data-label]::before { content: attr(data-label) ": "; color: var(--_muted); }
    .table .end { text-align: start; } .table .end .quiet { margin-inline-start: calc(var(--_s) * -2.5); } .table .end .btn { margin-block: 0; }
    .check { grid-template-columns: 1rem minmax(0, 1fr); row-gap: 0; } .check > :nth-child(3) { grid-column: 2; }
    .outcome h3 { align-items: flex-start; }
    .events li { grid-template-columns: minmax(0, 1fr); gap: 0; }
  }
  /* phone: controls stack */
  @container sso (max-width: 27.99rem) {
    .status > .btn, .banner > .btn { inline-size: 100%; }
    .copy { flex-wrap: wrap; } .copy textarea { flex-basis: 100%; padding-block-end: 0; } .copy .btn { margin-inline-start: auto; }
    .seg { flex-direction: column; }
    .seg span { justify-content: flex-start; min-block-size: var(--_h); }
    .bar .btn { flex: 1; } .bar > p { flex: 1 0 100%; }
  }
  @container dialog (max-width: 30rem) {
    .dialog section, .dialog .top, .dialog .actions { padding-inline: calc(var(--_s) * 4); }
    .ready .box { padding: calc(var(--_s) * 3); }
    .merge { grid-template-columns: minmax(0, 1fr); }
    .ready > li { grid-template-columns: 1rem minmax(0, 1fr); } .ready > li > .btn { grid-column: 2; justify-self: start; margin-block-end: calc(var(--_s) * 2); }
    .dialog .actions .btn { flex: 1; } .dialog .actions > :first-child:not(.btn) { flex-basis: 100%; } .dialog .actions > :empty { display: none; }
  }
  @media (forced-colors: active) {
    .badge, .btn, .track, .dot, .banner, .meter i, .people i { border: 1px solid; forced-color-adjust: auto; }
    .track { background: Canvas; border-color: ButtonText; forced-color-adjust: none; } .thumb { background: ButtonText; forced-color-adjust: none; }
    input:checked ~ .track { background: Highlight; border-color: Highlight; } input:checked ~ .thumb { background: HighlightText; }
    .seg input:checked + span, .pick:has(:checked) { outline: 2px solid Highlight; }
    mark, .diff mark { background: none; }
    .btn.primary { forced-color-adjust: none; } .step[aria-current] .dot { border-width: 5px; }
    select.input { appearance: auto; background-image: none; }
  }
  @media print { .btn, .bar, .icon-btn { display: none; } .panel { border: 0; } }
`;
