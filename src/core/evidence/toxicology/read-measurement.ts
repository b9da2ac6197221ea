import type { Quantity } from 'fhir/r4.js';
import { numberOf, textOf } from '../fhir-json.js';
import type { Valued } from './valued.js';

/** A number as a laboratory states it; the unit is its own spelling. */
export interface Measurement {
  readonly value: number;
  readonly comparator: '<' | '<=' | '>' | '>=' | undefined;
  readonly unit: string | undefined;
}

const NUMBER_IN_WORDS = /^\s*(<=|>=|<|>)?\s*(\d+(?:\.\d+)?)\s*([\p{L}%]\S*)?\s*$/u;

/** Reads valueQuantity or valueInteger, else a string that is nothing but a number, such as "<50 ng/mL". */
export function readMeasurement(valued: Valued): Measurement | undefined {
  const quantity: Quantity | undefined = valued.valueQuantity;
  const value = numberOf(quantity?.value) ?? numberOf(valued.valueInteger);
  if (value !== undefined) {
    return { value, comparator: comparatorOf(quantity?.comparator), unit: unitOf(quantity) };
  }
  const match = NUMBER_IN_WORDS.exec(textOf(valued.valueString) ?? '');
  return match === null
    ? undefined
    : { value: Number(match[2]), comparator: comparatorOf(match[1]), unit: match[3] };
}

export const unitOf = (quantity: Quantity | undefined): string | undefined =>
  textOf(quantity?.unit) ?? textOf(quantity?.code);

const comparatorOf = (text: unknown): Measurement['comparator'] =>
  text === '<' || text === '<=' || text === '>' || text === '>=' ? text : undefined;
