import type { CodeableConcept, Dosage } from 'fhir/r4.js';
import { days, milligrams, tablets, coded } from './code.js';
import { amount, flag, text } from './fact-fields.js';
import { present } from './present.js';

const ROUTES: Readonly<Record<string, string>> = {
  IM: '78421000',
  IV: '47625008',
  SC: '34206005',
  PO: '26643006',
};
const SNOMED = 'http://snomed.info/sct';

/** A route by its abbreviation, or in words that no code system knows. */
export function route(name: string | undefined): CodeableConcept | undefined {
  if (name === undefined) return undefined;
  const known = ROUTES[name];
  return known === undefined ? { text: name } : { ...coded(SNOMED, known), text: name };
}

/** What an order or a dispense says about its use: tablets a day at most, as needed, until when. */
export const instructionFields = { asNeeded: flag, dailyMax: amount, boundsEnd: text };

export function instruction(fact: {
  asNeeded?: boolean;
  dailyMax?: number;
  boundsEnd?: string;
}): Dosage[] | undefined {
  const { asNeeded, dailyMax, boundsEnd } = fact;
  if (asNeeded === undefined && dailyMax === undefined && boundsEnd === undefined) return undefined;
  return [
    present<Dosage>({
      asNeededBoolean: asNeeded,
      timing:
        boundsEnd === undefined ? undefined : { repeat: { boundsPeriod: { end: boundsEnd } } },
      maxDosePerPeriod:
        dailyMax === undefined ? undefined : { numerator: tablets(dailyMax), denominator: days(1) },
    }),
  ];
}

/** A dose that is taken once a day, scheduled or as needed. */
export const dailyDose = (dose: number, asNeeded: boolean): Dosage => ({
  text: asNeeded ? `${dose} mg as needed` : `${dose} mg per day, scheduled`,
  asNeededBoolean: asNeeded,
  timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
  doseAndRate: [{ doseQuantity: milligrams(dose) }],
});
