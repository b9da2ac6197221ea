import type { Evidence } from '../../src/core/evidence/evidence.js';
import type { RaisedResult } from '../../src/core/evidence/toxicology.js';
import type { RuleInput } from '../../src/core/rules/rule.js';
import { exactly } from '../../src/core/time/instant.js';
import { daysAgo, seen } from './clinical-facts.js';

/** Waiting times of `clinical-opioid` 4, 7 and 8, written by hand: minimum and clear. */
const WAITS: Readonly<Record<string, readonly [number, number]>> = {
  'short-acting': [7, 10],
  antitussive: [7, 10],
  'extended-release': [7, 14],
  transdermal: [7, 14],
  tramadol: [7, 10],
  'long-acting': [10, 14],
  buprenorphine: [10, 14],
  mixed: [7, 10],
  illicit: [7, 14],
  kratom: [7, 10],
  unknown: [10, 14],
  sublocade: [120, 365],
  'brixadi-monthly': [84, 180],
  'brixadi-weekly': [28, 60],
  'implant-in-situ': [184, 731],
  'implant-removed': [14, 60],
};
export const OPIOID_NUMBERS = {
  ...Object.fromEntries(
    Object.entries(WAITS).flatMap(([name, [minimum, clear]]) => [
      [`${name}.minimum`, minimum],
      [`${name}.clear`, clear],
    ]),
  ),
  'precise-interval': 31,
  'positive-test.critical': 10,
  'positive.counted': 30,
  'on-board.depot': 35,
  'on-board.oral': 3,
  'illicit.unproven': 30,
  'illicit.negative-test': 3,
  'leftovers.listed': 30,
  'lane.one-day-within': 168,
  'lane.no-other-opioid': 14,
  'hours.critical': 24,
  'hours.warning': 72,
  'hours.clear': 168,
  'cows.minimum': 5,
  'cows.recent': 48,
  'continuation.depot': 35,
  'depot.blocked': 28,
  'depot.waning': 35,
  'oral.blocked': 3,
  'oral.listed': 3,
} as never;

const NOTHING: Partial<Evidence> = {
  exposures: [],
  buprenorphineDepots: [],
  naltrexoneDoses: [],
  naltrexoneListings: [],
  otherMedications: [],
  toxicology: { raised: [], clearing: [], invalidSpecimens: [], panel: [], pending: false },
  withdrawalScores: [],
  diagnoses: [],
  incomplete: new Set(),
};

/** A first dose today, under the rules for opioid use, with nothing in a wholly read chart but these facts. */
export const ruleInput = (
  evidence: Partial<Evidence> = {},
  differing: Partial<RuleInput> = {},
): RuleInput =>
  ({
    evidence: { ...NOTHING, ...evidence },
    clock: { now: daysAgo(0), planned: daysAgo(0), zone: { id: 'UTC', offsets: [] } },
    lane: 'first-dose',
    indication: 'opioid-rules',
    reasons: [],
    ...differing,
  }) as unknown as RuleInput;

/** A final oxycodone screen, positive 5 days ago, which stands. */
export const positive = (differing: Partial<RaisedResult> = {}): RaisedResult => ({
  analyte: 'oxycodone',
  analytes: ['oxycodone'],
  name: 'oxycodone',
  test: 'oxycodone screen',
  drug: 'oxycodone',
  exposureClass: 'short-acting',
  illicit: 'never',
  method: 'screen',
  covers: ['oxycodone'],
  panelMembers: ['oxycodone'],
  refutedBy: [],
  detectionDays: 4,
  crossReacts: false,
  result: 'positive',
  status: 'final',
  standing: 'stands',
  coded: true,
  validSpecimen: true,
  collected: exactly(daysAgo(5)),
  dating: 'collected',
  specimen: undefined,
  provenance: seen('Observation/t1'),
  ...differing,
});

export const toxicologyOf = (...raised: readonly RaisedResult[]): Partial<Evidence> => ({
  toxicology: { raised, clearing: [], invalidSpecimens: [], panel: [], pending: false },
});
