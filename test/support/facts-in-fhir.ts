import type {
  Bundle,
  FhirResource,
  MedicationRequest,
  Observation,
  ObservationComponent,
} from 'fhir/r4.js';
import type { ClearingFact, ResultFact } from '../../src/core/plan/clearing-fact.js';
import { DAY_MS } from '../../src/core/time/instant.js';
import { baselineFacts } from './baselines.js';
import { caseToFhir, type FhirCase } from './case-to-fhir.js';
import { isoOf } from './clinical-facts.js';

/** What a case's chart calls the resources from which new facts are copied. */
export interface Sources {
  /** `Type/id` of the tests with a positive or unreadable result. */
  readonly raised: readonly string[];
  /** The newest result of the analyte. */
  readonly resultOf: (fact: ResultFact) => string | undefined;
  /** The day for which the order is planned as it is. */
  readonly planned: number;
}

/**
 * A case with clearing facts written into its chart and its draft, as an EHR would hold them once they are there.
 * @returns undefined when a fact is none that this can write
 */
export function withFactsInFhir(
  sent: FhirCase,
  facts: readonly ClearingFact[],
  sources: Sources,
): FhirCase | undefined {
  return facts.reduce<FhirCase | undefined>(
    (before, fact) => before && withOne(before, fact, facts, sources),
    sent,
  );
}

function withOne(
  sent: FhirCase,
  fact: ClearingFact,
  all: readonly ClearingFact[],
  { raised, resultOf, planned }: Sources,
): FhirCase | undefined {
  switch (fact.kind) {
    case 'planned-day':
      return mapDrafts(sent, (draft) => planFor(draft, isoOf(fact.at.day)));
    case 'withdrawn-draft':
      return mapDrafts(sent, (draft) =>
        `${draft.resourceType}/${draft.id ?? ''}` === fact.ref ? undefined : draft,
      );
    case 'corrected-order':
      return mapDrafts(sent, ({ dosageInstruction: _, ...draft }) => draft);
    case 'corrected-entry':
      return {
        ...sent,
        resources: sent.resources.map((row) =>
          refOf(row) === fact.source ? enteredInError(row) : row,
        ),
      };
    case 'negative-tests': {
      const at = firstSample(sent, fact.from, Math.floor(fact.withinHours / 24), planned, all);
      const { resources } = caseToFhir({
        now: at,
        facts: [...baselineFacts(['negative-panel 0d'])],
      });
      const panel = resources.filter((row) => row.resourceType === 'Observation');
      const repeated = sent.resources.filter((row) => raised.includes(refOf(row)));
      return add(sent, [...panel, ...repeated].map(negative), at);
    }
    case 'result': {
      const at = firstSample(sent, fact.from, fact.withinDays, planned, all);
      const like = sent.resources.find((row) => refOf(row) === resultOf(fact));
      const result = newResult(fact, like);
      return result && add(sent, [result], at);
    }
    case 'low-withdrawal-score':
    case 'passed-challenge':
    case 'not-pregnant':
    case 'chart-read':
      return undefined;
  }
}

const refOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id ?? ''}`;

function mapDrafts(
  sent: FhirCase,
  change: (draft: MedicationRequest) => MedicationRequest | undefined,
): FhirCase {
  const { entry = [] } = sent.context['draftOrders'] as Bundle<MedicationRequest>;
  const drafts = entry.flatMap(({ resource }) => (resource && change(resource)) ?? []);
  const draftOrders = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: drafts.map((resource) => ({ resource })),
  };
  return { ...sent, context: { ...sent.context, draftOrders } };
}

function planFor(draft: MedicationRequest, day: string): MedicationRequest {
  const [first = {}, ...others] = draft.dosageInstruction ?? [];
  const timing = { ...first.timing, event: [day] };
  return { ...draft, dosageInstruction: [{ ...first, timing }, ...others] };
}

function enteredInError(row: FhirResource): FhirResource {
  if (row.resourceType === 'Condition' || row.resourceType === 'AllergyIntolerance') {
    const verificationStatus = { coding: [{ code: 'entered-in-error' }] };
    return JSON.parse(
      JSON.stringify({ ...row, clinicalStatus: undefined, verificationStatus }),
    ) as FhirResource;
  }
  return { ...row, status: 'entered-in-error' } as FhirResource;
}

/** Now, or the first day on which the sample is fresh enough for the planned dose. */
function firstSample(
  { now }: FhirCase,
  from: number,
  withinDays: number,
  planned: number,
  facts: readonly ClearingFact[],
): string {
  const moved = facts.find((fact) => fact.kind === 'planned-day')?.at.day ?? planned;
  const day = Math.max(from, moved - withinDays);
  return day * DAY_MS <= Date.parse(now.slice(0, 10)) ? now : `${isoOf(day)}${now.slice(10)}`;
}

/** The new facts, and the time when they are there: nothing of a chart lies ahead. */
const add = (sent: FhirCase, rows: readonly FhirResource[], at: string): FhirCase => ({
  ...sent,
  now: at > sent.now ? at : sent.now,
  resources: [
    ...sent.resources,
    ...rows.map(
      (row, place) =>
        ({
          ...row,
          id: `new-${at.length}-${sent.resources.length}-${place}`,
          effectiveDateTime: at,
          issued: at,
        }) as FhirResource,
    ),
  ],
});

/** The same test once more, every part of it negative and final. */
function negative(row: FhirResource): FhirResource {
  const { code, category, subject, component } = row as Observation;
  const none = { valueString: 'Negative' };
  return {
    resourceType: 'Observation',
    status: 'final',
    code,
    ...(category === undefined ? {} : { category }),
    ...(subject === undefined ? {} : { subject }),
    ...(component === undefined
      ? none
      : {
          component: component.map((part): ObservationComponent => ({ code: part.code, ...none })),
        }),
  };
}

function newResult(
  { analyte, amount, bound, limit }: ResultFact,
  like: FhirResource | undefined,
): FhirResource | undefined {
  const { code, category, subject, referenceRange, valueQuantity } = (like ??
    NEW_ALT) as Observation;
  if (like === undefined && analyte !== 'alt') return undefined;
  const value = amount?.value ?? ('times' in limit ? limit.times * NORMAL_ALT : undefined);
  if (value === undefined) return undefined;
  return {
    resourceType: 'Observation',
    status: 'final',
    code,
    ...(category === undefined ? {} : { category }),
    ...(subject === undefined ? {} : { subject }),
    ...(referenceRange === undefined ? {} : { referenceRange }),
    valueQuantity: { ...valueQuantity, value: bound === 'below' ? value * 0.999 : value },
  };
}

const NORMAL_ALT = 40;
const NEW_ALT = {
  code: { coding: [{ system: 'http://loinc.org', code: '1742-6' }] },
  category: [{ coding: [{ code: 'laboratory' }] }],
  subject: { reference: 'Patient/p1' },
  referenceRange: [{ high: { value: NORMAL_ALT, unit: 'U/L' } }],
  valueQuantity: { unit: 'U/L' },
};
