import type {
  Dosage,
  Duration,
  MedicationAdministrationDosage,
  Quantity,
  Timing,
} from 'fhir/r4.js';
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
  hr: 1 / 24,
  hour: 1 / 24,
  d: 1,
  day: 1,
  wk: 7,
  week: 7,
  mo: 30,
  month: 30,
  a: 365,
  year: 365,
};
/** Doses a day by the FHIR timing abbreviations, where no `repeat` says it. */
const DOSES_PER_DAY: Readonly<Record<string, number>> = {
  BID: 2,
  TID: 3,
  QID: 4,
  AM: 1,
  PM: 1,
  BED: 1,
  QD: 1,
  QOD: 1 / 2,
  Q1H: 24,
  Q2H: 12,
  Q3H: 8,
  Q4H: 6,
  Q6H: 4,
  Q8H: 3,
  WK: 1 / 7,
  MO: 1 / 30,
};
const MG_PER_UNIT: Readonly<Record<string, number>> = { mg: 1, g: 1000, ug: 0.001, mcg: 0.001 };

/** Reads one dosage instruction. */
export function readDosage(
  instruction: Dosage | MedicationAdministrationDosage | null | undefined,
): DosageFacts {
  const dosage = (instruction ?? {}) as Dosage & MedicationAdministrationDosage;
  const { timing } = dosage;
  const repeat = timing?.repeat;
  const rated = listOf(dosage.doseAndRate)[0];
  const dose = amountOf(rated?.doseQuantity ?? rated?.doseRange?.high ?? dosage.dose);
  const mg = dose === undefined ? undefined : MG_PER_UNIT[unitName(dose.unit)];
  const doseMg = dose === undefined || mg === undefined ? undefined : dose.value * mg;
  const dosesPerDay = readDosesPerDay(repeat) ?? abbreviatedDosesPerDay(timing);
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

function amountOf(quantity: Quantity | null | undefined): Amount | undefined {
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

function abbreviatedDosesPerDay(timing: Timing | null | undefined): number | undefined {
  const concept = timing?.code;
  const words = [...listOf(concept?.coding).map(({ code }) => code), concept?.text];
  return words
    .map((word) => DOSES_PER_DAY[textOf(word)?.toUpperCase() ?? ''])
    .find((doses) => doses !== undefined);
}

function readMaximum(ratio: Dosage['maxDosePerPeriod']): Amount | undefined {
  const amount = amountOf(ratio?.numerator);
  const days = daysOfDuration(ratio?.denominator);
  return amount === undefined || days === undefined
    ? undefined
    : { value: amount.value / days, unit: amount.unit };
}

/**
 * Days that a supply lasts: quantity ÷ daily maximum, rounded up (`clinical-opioid` 5.1). Of several instructions the slowest
 * counts, since a taper ends with the smallest dose. Undefined when no instruction gives a daily amount in the supply's unit.
 */
export function daysOfSupply(
  quantity: Quantity | null | undefined,
  instructions: readonly Dosage[],
): number | undefined {
  const supply = amountOf(quantity);
  if (supply === undefined) return undefined;
  const daily = instructions
    .flatMap((instruction) => dailyMaximum(readDosage(instruction), supply.unit) ?? [])
    .filter((amount) => amount > 0);
  return daily.length === 0 ? undefined : Math.ceil(supply.value / Math.min(...daily));
}

/**
 * The most that may be taken in a day: the stated maximum, else dose × frequency ÷ period.
 * @param unit only amounts in this unit count, as a supply can only be divided by an amount of its own unit
 */
function dailyMaximum(dosage: DosageFacts, unit: string | undefined): number | undefined {
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
