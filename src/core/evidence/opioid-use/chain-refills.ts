import { daysLater } from '../../time/distance.js';
import type { Exposure } from '../exposure.js';

/**
 * An early refill is started when the previous supply of the same ingredient and class has run out: its run-out moves by the
 * days carried over, at most `carriedDays` (`clinical-opioid` 5.1). Of supplies of one day the shorter one is used first.
 * Possible dispenses never extend anything.
 * @param dispenses exposures from dispenses, in any order
 */
export function chainRefills(
  dispenses: readonly Exposure[],
  carriedDays: number,
): readonly Exposure[] {
  const runOut = new Map<string, number>();
  return [...dispenses]
    .sort((a, b) => handoverDay(a) - handoverDay(b) || runOutDay(a) - runOutDay(b))
    .map((exposure) => {
      if (exposure.certainty !== 'confirmed' || exposure.last === undefined) return exposure;
      const course = `${exposure.ingredient}|${exposure.exposureClass}`;
      const before = runOut.get(course) ?? -Infinity;
      const carried = Math.min(carriedDays, Math.max(0, before - handoverDay(exposure)));
      const latest = daysLater(exposure.last.latest, carried);
      runOut.set(course, Math.max(before, latest.day));
      return {
        ...exposure,
        last: { earliest: daysLater(exposure.last.earliest, carried), latest },
      };
    });
}

const handoverDay = (exposure: Exposure): number => exposure.listedOn?.day ?? -Infinity;
const runOutDay = (exposure: Exposure): number => exposure.last?.latest.day ?? -Infinity;
