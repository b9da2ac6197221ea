import type { CodeableConcept, ObservationReferenceRange, Quantity } from 'fhir/r4.js';
import type { LiverLaboratory, UnitTable } from '../../pack/liver-laboratory.js';
import { listOf, numberOf, textOf } from '../fhir-json.js';
import type { Measured } from './read-measurement.js';
import { NO_UNIT, readUnit, type UnitReading } from './read-unit.js';

type Meanings = LiverLaboratory['referenceRanges'];

/** Who the reference ranges have to fit. */
export interface RangeSubject {
  readonly sex: 'female' | 'male' | 'unknown';
  readonly ageYears?: number | undefined;
}

/** An upper limit that a laboratory states, in its own unit. */
export interface StatedHigh {
  readonly value: number;
  readonly unit: UnitReading;
}

export interface ReferenceRanges {
  /** Upper limits that may hold for this patient. */
  readonly highs: readonly StatedHigh[];
  /** The unit of any of the ranges, for a value that has none of its own. */
  readonly unit: UnitReading;
  readonly stated: boolean;
  /** A range for this patient was there and makes no sense. */
  readonly unusable: boolean;
}

interface Bounds {
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly unit: UnitReading;
}

const NO_RANGES: ReferenceRanges = { highs: [], unit: NO_UNIT, stated: false, unusable: false };
const RANGE_IN_TEXT =
  /^(?:(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*|(?:<=?|≤|up to)\s*)(\d+(?:\.\d+)?)(?:\s*([^\s\d].*))?$/i;

/**
 * The laboratory's own upper limits that fit the patient: ranges for treatment, critical values, another sex, pregnancy or
 * another age are left out, ranges made for this patient's sex win over general ones (`clinical-liver-other` B2.7).
 */
export function readReferenceRanges(
  from: Measured,
  units: UnitTable,
  meanings: Meanings,
  subject: RangeSubject,
): ReferenceRanges {
  const ranges = listOf(from.referenceRange);
  if (ranges.length === 0) return NO_RANGES;
  const specific: StatedHigh[] = [];
  const general: StatedHigh[] = [];
  let unit = NO_UNIT;
  let unusable = false;
  for (const range of ranges) {
    const bounds = boundsOf(range, units);
    if (unit.is === 'none') unit = bounds.unit;
    if (!isNormalType(range.type, meanings.normalTypes)) continue;
    const fit = populationFit(range.appliesTo, meanings, subject);
    if (fit === 'no' || bounds.high === undefined || excludesAge(range.age, meanings, subject)) {
      continue;
    }
    if (bounds.high <= 0 || (bounds.low ?? 0) > bounds.high) unusable = true;
    else (fit === 'made-for' ? specific : general).push({ value: bounds.high, unit: bounds.unit });
  }
  return { highs: specific.length > 0 ? specific : general, unit, stated: true, unusable };
}

function boundsOf(range: ObservationReferenceRange, units: UnitTable): Bounds {
  const { low, high, text } = range;
  const value = numberOf(high?.value);
  if (value !== undefined) {
    const unit = readUnit(units, high?.code, high?.unit);
    return { low: numberOf(low?.value), high: value, unit };
  }
  const match = RANGE_IN_TEXT.exec(textOf(text)?.trim() ?? '');
  if (match === null) {
    return { low: undefined, high: undefined, unit: readUnit(units, low?.code, low?.unit) };
  }
  const [, first, second, unit] = match;
  return {
    low: Number(first ?? 0),
    high: Number(second),
    unit: readUnit(units, unit),
  };
}

function isNormalType(type: CodeableConcept | undefined, normal: readonly string[]): boolean {
  const words = wordsOf(type);
  return words.length === 0 || words.some((word) => normal.includes(word));
}

/** Several populations of one range hold together; a population that we do not know decides nothing. */
function populationFit(
  populations: ObservationReferenceRange['appliesTo'],
  { female, male, pregnancy }: Meanings,
  { sex }: RangeSubject,
): 'made-for' | 'general' | 'no' {
  let fit: 'made-for' | 'general' = 'general';
  for (const population of listOf(populations)) {
    const words = wordsOf(population);
    const names = (meanings: readonly string[]): boolean =>
      words.some((word) => meanings.includes(word));
    if (names(pregnancy)) return 'no';
    const isFemale = names(female);
    if (isFemale === names(male) || sex === 'unknown') continue;
    if (isFemale !== (sex === 'female')) return 'no';
    fit = 'made-for';
  }
  return fit;
}

function excludesAge(
  age: ObservationReferenceRange['age'],
  { ageUnits }: Meanings,
  { ageYears }: RangeSubject,
): boolean {
  if (ageYears === undefined) return false;
  const years = (limit: Quantity | undefined): number | undefined => {
    const spelling = textOf(limit?.code) ?? textOf(limit?.unit) ?? 'a';
    const unit = ageUnits.find(({ spellings }) =>
      spellings.includes(spelling.trim().toLowerCase()),
    );
    const value = numberOf(limit?.value);
    return unit === undefined || value === undefined ? undefined : value / unit.perYear;
  };
  const [limits] = listOf(age);
  return ageYears < (years(limits?.low) ?? 0) || ageYears > (years(limits?.high) ?? Infinity);
}

const NO_WORDS: readonly string[] = [];

function wordsOf(concept: CodeableConcept | undefined): readonly string[] {
  const [stated] = listOf(concept);
  if (stated === undefined) return NO_WORDS;
  const texts = listOf(stated.coding).flatMap(({ code, display }) => [code, display]);
  return [...texts, stated.text]
    .map((each) => textOf(each) ?? '')
    .join(' ')
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((word) => word !== '');
}
