import type { SliceName } from '../chart.js';

/** Every chart input that can show the use of an opioid; the rules about use need them all (`clinical-opioid` 1.1). */
export const OPIOID_SOURCES: readonly SliceName[] = [
  'medicationRequests',
  'medicationStatements',
  'medicationDispenses',
  'medicationAdministrations',
  'procedures',
  'conditions',
  'laboratory',
  'assessments',
];
