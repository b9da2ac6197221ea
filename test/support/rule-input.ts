import type { DraftOrder } from '../../src/core/call.js';
import type { Evidence } from '../../src/core/evidence/evidence.js';
import type { NaltrexoneDose } from '../../src/core/evidence/exposure.js';
import type { RuleInput } from '../../src/core/rules/rule.js';
import { HOUR_MS, type Moment, type Point } from '../../src/core/time/instant.js';
import { pointAt } from '../../src/core/time/time-zone.js';
import { TODAY } from './clinical-facts.js';

const UTC = { id: 'UTC', offsets: [{ from: 0, offset: 0 }] };
const NOON = (TODAY * 24 + 12) * HOUR_MS;

/** A time of day so many hours before the noon of 24 November 2026, at which orders are signed. */
export const hoursAgo = (hours: number): Point => pointAt((NOON - hours * HOUR_MS) as Moment, UTC);

/** A naltrexone draft that states nothing but its product. */
export const naltrexoneDraft = (
  product: NaltrexoneDose['product'],
  differing: Partial<DraftOrder> = {},
): DraftOrder =>
  ({
    ref: 'MedicationRequest/draft-1',
    resource: { resourceType: 'MedicationRequest' },
    identity: { is: 'naltrexone', product },
    dosing: { instructions: [], testDose: false },
    ...differing,
  }) as unknown as DraftOrder;

/** What a rule judges: a first dose today for a patient with an empty, wholly read chart. Each call names what differs. */
export function ruleInput(
  product: NaltrexoneDose['product'],
  evidence: Partial<Evidence> = {},
  differing: Partial<RuleInput> = {},
): RuleInput {
  const order = differing.order ?? naltrexoneDraft(product);
  return {
    call: { hook: 'order-sign', question: 'naltrexone', orders: [order], otherDrafts: [] },
    order,
    evidence: { ...EMPTY_CHART, ...evidence },
    clock: { now: hoursAgo(0), planned: hoursAgo(0), zone: UTC },
    lane: 'first-dose',
    reasons: [],
    indication: 'opioid-rules',
    ...differing,
  } as RuleInput;
}

const EMPTY_CHART = {
  sex: 'female',
  age: { least: 40, most: 40 },
  naltrexoneDoses: [],
  naltrexoneListings: [],
  activeNaltrexone: [],
  contextMedications: [],
  rescueSupplies: [],
  alcohol: { signs: [], withdrawalScores: [] },
  bodyWeights: [],
  plannedOperations: [],
  diagnoses: [],
  allergies: [],
  pregnancy: [],
  selfHarmAnswers: [],
  liver: { results: [], ageYears: 40 },
  failed: new Set(),
  incomplete: new Set(),
} as unknown as Evidence;
