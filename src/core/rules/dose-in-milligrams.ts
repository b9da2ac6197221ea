import type { OrderedDose } from '../evidence/ordered-dosing/ordered-dosing.js';

/** A dose of the depot in milligrams: a vial or a kit holds one full dose. */
export const doseInMilligrams = (
  { value, unit }: OrderedDose,
  numbers: Readonly<Record<'dose.full' | 'dose.per-millilitre', number>>,
): number =>
  unit === 'mg'
    ? value
    : value * numbers[unit === 'container' ? 'dose.full' : 'dose.per-millilitre'];
