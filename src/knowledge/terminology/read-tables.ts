import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRows } from './check-rows.js';
import { parseCsv } from './parse-csv.js';
import { type TableDescription, TablesFile } from '../../core/pack/terminology/tables-file.js';
import { readCheckedJson } from '../read-checked-json.js';
import type { TableRow } from './table-row.js';
import { TableError } from './table-error.js';

/** The rows of each table by its file name; a removable table that is not there has none. */
export type Tables = (file: string) => readonly TableRow[];

const LIST = 'tables.json';

/**
 * Reads every table that `tables.json` lists and checks each cell against what it declares.
 * @throws TableError, or KnowledgeError for `tables.json` itself
 */
export function readTables(directory: string): Tables {
  const { tables } = readCheckedJson(
    join(directory, LIST),
    `cards/terminology/${LIST}`,
    TablesFile,
  );
  const read = new Map(tables.map((table) => [table.file, readTable(directory, table)]));
  return (file) => {
    const rows = read.get(file);
    if (rows === undefined) {
      throw new TableError({ file }, 'the table is not in tables.json', 'Add its entry');
    }
    return rows;
  };
}

function readTable(directory: string, table: TableDescription): readonly TableRow[] {
  const path = join(directory, table.file);
  if (!existsSync(path)) {
    if (table.removable) return [];
    throw new TableError(
      { file: table.file },
      'the file is missing',
      'Restore it; only removable tables may be left out',
    );
  }
  return checkRows(table, parseCsv(table.file, readFileSync(path, 'utf8')));
}
