/** The stylesheet of the pages: light and dark, from a telephone to a wide screen, and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --line: #b4bac2; --soft: #eef1f4; --link: #0b57a4; --quiet: #4e5660; --alarm: #a3180d; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --paper: #15181c; --line: #4b535d; --soft: #22272d; --link: #8ab8f0; --quiet: #aab2bc; --alarm: #ff9d92; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, main, footer { max-width: 80rem; margin: 0 auto; padding: 0.75rem 1rem; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; justify-content: space-between; align-items: center; border-bottom: 1px solid var(--line); }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
a { color: var(--link); }
nav a, .downloads a { display: inline-block; padding: 0.35rem 0; }
.downloads a { margin-right: 1rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.25rem; background: var(--paper); padding: 0.25rem 0.5rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0.5rem 0; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
.filters { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; background: var(--soft); padding: 0.75rem; border-radius: 0.375rem; }
label { display: grid; gap: 0.15rem; color: var(--quiet); }
input, select, button, .button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: 0.25rem; padding: 0.35rem 0.6rem; min-height: 2.5rem; max-width: 100%; }
button, .button { cursor: pointer; display: inline-block; text-decoration: none; }
.scroll { overflow-x: auto; margin: 0.5rem 0 1.25rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); padding: 0.25rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); }
thead th { white-space: nowrap; border-bottom-width: 2px; }
tbody th { font-weight: 600; }
td ul { margin: 0; padding-left: 1.1rem; }
small { color: var(--quiet); font-size: 0.85em; white-space: nowrap; }
.withheld { color: var(--quiet); font-style: italic; }
.problem { color: var(--alarm); font-weight: 600; }
footer { color: var(--quiet); font-size: 0.9rem; border-top: 1px solid var(--line); margin-top: 2rem; }
@media print {
  header, .filters, .downloads, .skip { display: none; }
  .scroll { overflow: visible; }
  :root { --ink: #000; --paper: #fff; --quiet: #333; --line: #888; }
  tr { break-inside: avoid; }
  h2, caption { break-after: avoid; }
}
`.trimStart();
