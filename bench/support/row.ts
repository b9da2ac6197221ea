/** One line of the table: a figure, what it should be, and how to read it. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  /** Digits after the point. */
  readonly digits: number;
  readonly unit?: 'ms' | 's';
  readonly target: number;
  readonly is: 'at-least' | 'at-most';
  /** What the figure was made of, for whoever wants to look closer. */
  readonly from: string;
}

/** Measures what belongs together; one benchmark may give several rows. */
export type Benchmark = () => Promise<readonly Row[]>;

export const isMet = ({ figure, target, is }: Row): boolean =>
  is === 'at-least' ? figure >= target : figure <= target;
