import type { AnyVerdict } from './rule.js';

type Ranked<O extends string> = AnyVerdict & { readonly outcome: O };

/** Orders verdicts by the rank of their outcome; of equal ones that with the later date stands first, then the newer one. */
export const worstFirst =
  <O extends string>(rank: Readonly<Record<O, number>>) =>
  (a: Ranked<O>, b: Ranked<O>): number =>
    rank[b.outcome] - rank[a.outcome] || earliestOf(b) - earliestOf(a) || daysOf(a) - daysOf(b);

const earliestOf = ({ dates }: AnyVerdict): number =>
  typeof dates === 'object' ? dates.earliest : 0;

const daysOf = ({ values: { days } }: AnyVerdict): number =>
  days?.kind === 'number' ? days.value : 0;
