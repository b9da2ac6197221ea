import { TableError } from './table-error.js';

/** A checked row: every declared column is there, empty cells are empty strings. */
export class TableRow {
  readonly file: string;
  readonly line: number;
  readonly #places: ReadonlyMap<string, number>;
  readonly #cells: readonly string[];

  constructor(
    file: string,
    line: number,
    places: ReadonlyMap<string, number>,
    cells: readonly string[],
  ) {
    this.file = file;
    this.line = line;
    this.#places = places;
    this.#cells = cells;
  }

  text(column: string): string {
    const cell = this.#cells[this.#places.get(column) ?? -1];
    if (cell === undefined) throw new Error(`${this.file} declares no column ${column}`);
    return cell;
  }

  list(column: string): readonly string[] {
    const cell = this.text(column);
    const known = lists.get(cell);
    if (known !== undefined) return known;
    const list = Object.freeze(cell.split(';').map((part) => part.trim()));
    lists.set(cell, list);
    return list;
  }

  yes(column: string): boolean {
    return this.text(column) === 'yes';
  }

  /** The cell as one of the values that its column declares; `tables.json` is the list, the caller knows the type. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the declared enumeration is the check
  value<Value extends string>(column: string): Value {
    return this.text(column) as Value;
  }

  fault(column: string, problem: string, remedy: string): TableError {
    return new TableError({ file: this.file, line: this.line, column }, problem, remedy);
  }
}

/** The same few hundred cells stand in thousands of rows: each is split once, and its list is shared. */
const lists = new Map<string, readonly string[]>([['', Object.freeze([])]]);
