import { TableError } from './table-error.js';

/** The fields of one record and its line. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

const CLOSE = 'Put the field in quotes, double each quote inside it, and keep it on one line';

/**
 * CSV as RFC 4180 writes it, one record a line. Our own forty lines because csv-parse needs 170 ms for these tables, more
 * than they may take at start.
 * @throws TableError for a quote that does not close on its line, or text after a closing quote
 */
export function parseCsv(file: string, text: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (const [index, content] of lines.entries()) {
    if (content === '' && index === lines.length - 1) break;
    const line = index + 1;
    const fields = content.includes('"') ? quotedFields(file, line, content) : content.split(',');
    records.push({ line, fields });
  }
  return records;
}

function quotedFields(file: string, line: number, content: string): readonly string[] {
  const fields: string[] = [];
  for (let at = 0; at <= content.length;) {
    const end = content[at] === '"' ? closingQuote(content, at) : endOfPlain(content, at);
    if (end < 0) throw new TableError({ file, line }, 'a quote is not closed', CLOSE);
    fields.push(
      content[at] === '"'
        ? content.slice(at + 1, end).replaceAll('""', '"')
        : content.slice(at, end),
    );
    const next = content[at] === '"' ? end + 1 : end;
    if (next < content.length && content[next] !== ',') {
      throw new TableError({ file, line }, 'there is text after a closing quote', CLOSE);
    }
    at = next + 1;
  }
  return fields;
}

function closingQuote(content: string, open: number): number {
  let at = content.indexOf('"', open + 1);
  while (at >= 0 && content[at + 1] === '"') at = content.indexOf('"', at + 2);
  return at;
}

const endOfPlain = (content: string, from: number): number => {
  const comma = content.indexOf(',', from);
  return comma < 0 ? content.length : comma;
};
