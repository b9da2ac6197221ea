/** On paper and on a screen, from a telephone to a desk; the sheet's size is the printer's. */
export const STYLE = `
@page { margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #444; } }
* { box-sizing: border-box; }
html { color: #16191d; background: #fff; font: 1rem/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
body { margin: 0; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0.25rem 0 1rem; }
h2 { font-size: 1.05rem; line-height: 1.25; margin: 1.25rem 0 0.35rem; }
ul, ol { margin: 0; padding-left: 1.2rem; }
li { margin: 0.15rem 0; }
a { color: #0b4f94; text-decoration: none; white-space: nowrap; }
em { color: #444; }
.warns { border: 2px solid #7a4d00; border-radius: 0.25rem; padding: 0.1rem 0.8rem 0.6rem; }
.warns h2 { margin-top: 0.6rem; }
.gaps li { list-style: "– "; }
.signature ul { list-style: none; padding: 0; }
.signature li { margin: 0 0 2.2rem; }
.signature li:first-child, .signature li:last-child { margin-bottom: 0.6rem; }
.signature li:nth-child(2), .signature li:nth-child(3) { border-bottom: 1px solid #16191d; padding-bottom: 1.4rem; }
.about ul, .request ul { list-style: none; padding: 0; }
table { border-collapse: collapse; width: 100%; margin: 0.4rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid #b9bfc7; }
thead th { border-bottom: 2px solid #16191d; }
.cited { font-size: 0.875rem; }
.cited ol { padding-left: 2rem; }
code { font: 0.95em ui-monospace, "DejaVu Sans Mono", monospace; }
.notice { font-size: 0.8rem; margin-top: 1.5rem; border-top: 1px solid #16191d; }
@media print {
  html { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  a { color: inherit; }
  h2 { break-after: avoid; }
  li, tr, .notice, .signature { break-inside: avoid; }
  thead { display: table-header-group; }
}
`.trim();
