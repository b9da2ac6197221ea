/** Agreement of two raters beyond chance, with a 95 % confidence interval; undefined where chance alone would agree always. */
export interface Kappa {
  readonly items: number;
  /** Share of items with the same verdict. */
  readonly agreement: number;
  readonly kappa: number;
  /** Large-sample standard error (Fleiss, Cohen and Everitt 1969). */
  readonly standardError: number;
  /** Within -1 to 1. */
  readonly interval: readonly [number, number];
}

const Z_95 = 1.959963984540054;

/**
 * Cohen's kappa of a square table: rows are the first rater's categories, columns the second's, in the same order.
 * Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas 1960;20:37-46. Fleiss JL, Cohen J, Everitt BS. Large
 * sample standard errors of kappa and weighted kappa. Psychol Bull 1969;72:323-327.
 */
export function cohensKappa(table: readonly (readonly number[])[]): Kappa | undefined {
  const items = table.flat().reduce((sum, count) => sum + count, 0);
  if (items === 0) return undefined;
  const share = (i: number, j: number): number => (table[i]?.[j] ?? 0) / items;
  const categories = table.map((_, i) => i);
  const sum = (of: (i: number) => number): number =>
    categories.reduce((total, i) => total + of(i), 0);
  const rows = categories.map((i) => sum((j) => share(i, j)));
  const columns = categories.map((j) => sum((i) => share(i, j)));
  const row = (i: number): number => rows[i] ?? 0;
  const column = (j: number): number => columns[j] ?? 0;
  const agreement = sum((i) => share(i, i));
  const byChance = sum((i) => row(i) * column(i));
  if (byChance === 1) return undefined;
  const kappa = (agreement - byChance) / (1 - byChance);
  const same = sum((i) => share(i, i) * (1 - (row(i) + column(i)) * (1 - kappa)) ** 2);
  const apart = sum((i) => sum((j) => (i === j ? 0 : share(i, j) * (column(i) + row(j)) ** 2)));
  const variance =
    (same + (1 - kappa) ** 2 * apart - (kappa - byChance * (1 - kappa)) ** 2) /
    (items * (1 - byChance) ** 2);
  const standardError = Math.sqrt(Math.max(0, variance));
  return {
    items,
    agreement,
    kappa,
    standardError,
    interval: [
      Math.max(-1, kappa - Z_95 * standardError),
      Math.min(1, kappa + Z_95 * standardError),
    ],
  };
}
