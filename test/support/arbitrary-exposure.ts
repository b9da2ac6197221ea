import * as fc from 'fast-check';
import type { Fact } from './clinical-case.js';

const DRUGS = [
  'oxycodone/acetaminophen tablet',
  'oxycodone 12-hour tablet',
  'hydrocodone/acetaminophen tablet',
  'tramadol tablet',
  'methadone tablet',
  'levorphanol tablet',
  'fentanyl',
  'fentanyl patch',
  'hydromorphone injection',
  'butorphanol nasal spray',
  'buprenorphine/naloxone film',
];
const drug = fc.constantFrom(...DRUGS);
const depot = fc.constantFrom('Sublocade', 'Brixadi weekly', 'Brixadi monthly');
const ago = (max: number, unit: 'd' | 'h'): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max }).map((amount) => `-${amount}${unit}`);
/** Most waiting times end within a month; those of buprenorphine depots within a year. */
const daysAgo = ago(45, 'd');
const hoursAgo = ago(1000, 'h');

/** Any one trace of an opioid in the chart. */
export const anyExposure: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({
    type: fc.constant('MedicationDispense'),
    code: drug,
    whenHandedOver: daysAgo,
    daysSupply: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    type: fc.constant('MedicationAdministration'),
    code: drug,
    effective: fc.oneof(daysAgo, hoursAgo),
  }),
  fc
    .record({
      type: fc.constantFrom('MedicationAdministration', 'MedicationDispense'),
      code: depot,
      at: ago(400, 'd'),
    })
    .map(({ type, code, at }) => ({
      type,
      code,
      [type === 'MedicationDispense' ? 'whenHandedOver' : 'effective']: at,
    })),
  fc.record({
    type: fc.constant('MedicationStatement'),
    code: drug,
    status: fc.constantFrom('stopped', 'completed', 'active', 'unknown'),
    end: daysAgo,
    dateAsserted: daysAgo,
  }),
  fc.record({
    type: fc.constant('MedicationRequest'),
    code: drug,
    status: fc.constantFrom('active', 'completed', 'stopped', 'on-hold'),
    authoredOn: daysAgo,
    supplyDays: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    type: fc.constant('Observation'),
    code: fc.constantFrom('fentanyl screen', 'oxycodone confirmation', 'methadone screen'),
    effective: hoursAgo,
    value: fc.constant('Positive'),
  }),
  fc.record({
    type: fc.constant('Observation'),
    code: fc.constant('last heroin use (self-report)'),
    effective: fc.constant('0d'),
    valueDate: daysAgo,
  }),
);
