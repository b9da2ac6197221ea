/** What a spreadsheet would run as a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV (RFC 4180, CRLF, every cell in quotes). A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export const csv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => row.map(cellOf).join(',')).join('\r\n') + '\r\n';

function cellOf(value: string | number | null): string {
  if (value === null) return '""';
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return `"${text.replaceAll('"', '""')}"`;
}
