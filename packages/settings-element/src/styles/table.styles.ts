// Certificates and other tables.

import { css, type CSSResult } from 'lit';

export const tableStyles: CSSResult = css`
  /* certificates and other tables */
  .table { inline-size: 100%; border-collapse: collapse; }
  .table :is(th, td) { text-align: start; vertical-align: top; padding-block: calc(var(--_s) * 3); padding-inline-end: calc(var(--_s) * 3); font-weight: 400; }
  .table :is(th, td):last-child { padding-inline-end: 0; }
  .table thead th { padding-block: 0 calc(var(--_s) * 2); color: var(--_muted); font-size: var(--_fs-xs); font-weight: 500; }
  .table tbody tr > * { border-block-start: 1px solid var(--_border); }
  .table tbody th { font-weight: 500; }
  .table .keep { white-space: nowrap; }
  .table .end { text-align: end; white-space: nowrap; }
  .table .end .btn { margin-block: calc(var(--_s) * -1); } .table .end .quiet { margin-inline-end: calc(var(--_s) * -2.5); }
`;
