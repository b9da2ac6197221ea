import type { Observation, ObservationComponent } from 'fhir/r4.js';
import type { UnitTable } from '../../pack/liver-laboratory.js';
import { listOf, numberOf, textOf } from '../fhir-json.js';
import { NO_UNIT, readUnit, type UnitReading } from './read-unit.js';

/** An Observation or one of its components: both carry value, interpretation and reference ranges. */
export type Measured = Observation | ObservationComponent;

/** `normal` = no value at all, only the laboratory's word that it is not high. `none` = nothing that can be read. */
export type Measurement =
  | {
      readonly is: 'number';
      readonly value: number;
      readonly bound: 'above' | 'below' | undefined;
      readonly unit: UnitReading;
    }
  | { readonly is: 'normal' }
  | { readonly is: 'none' };

const NONE: Measurement = { is: 'none' };
const BOUNDS: ReadonlyMap<string | undefined, 'above' | 'below' | undefined> = new Map([
  [undefined, undefined],
  ['<', 'below'],
  ['<=', 'below'],
  ['≤', 'below'],
  ['>', 'above'],
  ['>=', 'above'],
  ['≥', 'above'],
]);
const NUMBER_IN_TEXT = /^([<>]=?|[≤≥])?\s*(\d+(?:\.\d+)?)(?:\s*([^\s\d].*))?$/;

/**
 * The number that a result states, as Quantity, integer or strict text ("> 1000 U/L"); other words ("hemolyzed", "see
 * note") and a stated reason for absence are unknown, never normal (`clinical-liver-other` B2.5).
 */
export function readMeasurement(
  from: Measured,
  units: UnitTable,
  normalInterpretations: readonly string[],
): Measurement {
  if (listOf(from.dataAbsentReason).length > 0) return NONE;
  const quantity = listOf(from.valueQuantity)[0];
  if (quantity !== undefined) {
    const value = numberOf(quantity.value);
    const comparator = textOf(quantity.comparator);
    if (value === undefined || !BOUNDS.has(comparator)) return NONE;
    const unit = readUnit(units, quantity.code, quantity.unit);
    return { is: 'number', value, bound: BOUNDS.get(comparator), unit };
  }
  const whole = numberOf(from.valueInteger);
  if (whole !== undefined) return { is: 'number', value: whole, bound: undefined, unit: NO_UNIT };
  const text = textOf(from.valueString);
  if (text !== undefined) return readText(text, units);
  return hasNoValue(from) && isNormal(from, normalInterpretations) ? { is: 'normal' } : NONE;
}

function readText(text: string, units: UnitTable): Measurement {
  const match = NUMBER_IN_TEXT.exec(text.trim());
  return match === null
    ? NONE
    : {
        is: 'number',
        value: Number(match[2]),
        bound: BOUNDS.get(match[1]),
        unit: readUnit(units, match[3]),
      };
}

const hasNoValue = (from: Measured): boolean =>
  !Object.keys(from).some((name) => name.startsWith('value'));

function isNormal(from: Measured, normal: readonly string[]): boolean {
  const codes = listOf(from.interpretation)
    .flatMap(({ coding }) => listOf(coding))
    .map(({ code }) => textOf(code) ?? '');
  return codes.length > 0 && codes.every((code) => normal.includes(code));
}
