/**
 * Values that every suggestion may name beside those of its finding: now, the day of the dose, and the latest day of use that asks
 * for no waiting before it, as FHIR writes them; how many days that is; the rule; the members of a full drug panel.
 */
export const FIXED_VALUES = [
  'instant',
  'doseDay',
  'lastUse',
  'waitingDays',
  'rule',
  'panel',
] as const;
