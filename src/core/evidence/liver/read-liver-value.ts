import type { Observation } from 'fhir/r4.js';
import type { LaboratoryLimit } from '../../pack/laboratory-limit.js';
import type { AnalyteKnowledge, LiverLaboratory } from '../../pack/liver-laboratory.js';
import type { LiverAnalyte, LiverUnreadable, LiverValue, UpperLimit } from '../liver-result.js';
import { isMoreThan } from './decimal-comparison.js';
import { type Measured, type Measurement, readMeasurement } from './read-measurement.js';
import {
  type RangeSubject,
  readReferenceRanges,
  type ReferenceRanges,
} from './read-reference-ranges.js';
import { type AcceptedUnit, fromCanonical, toCanonical, type UnitReading } from './read-unit.js';
import { between, type CanonicalLimit, defaultHighs, readUpperLimit } from './read-upper-limit.js';

/** What values are read by: the reviewed laboratory knowledge, the site's own limits, the patient. */
export interface ValueContext extends RangeSubject {
  readonly laboratory: LiverLaboratory;
  readonly siteLimits?: readonly LaboratoryLimit[] | undefined;
}

type NumberMeasured = Extract<Measurement, { is: 'number' }>;
const unreadable = (why: LiverUnreadable): LiverValue => ({ readable: false, why });

/**
 * A result's value in the canonical unit with its upper limits of normal (`clinical-liver-other` B2.5-B2.7). A value whose
 * unit is not known is read as a mere multiple of a limit in the same unit; anything else that is not sure is unreadable.
 */
export function readLiverValue(
  from: Measured,
  analyte: LiverAnalyte,
  performer: Observation['performer'],
  context: ValueContext,
): LiverValue {
  const { laboratory } = context;
  const knowledge = laboratory.analytes[analyte];
  const units = laboratory.units[knowledge.units];
  if (units === undefined) throw new Error(`liver-laboratory: no unit table ${knowledge.units}`);
  const measurement = readMeasurement(from, units, laboratory.normalInterpretations);
  if (measurement.is === 'none') return unreadable('no-number');
  const ranges = readReferenceRanges(from, units, laboratory.referenceRanges, context);
  if (measurement.is === 'normal') return normalInWords(knowledge, ranges, context);
  const unit = unitOf(measurement, ranges, knowledge, units.accepted[0]);
  if (unit.is === 'contradictory') return unreadable('contradictory-unit');
  if (unit.is !== 'known') return ratioOnly(measurement, unit, ranges);
  const canonical = toCanonical(measurement.value, unit.unit);
  const { plausible } = knowledge;
  if (
    plausible !== undefined &&
    (isMoreThan(plausible.low, canonical) || isMoreThan(canonical, plausible.high))
  ) {
    return unreadable('implausible');
  }
  const source = { analyte, performer, siteLimits: context.siteLimits ?? [] };
  const limit = readUpperLimit(ranges, unit.unit, knowledge, units, context, source);
  if (limit === 'suspect') return unreadable('unit-suspect');
  return readableIfBoundTells({
    readable: true,
    canonical,
    reported: {
      value: measurement.value,
      unit: knowledge.unitless === true ? undefined : unit.unit.spellings[0],
    },
    bound: measurement.bound,
    upperLimit: limit && asMultiple(canonical, limit, unit.unit),
  });
}

/** A value without a unit takes that of its range; a test without unit (INR) needs none. */
function unitOf(
  { unit }: NumberMeasured,
  ranges: ReferenceRanges,
  knowledge: AnalyteKnowledge,
  canonical: AcceptedUnit | undefined,
): UnitReading {
  if (unit.is !== 'none') return unit;
  if (ranges.unit.is !== 'none') return ranges.unit;
  return knowledge.unitless === true && canonical !== undefined
    ? { is: 'known', unit: canonical }
    : unit;
}

/** The ratio to a limit in the same, unknown unit needs no unit. */
function ratioOnly(
  { value, bound }: NumberMeasured,
  unit: Extract<UnitReading, { is: 'none' | 'unknown' }>,
  { highs }: ReferenceRanges,
): LiverValue {
  const same = highs
    .filter(
      (high) =>
        high.unit.is === 'none' ||
        (unit.is === 'unknown' &&
          high.unit.is === 'unknown' &&
          high.unit.spelling === unit.spelling),
    )
    .map((high) => high.value);
  if (same.length === 0) return unreadable(unit.is === 'none' ? 'no-unit' : 'unknown-unit');
  const { lowest, highest } = between(same);
  return readableIfBoundTells({
    readable: true,
    canonical: undefined,
    reported: { value, unit: undefined },
    bound,
    upperLimit: {
      lowest,
      highest,
      timesLowest: value / lowest,
      timesHighest: value / highest,
      origin: 'result',
      rangeUnusable: false,
    },
  });
}

/** "Normal" without a number is believed only when no range contradicts the want of one (B2.5). */
function normalInWords(
  { upperLimit }: AnalyteKnowledge,
  { stated }: ReferenceRanges,
  { sex }: RangeSubject,
): LiverValue {
  if (stated || upperLimit === undefined) return unreadable('no-number');
  return {
    readable: true,
    canonical: undefined,
    reported: undefined,
    bound: 'below',
    upperLimit: {
      ...between(defaultHighs(upperLimit, sex)),
      timesLowest: 1,
      timesHighest: 1,
      origin: 'default',
      rangeUnusable: false,
    },
  };
}

const asMultiple = (
  canonical: number,
  { lowest, highest, origin, rangeUnusable }: CanonicalLimit,
  unit: AcceptedUnit,
): UpperLimit => ({
  lowest: fromCanonical(lowest, unit),
  highest: fromCanonical(highest, unit),
  timesLowest: canonical / lowest,
  timesHighest: canonical / highest,
  origin,
  rangeUnusable,
});

/** "Below 100" is normal only when 100 is; "above 5" tells nothing while 5 is normal. */
function readableIfBoundTells(value: Extract<LiverValue, { readable: true }>): LiverValue {
  const { bound, upperLimit } = value;
  if (bound === undefined || upperLimit === undefined) return value;
  const isHigh = isMoreThan(upperLimit.timesLowest, 1);
  return isHigh === (bound === 'above') ? value : unreadable('bound-tells-nothing');
}
