import type { DraftOrder } from '../../src/core/call.js';
import type { BillingEvidence } from '../../src/core/evidence/billing/billing-evidence.js';
import type { Evidence } from '../../src/core/evidence/evidence.js';
import { NO_PAPERS } from '../../src/core/evidence/papers/papers-evidence.js';
import type { ReadableLiverResult } from '../../src/core/evidence/liver-result.js';
import type { RaisedResult, WithdrawalScore } from '../../src/core/evidence/toxicology.js';
import type { Numbers } from '../../src/core/pack/policy.js';
import type { RuleInput } from '../../src/core/rules/rule.js';
import { exactly, type Moment, type Point } from '../../src/core/time/instant.js';
import { loadTimeZone } from '../../src/knowledge/load-time-zone.js';
import { daysAgo, seen, TODAY } from './clinical-facts.js';

/** One naltrexone order and what is known, as the rules see it, for tests of the plan. Each call names what differs. */

const zone = loadTimeZone('America/New_York');
const NOW: Point & { readonly moment: Moment } = {
  day: TODAY,
  moment: Date.parse('2026-11-24T15:00:00-05:00') as Moment,
};

/** A chart that was wholly read and in which nothing was found. */
export const evidence = (differing: Partial<Evidence> = {}): Evidence => ({
  sex: 'male',
  age: undefined,
  exposures: [],
  buprenorphineDepots: [],
  naltrexoneDoses: [],
  naltrexoneListings: [],
  activeNaltrexone: [],
  otherMedications: [],
  contextMedications: [],
  rescueSupplies: [],
  alcohol: {} as Evidence['alcohol'],
  bodyWeights: [],
  plannedOperations: [],
  toxicology: { raised: [], clearing: [], invalidSpecimens: [], panel: PANEL, pending: false },
  withdrawalScores: [],
  naloxoneChallenges: [],
  diagnoses: [],
  allergies: [],
  pregnancy: [],
  selfHarmAnswers: [],
  liver: {
    results: [],
    signs: [],
    conditions: [],
    ageYears: 38,
    pending: false,
    futureDated: [],
  },
  recordedAnswers: [],
  coverage: {} as Evidence['coverage'],
  billing: nothingBilled(),
  papers: NO_PAPERS,
  encounterClass: undefined,
  failed: new Set(),
  incomplete: new Set(),
  ...differing,
});

/** An order in an office that says nothing about its bill. */
export const nothingBilled = (differing: Partial<BillingEvidence> = {}): BillingEvidence => ({
  codes: [],
  units: [],
  modifiers: [],
  claimLines: [],
  expected: { depot: 'J2315', programme: 'G2073' },
  setting: 'office',
  pharmacySupply: undefined,
  forms: [],
  earlierUnits: [],
  jz: 'medicare',
  ...differing,
});

export const PANEL = ['opiates', 'fentanyl'];

export const draft = (id: string, instructions: readonly object[] = []): DraftOrder =>
  ({
    ref: `MedicationRequest/${id}`,
    resource: { resourceType: 'MedicationRequest', id },
    identity: { is: 'naltrexone', name: `naltrexone ${id}` },
    dosing: { instructions },
    patientNotSaid: false,
    localCodes: [],
  }) as unknown as DraftOrder;

/** A first dose that is planned so many days ahead; of one draft unless others are named. */
export function order(
  known: Evidence = evidence(),
  { inDays = 0, drafts = [draft('depot')], others = [] as readonly DraftOrder[] } = {},
): RuleInput {
  const [first = draft('depot')] = drafts;
  return {
    call: { hook: 'order-sign', question: 'naltrexone', orders: drafts, otherDrafts: others },
    order: first,
    evidence: known,
    clock: { now: NOW, planned: inDays === 0 ? NOW : daysAgo(-inDays), zone },
    lane: 'first-dose',
    reasons: [],
    indication: 'opioid-rules',
  };
}

/** A final screen for fentanyl that is positive, of a specimen of yesterday. */
export const positive = (differing: Partial<RaisedResult> = {}): RaisedResult => ({
  analyte: 'fentanyl',
  analytes: ['fentanyl'],
  name: 'fentanyl',
  test: 'fentanyl screen',
  drug: 'fentanyl',
  exposureClass: 'short-acting',
  illicit: 'with-opioid-use-disorder',
  method: 'screen',
  covers: ['fentanyl'],
  panelMembers: ['fentanyl'],
  refutedBy: ['fentanyl'],
  detectionDays: 3,
  crossReacts: false,
  result: 'positive',
  status: 'final',
  coded: true,
  validSpecimen: true,
  collected: exactly(daysAgo(1)),
  dating: 'collected',
  specimen: undefined,
  provenance: seen('Observation/positive'),
  standing: 'stands',
  ...differing,
});

export const score = (points: number, daysBefore = 0): WithdrawalScore => ({
  score: points,
  final: true,
  at: exactly(daysAgo(daysBefore)),
  dating: 'collected',
  provenance: seen(`Observation/cows-${String(points)}`),
});

/** ALT of 132 U/L where the laboratory gives 0-44 and another limit of 33 may apply, ten days ago. */
export const alt = (differing: Partial<ReadableLiverResult> = {}): ReadableLiverResult => ({
  analyte: 'alt',
  name: 'ALT',
  at: exactly(daysAgo(10)),
  issued: undefined,
  lowCertainty: false,
  status: 'final',
  value: {
    readable: true,
    canonical: 132,
    reported: { value: 132, unit: 'U/L' },
    bound: undefined,
    upperLimit: {
      lowest: 33,
      highest: 44,
      timesLowest: 4,
      timesHighest: 3,
      origin: 'result',
      rangeUnusable: false,
    },
  },
  provenance: seen('Observation/alt'),
  ...differing,
});

/** INR has no upper limit; the limits of the rules are in its own unit. */
export const inr = (value: number): ReadableLiverResult =>
  alt({
    analyte: 'inr',
    name: 'INR',
    value: {
      readable: true,
      canonical: value,
      reported: { value, unit: undefined },
      bound: undefined,
      upperLimit: undefined,
    },
    provenance: seen('Observation/inr'),
  });

/** Of the numbers of `cards/` those that the plan takes, as the clinical documents give them. */
export const NUMBERS: Numbers = new Map<string, Readonly<Record<string, number>>>([
  ['drug', { 'continuation.depot': 35, 'continuation.oral': 3 }],
  ['opioid-toxicology-coverage', { 'negative.fresh': 72 }],
  ['opioid-withdrawal', { 'cows.minimum': 5, 'cows.recent': 48 }],
  [
    'opioid-interval',
    {
      'short-acting.minimum': 7,
      'short-acting.clear': 10,
      'long-acting.minimum': 10,
      'long-acting.clear': 14,
    },
  ],
  [
    'opioid-perioperative',
    {
      'lane.one-day-within': 168,
      'lane.no-other-opioid': 14,
      'hours.critical': 24,
      'hours.clear': 168,
    },
  ],
  [
    'buprenorphine-depot',
    {
      'sublocade.minimum': 120,
      'sublocade.clear': 365,
      'implant-in-situ.minimum': 184,
      'implant-in-situ.clear': 731,
      'implant-removed.minimum': 14,
      'implant-removed.clear': 60,
    },
  ],
  [
    'liver-enzymes',
    {
      'severe.above': 5,
      'moderate.from': 3,
      'rising.from': 2,
      'strict.first-dose': 30,
      'conflict.within': 24,
    },
  ],
  ['liver-bilirubin', { 'bilirubin.from': 2, 'alp.from': 2 }],
  ['liver-coagulation', { 'inr.above': 1.5, 'albumin.below': 2.8 }],
  ['bleeding-risk', { 'inr.above': 3, 'platelets.very-low-below': 50 }],
  ['renal-function', { 'severe.below': 30 }],
]);
