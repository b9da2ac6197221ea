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
  'Sublocade',
  'Brixadi weekly',
  'Brixadi monthly',
];
const drug = fc.constantFrom(...DRUGS);
const daysAgo = fc.integer({ min: 0, max: 60 }).map((days) => `-${days}d`);
const hoursAgo = fc.integer({ min: 0, max: 1400 }).map((hours) => `-${hours}h`);

/** Any one trace of an opioid in the chart of the last two months. */
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
