import type {
  BuprenorphineDepot,
  Exposure,
  NaltrexoneDose,
} from '../../src/core/evidence/exposure.js';
import type { Diagnosis } from '../../src/core/evidence/diagnosis.js';
import type { Provenance } from '../../src/core/evidence/provenance.js';
import type { Finding } from '../../src/core/rules/finding.js';
import {
  type Day,
  dayPlus,
  exactly,
  onDay,
  type Point,
  type Span,
} from '../../src/core/time/instant.js';

/** Clinical facts as the readers make them, for tests of what comes after. Each call names what differs. */

/** The calendar day of the usual `now`, 24 November 2026. */
export const TODAY = (Date.UTC(2026, 10, 24) / 86_400_000) as Day;
export const daysAgo = (days: number): Point => onDay(dayPlus(TODAY, -days));
export const between = (earliest: number, latest: number): Span => ({
  earliest: daysAgo(earliest),
  latest: daysAgo(latest),
});
export const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

export const seen = (source = 'MedicationDispense/d1', complete = true): Provenance => ({
  source,
  slice: 'medicationDispenses',
  complete,
});

/** Oxycodone, certainly used until 5 days ago. */
export const exposure = (differing: Partial<Exposure> = {}): Exposure => ({
  ingredient: 'oxycodone',
  name: 'oxycodone 5 mg tablet',
  exposureClass: 'short-acting',
  illicit: false,
  from: 'dispense',
  certainty: 'confirmed',
  last: exactly(daysAgo(5)),
  ongoing: false,
  asNeeded: false,
  listedOn: undefined,
  doubt: undefined,
  provenance: seen(),
  ...differing,
});

/** Sublocade, given 100 days ago. */
export const depot = (differing: Partial<BuprenorphineDepot> = {}): BuprenorphineDepot => ({
  product: 'sublocade',
  event: 'given',
  from: 'administration',
  certainty: 'confirmed',
  at: exactly(daysAgo(100)),
  provenance: seen('MedicationAdministration/a1'),
  ...differing,
});

/** Depot naltrexone, given 28 days ago. */
export const dose = (differing: Partial<NaltrexoneDose> = {}): NaltrexoneDose => ({
  product: 'depot',
  at: exactly(daysAgo(28)),
  provenance: seen('MedicationAdministration/n1'),
  ...differing,
});

/** An active opioid use disorder. */
export const diagnosis = (differing: Partial<Diagnosis> = {}): Diagnosis => ({
  group: 'opioid-use-disorder active',
  also: [],
  system: 'ICD-10-CM',
  code: 'F11.20',
  display: 'opioid dependence',
  active: true,
  remission: false,
  confirmed: true,
  at: undefined,
  onset: undefined,
  provenance: seen('Condition/c1'),
  ...differing,
});

/** A critical finding: oxycodone too short ago. */
export const finding = (differing: Partial<Finding> = {}): Finding => ({
  rule: 'opioid-interval-short',
  version: '1.0.0',
  question: 'opioid-interval',
  outcome: 'too-short',
  state: 'met',
  indicator: 'critical',
  card: 'safety',
  shadow: false,
  orders: ['MedicationRequest/draft-1'],
  subject: 'oxycodone',
  values: {},
  evidence: [seen()],
  dates: undefined,
  ...differing,
});
