import type { ClearingResult, RaisedResult, Standing, ToxicologyResult } from '../toxicology.js';
import { isSameCollection } from './same-collection.js';

type Raised = Omit<RaisedResult, 'standing'>;

/**
 * What the other results make of a positive (`clinical-opioid` 6.4).
 * @param negatives those that may clear: final, coded, dated, of a valid specimen, from a wholly known slice
 */
export function standingOf(
  raised: Raised,
  negatives: readonly ClearingResult[],
  all: readonly Raised[],
): Standing {
  if (raised.status === 'preliminary' && isReplaced(raised, negatives, all))
    return 'replaced-by-final';
  if (raised.method !== 'confirm' && isRefuted(raised, negatives)) return 'refuted';
  return isFollowedByNegative(raised, negatives) ? 'followed-by-negative' : 'stands';
}

function isReplaced(
  preliminary: Raised,
  negatives: readonly ClearingResult[],
  all: readonly Raised[],
): boolean {
  const finals: readonly ToxicologyResult[] = [...negatives, ...all.filter(isFinalPositive)];
  return finals.some(
    (final) => measures(final, preliminary) && isSameCollection(final, preliminary),
  );
}

const isFinalPositive = ({ status, result }: Raised): boolean =>
  status === 'final' && result === 'positive';

/** Confirmed negatives of the same specimen that, taken together, measured every member of the class. */
const isRefuted = (raised: Raised, negatives: readonly ClearingResult[]): boolean =>
  coverAll(
    raised.refutedBy,
    negatives.filter(
      (negative) => negative.method === 'confirm' && isSameCollection(negative, raised),
    ),
  );

/** A negative of the same analyte, or confirmed negatives of every member, collected on a later day. */
function isFollowedByNegative(raised: Raised, negatives: readonly ClearingResult[]): boolean {
  const last = raised.collected?.latest.day;
  if (last === undefined) return false;
  const later = negatives.filter(
    ({ collected, dating }) => dating === 'collected' && collected.earliest.day > last,
  );
  return (
    later.some((negative) => measures(negative, raised)) ||
    coverAll(
      raised.refutedBy,
      later.filter(({ method }) => method === 'confirm'),
    )
  );
}

const measures = (one: ToxicologyResult, other: ToxicologyResult): boolean =>
  other.analytes.every((analyte) => one.analytes.includes(analyte));

const coverAll = (members: readonly string[], negatives: readonly ClearingResult[]): boolean =>
  members.every((member) => negatives.some(({ covers }) => covers.includes(member)));
