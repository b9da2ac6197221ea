import type { CsvRecord } from './parse-csv.js';
import type { TableColumn, TableDescription } from '../../core/pack/terminology/tables-file.js';
import { TableRow } from './table-row.js';
import { TableError } from './table-error.js';

/**
 * The records of a file as rows: header as declared, every cell as declared, no key twice.
 * @throws TableError
 */
export function checkRows(
  table: TableDescription,
  records: readonly CsvRecord[],
): readonly TableRow[] {
  const { file } = table;
  const columns = Object.entries(table.columns).map(([name, column]) => checkerOf(name, column));
  const [header, ...body] = records;
  checkHeader(table, header?.fields ?? []);
  const places = new Map(columns.map(({ name }, place) => [name, place]));
  const keys = new Map<string, number>();
  return body.map(({ line, fields }) => {
    if (fields.length !== columns.length) {
      const problem = `${fields.length} cells instead of ${columns.length}`;
      throw new TableError({ file, line }, problem, 'Put cells that hold a comma in quotes');
    }
    for (let place = 0; place < columns.length; place++)
      check(file, line, columns[place], fields[place]);
    const row = new TableRow(file, line, places, fields);
    checkKey(table, row, keys);
    return row;
  });
}

function check(file: string, line: number, column: Checker | undefined, cell = ''): void {
  const problem = column?.problem(cell);
  if (column === undefined || problem === undefined) return;
  throw new TableError({ file, line, column: column.name }, problem, column.remedy);
}

function checkHeader(table: TableDescription, fields: readonly string[]): void {
  const declared = Object.keys(table.columns);
  if (fields.join() === declared.join()) return;
  throw new TableError(
    { file: table.file, line: 1 },
    `the header is "${fields.join()}"`,
    `It must be "${declared.join()}", as tables.json says`,
  );
}

function checkKey(table: TableDescription, row: TableRow, keys: Map<string, number>): void {
  const [only = ''] = table.key;
  const key =
    table.key.length === 1
      ? row.text(only)
      : table.key.map((column) => row.text(column)).join(' · ');
  const before = keys.get(key);
  if (before !== undefined) {
    const problem = `"${key}" stands already on line ${before}`;
    throw row.fault(table.key.join(' + '), problem, 'Keep one of the two rows');
  }
  keys.set(key, row.line);
}

interface Checker {
  readonly name: string;
  readonly remedy: string;
  readonly problem: (cell: string) => string | undefined;
}

function checkerOf(name: string, column: TableColumn): Checker {
  const values = column.values && new Set(column.values);
  const pattern = column.pattern === undefined ? undefined : new RegExp(column.pattern, 'u');
  return {
    name,
    remedy: `Expected: ${values === undefined ? (column.pattern ?? column.meaning) : [...values].join(', ')}`,
    problem: (cell) => {
      if (cell === '') return column.required === true ? 'the cell is empty' : undefined;
      if (cell.trim() !== cell) return `"${cell}" begins or ends with a blank`;
      if (values?.has(cell) === false) return `"${cell}" is not one of the values`;
      if (pattern?.test(cell) === false) return `"${cell}" has the wrong form`;
      return undefined;
    },
  };
}
