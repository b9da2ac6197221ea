import { isAtLeast, isMoreThan } from './decimal-comparison.js';

/** A number in the canonical unit of its test, or the bound that stands for it. */
interface Bounded {
  readonly canonical: number | undefined;
  readonly bound: 'above' | 'below' | undefined;
}

/** "Below 50" is under 50, a bare 50 is not; "above 40" does not say. */
export const isUnder = ({ canonical, bound }: Bounded, limit: number): boolean =>
  canonical !== undefined &&
  bound !== 'above' &&
  (bound === 'below' ? isAtLeast(limit, canonical) : isMoreThan(limit, canonical));

/** "Above 3" is over 3, a bare 3 is not; "below 4" does not say. */
export const isOver = ({ canonical, bound }: Bounded, limit: number): boolean =>
  canonical !== undefined &&
  bound !== 'below' &&
  (bound === 'above' ? isAtLeast(canonical, limit) : isMoreThan(canonical, limit));
