/** A table of `cards/terminology` that cannot be used: where, what is wrong, what to do. */
export class TableError extends Error {
  override readonly name = 'TableError';
  readonly file: string;
  /** Counted from 1, the header row is line 1; 0 = the file as a whole. */
  readonly line: number;
  readonly column: string;
  readonly problem: string;
  readonly remedy: string;

  constructor(
    place: { readonly file: string; readonly line?: number; readonly column?: string },
    problem: string,
    remedy: string,
  ) {
    const { file, line = 0, column = '' } = place;
    const where = [file, line > 0 && `line ${line}`, column && `column ${column}`];
    super(`${where.filter(Boolean).join(', ')}: ${problem}. ${remedy}.`);
    this.file = file;
    this.line = line;
    this.column = column;
    this.problem = problem;
    this.remedy = remedy;
  }
}
