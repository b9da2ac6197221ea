import type { Evidence } from '../evidence/evidence.js';
import type { NaltrexoneDose } from '../evidence/exposure.js';
import type { Point } from '../time/instant.js';

export type LaneNumbers = Readonly<Record<'continuation.depot' | 'continuation.oral', number>>;

/**
 * Is this a first dose, or the continuation of observed treatment (`clinical-opioid` 8.1, `clinical-liver-other` 0.5)?
 * Only doses that somebody saw given count, never orders, dispenses, lists or claims; and only from a wholly read source,
 * since a lane calms. Local calendar days, counted from the earliest day that a partial date allows.
 */
export function laneOf(
  evidence: Evidence,
  planned: Point,
  numbers: LaneNumbers,
): 'first-dose' | 'depot' | 'oral' {
  const given = (products: readonly NaltrexoneDose['product'][], withinDays: number): boolean =>
    evidence.naltrexoneDoses.some(({ product, at, provenance }) => {
      const days = planned.day - at.earliest.day;
      return provenance.complete && products.includes(product) && days >= 0 && days <= withinDays;
    });
  if (given(['depot'], numbers['continuation.depot'])) return 'depot';
  if (given(['oral', 'contrave'], numbers['continuation.oral'])) return 'oral';
  return 'first-dose';
}
