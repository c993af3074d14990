// The one style sheet of the pages; served inline and allowed by its hash.

/** Quiet, system fonts, light and dark by the reader's setting. */
export const STYLE = `
:root { color-scheme: light dark;
  --ink: light-dark(#1d1b26, #eceaf2); --soft: light-dark(#5d5a6b, #a9a6b8); --ground: light-dark(#fafafb, #0f0e13);
  --card: light-dark(#fff, #17161d); --raised: light-dark(#f6f5f9, #1f1d27); --line: light-dark(#e4e2ea, #302d3a);
  --control: light-dark(#8b8898, #757184); --brand: light-dark(#6b3fa0, #c3a1f0); --on-brand: light-dark(#fff, #26103f);
  --tint: light-dark(#f3edfa, #2b2038); --good: light-dark(#0f6c3c, #66d19c); --warn: light-dark(#805000, #efb955);
  --warn-tint: light-dark(#fff7e6, #2d2412);
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Liberation Mono", monospace; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 400 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
.page { inline-size: min(100%, 30rem); margin-inline: auto; padding: 3rem 1rem 2rem; display: grid; gap: 1.25rem; }
.page.wide { inline-size: min(100%, 46rem); }
.brand { display: flex; align-items: center; justify-content: center; gap: 0.625rem; font-weight: 600; font-size: 1.0625rem;
  color: inherit; text-decoration: none; justify-self: center; }
.wide > .brand { justify-self: start; }
.brand svg { inline-size: 1.75rem; block-size: 1.75rem; color: var(--brand); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.75rem; }
h1 { font-size: 1.25rem; line-height: 1.3; font-weight: 600; letter-spacing: -0.01em; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1rem; font-weight: 600; margin: 0 0 0.25rem; }
p { margin: 0; }
.lead, .note { color: var(--soft); margin-block: 0.25rem 1.25rem; overflow-wrap: anywhere; }
.note { font-size: 0.8125rem; }
.banner { background: var(--warn-tint); color: var(--warn); border-radius: 0.5rem; padding: 0.625rem 0.875rem; margin-block-end: 1.25rem;
  font-size: 0.875rem; }
fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-inline-size: 0; }
legend { padding: 0; margin-block-end: 0.5rem; font-weight: 500; font-size: 0.875rem; }
label.field, .field > label, .field > .label { display: block; font-weight: 500; font-size: 0.875rem; margin-block-end: 0.25rem; }
.field { margin-block-end: 1.25rem; }
.person { display: grid; grid-template-columns: auto auto minmax(0, 1fr); align-items: center; gap: 0.75rem; padding: 0.625rem 0.875rem;
  border: 1px solid var(--line); margin-block-start: -1px; cursor: pointer; }
.person:first-of-type { border-start-start-radius: 0.5rem; border-start-end-radius: 0.5rem; }
.person:last-of-type { border-end-start-radius: 0.5rem; border-end-end-radius: 0.5rem; }
.person:has(:checked) { background: var(--tint); }
.person input[type="radio"] { accent-color: var(--brand); inline-size: 1rem; block-size: 1rem; margin: 0; }
.avatar { display: grid; place-items: center; inline-size: 2rem; block-size: 2rem; border-radius: 50%; background: var(--tint); color: var(--brand);
  font-size: 0.75rem; font-weight: 600; }
.person:has(:checked) .avatar { background: var(--card); }
.person strong { display: block; font-weight: 500; line-height: 1.35; }
.person small { color: var(--soft); font-size: 0.8125rem; overflow-wrap: anywhere; }
.other { display: none; margin-block-start: 0.75rem; }
fieldset:has(#someone-else:checked) .other { display: block; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
.note:has(+ .unseen) { margin-block-end: 0; }
input[type="text"], input[type="email"], input[type="url"], textarea, select { inline-size: 100%; font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--control); border-radius: 0.5rem; padding: 0.5rem 0.75rem; min-block-size: 2.5rem; }
button { font: inherit; font-weight: 500; min-block-size: 2.5rem; padding-inline: 1rem; border-radius: 0.5rem; border: 1px solid transparent;
  background: var(--brand); color: var(--on-brand); cursor: pointer; }
button.block { inline-size: 100%; }
button.quiet { background: transparent; border-color: var(--control); color: var(--ink); min-block-size: 2rem; font-size: 0.8125rem; padding-inline: 0.75rem; }
button:hover { filter: brightness(1.08); }
:is(a, button, input, select, summary):focus-visible, .person:has(:focus-visible) { outline: 2px solid var(--brand); outline-offset: 2px; }
a { color: var(--brand); }
.foot { text-align: center; color: var(--soft); font-size: 0.8125rem; }
.value { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.5rem; align-items: center; background: var(--raised);
  border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.375rem 0.375rem 0.375rem 0.75rem; }
.value code, .value pre { font: 400 0.8125rem/1.5 var(--mono); margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.value pre { max-block-size: 9rem; overflow: auto; padding-block: 0.25rem; }
.value:has(pre) { align-items: start; }
.value button[data-copied] { color: var(--good); border-color: currentColor; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 1.5rem; margin: 0; font-size: 0.875rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
.row > .field { flex: 1 1 14rem; margin: 0; }
@media (max-width: 30rem) { .page { padding-block-start: 1.5rem; } .card { padding: 1.25rem; } }
@media (prefers-contrast: more) { :root { --soft: var(--ink); --line: var(--control); } }
`;
