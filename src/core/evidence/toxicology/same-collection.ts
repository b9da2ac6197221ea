import type { ToxicologyResult } from '../toxicology.js';

type Collected = Pick<ToxicologyResult, 'collected' | 'dating' | 'specimen' | 'provenance'>;

/**
 * Do two results surely come from one specimen? The same specimen, the same instant, or one Observation; a shared calendar
 * day is not enough (`clinical-opioid` 6.4).
 */
export function isSameCollection(a: Collected, b: Collected): boolean {
  if (a.specimen !== undefined && a.specimen === b.specimen) return true;
  if (observationOf(a) === observationOf(b)) return true;
  const [first, second] = [instantOf(a), instantOf(b)];
  return first !== undefined && first === second;
}

const instantOf = ({ collected, dating }: Collected): number | undefined =>
  dating === 'collected' && collected?.earliest.moment === collected?.latest.moment
    ? collected?.latest.moment
    : undefined;

/** Components carry the number of their place behind "#". */
const observationOf = ({ provenance }: Collected): string => provenance.source.replace(/#\d+$/, '');
