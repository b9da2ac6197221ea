import type { Dosage, Duration, MedicationAdministrationDosage, Quantity, Timing } from 'fhir/r4.js';
import { listOf, numberOf, textOf } from './fhir-json.js';

/** An amount with its unit as written. */
export interface Amount {
  readonly value: number;
  readonly unit: string | undefined;
}

/** What the dosage of an order, dispense or list entry says, as far as rules ask for it. */
export interface DosageFacts {
  readonly dose: Amount | undefined;
  readonly doseMg: number | undefined;
  /** Milligrams a day by dose and frequency; undefined when either is not stated. */
  readonly dailyDoseMg: number | undefined;
  /** Doses a day by frequency and period. */
  readonly dosesPerDay: number | undefined;
  /** `maxDosePerPeriod`, as an amount a day. */
  readonly maximumPerDay: Amount | undefined;
  readonly asNeeded: boolean;
  /** `timing.repeat.boundsPeriod`, as written. */
  readonly boundsStart: string | undefined;
  readonly boundsEnd: string | undefined;
  readonly words: string | undefined;
}

const DAYS_PER_UNIT: Readonly<Record<string, number>> = {
  h: 1 / 24,
  d: 1,
  day: 1,
  wk: 7,
  week: 7,
  mo: 30,
  month: 30,
  a: 365,
  year: 365,
};
const MG_PER_UNIT: Readonly<Record<string, number>> = { mg: 1, g: 1000, ug: 0.001, mcg: 0.001 };

/** Reads one dosage instruction. */
export function readDosage(
  instruction: Dosage | MedicationAdministrationDosage | null | undefined,
): DosageFacts {
  const dosage = (instruction ?? {}) as Dosage & MedicationAdministrationDosage;
  const repeat = dosage.timing?.repeat;
  const rated = listOf(dosage.doseAndRate)[0];
  const dose = amountOf(rated?.doseQuantity ?? rated?.doseRange?.high ?? dosage.dose);
  const mg = dose === undefined ? undefined : MG_PER_UNIT[unitName(dose.unit)];
  const doseMg = dose === undefined || mg === undefined ? undefined : dose.value * mg;
  const dosesPerDay = readDosesPerDay(repeat);
  return {
    dose,
    doseMg,
    dailyDoseMg:
      doseMg === undefined || dosesPerDay === undefined ? undefined : doseMg * dosesPerDay,
    dosesPerDay,
    maximumPerDay: readMaximum(listOf(dosage.maxDosePerPeriod)[0]),
    asNeeded: dosage.asNeededBoolean === true || typeof dosage.asNeededCodeableConcept === 'object',
    boundsStart: textOf(repeat?.boundsPeriod?.start),
    boundsEnd: textOf(repeat?.boundsPeriod?.end),
    words: textOf(dosage.text),
  };
}

export function amountOf(quantity: Quantity | null | undefined): Amount | undefined {
  const value = numberOf(quantity?.value);
  return value === undefined
    ? undefined
    : { value, unit: textOf(quantity?.unit) ?? textOf(quantity?.code) };
}

/** Days of a duration in hours, days, weeks, months (30 d) or years (365 d); without a unit, days. */
export function daysOfDuration(duration: Duration | null | undefined): number | undefined {
  const value = numberOf(duration?.value);
  const unit = textOf(duration?.code) ?? textOf(duration?.unit) ?? 'd';
  const days = DAYS_PER_UNIT[unitName(unit)];
  return value === undefined || value <= 0 || days === undefined ? undefined : value * days;
}

function readDosesPerDay(repeat: Timing['repeat']): number | undefined {
  const period = numberOf(repeat?.period);
  const days = DAYS_PER_UNIT[unitName(repeat?.periodUnit)];
  if (period === undefined || period <= 0 || days === undefined) return undefined;
  return (numberOf(repeat?.frequencyMax) ?? numberOf(repeat?.frequency) ?? 1) / (period * days);
}

function readMaximum(ratio: Dosage['maxDosePerPeriod']): Amount | undefined {
  const amount = amountOf(ratio?.numerator);
  const days = daysOfDuration(ratio?.denominator as Duration | undefined);
  return amount === undefined || days === undefined
    ? undefined
    : { value: amount.value / days, unit: amount.unit };
}

/**
 * The most that may be taken in a day: the stated maximum, else dose × frequency ÷ period.
 * @param unit only amounts in this unit count, as a supply can only be divided by an amount of its own unit
 */
export function dailyMaximum(dosage: DosageFacts, unit: string | undefined): number | undefined {
  const { maximumPerDay, dose, dosesPerDay } = dosage;
  if (maximumPerDay !== undefined && sameUnit(maximumPerDay.unit, unit)) return maximumPerDay.value;
  return dose !== undefined && dosesPerDay !== undefined && sameUnit(dose.unit, unit)
    ? dose.value * dosesPerDay
    : undefined;
}

const sameUnit = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && unitName(a) === unitName(b);

/** Units as people write them: "Tablets", "tablet", "{tablet}" and "TAB" are one. */
const unitName = (unit: unknown): string =>
  typeof unit !== 'string'
    ? ''
    : unit
        .trim()
        .toLowerCase()
        .replace(/^\{(.*)\}$/, '$1')
        .replace(/s$/, '')
        .replace(/^tab$/, 'tablet')
        .replace(/^cap$/, 'capsule');
