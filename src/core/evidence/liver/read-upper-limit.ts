import type { Observation } from 'fhir/r4.js';
import type { LaboratoryLimit } from '../../pack/laboratory-limit.js';
import type { AnalyteKnowledge, UnitTable } from '../../pack/liver-laboratory.js';
import { listOf, textOf } from '../fhir-json.js';
import type { LiverAnalyte, UpperLimitOrigin } from '../liver-result.js';
import type { RangeSubject, ReferenceRanges } from './read-reference-ranges.js';
import { type AcceptedUnit, readUnit, toCanonical } from './read-unit.js';

/** Upper limits of normal in the canonical unit of the analyte; the lowest decides warnings, the highest critical. */
export interface CanonicalLimit {
  readonly lowest: number;
  readonly highest: number;
  readonly origin: UpperLimitOrigin;
  readonly rangeUnusable: boolean;
}

/** What a limit is looked up by when the result itself carries none. */
export interface LimitSource {
  readonly analyte: LiverAnalyte;
  readonly performer: Observation['performer'];
  readonly siteLimits: readonly LaboratoryLimit[];
}

/**
 * The upper limit of a value with a known unit: the result's own ranges, else the site's limit for the laboratory, else the
 * default by sex (`clinical-liver-other` B2.6, B2.7).
 * @returns `suspect` when the laboratory's limits are of a size that no such limit has: then the unit is not to be trusted
 */
export function readUpperLimit(
  ranges: ReferenceRanges,
  valueUnit: AcceptedUnit,
  knowledge: AnalyteKnowledge,
  units: UnitTable,
  { sex }: RangeSubject,
  source: LimitSource,
): CanonicalLimit | 'suspect' | undefined {
  const size = knowledge.plausibleUpperLimit;
  const plausible: number[] = [];
  let isOfOddSize = false;
  for (const { value, unit } of ranges.highs) {
    if (unit.is !== 'known' && unit.is !== 'none') continue;
    const high = toCanonical(value, unit.is === 'known' ? unit.unit : valueUnit);
    if (size === undefined || (high >= size.low && high <= size.high)) plausible.push(high);
    else isOfOddSize = true;
  }
  if (plausible.length > 0) return limit(plausible, 'result', false);
  if (isOfOddSize) return 'suspect';
  const rangeUnusable = ranges.unusable || ranges.highs.length > 0;
  const ofSite = siteHighs(source, units, sex);
  if (ofSite.length > 0) return limit(ofSite, 'site', rangeUnusable);
  if (knowledge.upperLimit === undefined) return undefined;
  return limit(defaultHighs(knowledge.upperLimit, sex), 'default', rangeUnusable);
}

/** An unknown sex leaves both limits standing. */
export const defaultHighs = (
  { female, male }: NonNullable<AnalyteKnowledge['upperLimit']>,
  sex: RangeSubject['sex'],
): readonly number[] => (sex === 'female' ? [female] : sex === 'male' ? [male] : [female, male]);

function siteHighs(
  { analyte, performer, siteLimits }: LimitSource,
  units: UnitTable,
  sex: RangeSubject['sex'],
): readonly number[] {
  const names = listOf(performer).flatMap(({ reference, display }) => [
    textOf(reference),
    textOf(display),
  ]);
  return siteLimits.flatMap((entry) => {
    if (entry.analyte !== analyte || !names.includes(entry.performer)) return [];
    if (entry.sex !== undefined && sex !== 'unknown' && entry.sex !== sex) return [];
    const unit = readUnit(units, entry.unit);
    return unit.is === 'known' ? [toCanonical(entry.high, unit.unit)] : [];
  });
}

function limit(
  highs: readonly number[],
  origin: UpperLimitOrigin,
  rangeUnusable: boolean,
): CanonicalLimit {
  const { lowest, highest } = between(highs);
  return { lowest, highest, origin, rangeUnusable };
}

export const between = (highs: readonly number[]): { lowest: number; highest: number } => ({
  lowest: Math.min(...highs),
  highest: Math.max(...highs),
});
