import type { CodeableConcept, FhirResource, Medication, Observation } from 'fhir/r4.js';
import { Temporal } from 'temporal-polyfill';
import type { FhirCase } from './case-to-fhir.js';
import { SYSTEM_ALIASES } from './system-aliases.js';

/** Another encoding of the same facts: whatever a case expects, it expects of every encoding. */
type Encode = (sent: FhirCase, random: Random) => FhirCase;
type Random = () => number;

const encodings = {
  'resources shuffled': (sent, random) => ({
    ...sent,
    resources: shuffled(sent.resources, random),
  }),

  'resources twice': (sent) => ({ ...sent, resources: [...sent.resources, ...sent.resources] }),

  'a local code first': (sent) =>
    mapConcepts(sent, (concept) => ({
      ...concept,
      coding: [
        { system: 'urn:oid:1.2.840.114350.1.13.0', code: '0815', display: 'local term' },
        ...[...(concept.coding ?? [])].reverse(),
      ],
    })),

  'other names of the code systems': (sent, random) =>
    mapConcepts(sent, (concept) => ({
      ...concept,
      coding: (concept.coding ?? []).map((coding) => {
        const aliases = SYSTEM_ALIASES[coding.system ?? ''] ?? [];
        const alias = aliases[Math.floor(random() * aliases.length)];
        return alias === undefined ? coding : { ...coding, system: alias };
      }),
    })),

  'drugs in contained Medications': (sent) => ({
    ...sent,
    resources: sent.resources.map((row) => {
      const code = drugOf(row);
      if (code === undefined) return row;
      const contained = [{ resourceType: 'Medication', id: 'drug', code }];
      return { ...byReference(row, '#drug'), contained } as FhirResource;
    }),
  }),

  /** Prefetch does not bring these Medications along: only for runs with a server. */
  'drugs as Medications on the server': (sent) => {
    const medications: Medication[] = [];
    const resources = sent.resources.map((row) => {
      const code = drugOf(row);
      if (code === undefined) return row;
      const id = `drug-of-${row.id ?? ''}`;
      medications.push({ resourceType: 'Medication', id, code });
      return byReference(row, `Medication/${id}`);
    });
    return { ...sent, resources: [...resources, ...medications] };
  },

  'instants with another offset': (sent, random) => {
    const offset = pick(['+00:00', '+05:30', '-09:30', '+13:00'], random);
    return {
      ...sent,
      resources: sent.resources.map((row) => mapStrings(row, (text) => atOffset(text, offset))),
    };
  },

  'results with a period': (sent) => ({
    ...sent,
    resources: sent.resources.map((row) => {
      if (row.resourceType !== 'Observation' || row.effectiveDateTime === undefined) return row;
      const { effectiveDateTime: at, ...rest } = row;
      return { ...rest, effectivePeriod: { start: at, end: at } };
    }),
  }),

  'panels as members': (sent) => ({
    ...sent,
    resources: sent.resources.flatMap<FhirResource>((row) =>
      isTimedPanel(row) ? asMembers(row) : row,
    ),
  }),
} satisfies Readonly<Record<string, Encode>>;

export type Encoding = keyof typeof encodings;
export const ENCODINGS = Object.keys(encodings) as readonly Encoding[];

/** Encodings that prefetch alone can carry. */
export const PREFETCH_ENCODINGS = ENCODINGS.filter(
  (encoding) => encoding !== 'drugs as Medications on the server',
);

/** @param seed the same seed gives the same variation */
export const varyCase = (sent: FhirCase, encoding: Encoding, seed: number): FhirCase =>
  encodings[encoding](sent, randomFrom(seed));

/** Mulberry32: a small generator of numbers from 0 to below 1. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(from: readonly [T, ...T[]] | readonly T[], random: Random): T =>
  from[Math.floor(random() * from.length)] as T;

export function shuffled<T>(from: readonly T[], random: Random): T[] {
  const list = [...from];
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
}

const drugOf = (row: FhirResource): CodeableConcept | undefined =>
  'medicationCodeableConcept' in row ? row.medicationCodeableConcept : undefined;

/** The same row with a reference in place of the drug's concept. */
function byReference(row: FhirResource, reference: string): FhirResource {
  const entries = Object.entries(row).filter(([key]) => key !== 'medicationCodeableConcept');
  return Object.fromEntries([
    ...entries,
    ['medicationReference', { reference }],
  ]) as unknown as FhirResource;
}

/** A panel whose collection has a time: its parts keep belonging to one specimen when they stand alone. */
const isTimedPanel = (row: FhirResource): row is Observation =>
  row.resourceType === 'Observation' &&
  row.component !== undefined &&
  row.effectiveDateTime?.includes('T') === true;

function asMembers(panel: Observation): Observation[] {
  const { component = [], ...rest } = panel;
  const members = component.map((part, index): Observation => ({
    ...rest,
    ...part,
    id: `${panel.id ?? ''}-${index + 1}`,
  }));
  const hasMember = members.map(({ id = '' }) => ({ reference: `Observation/${id}` }));
  return [{ ...rest, hasMember }, ...members];
}

const CONCEPTS = ['code', 'medicationCodeableConcept'];

/** Changes every concept that names a drug, a test or a condition, in the chart and in the drafts. */
function mapConcepts(
  sent: FhirCase,
  change: (concept: CodeableConcept) => CodeableConcept,
): FhirCase {
  const changeIn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(changeIn);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]: [string, unknown]) => [
        key,
        CONCEPTS.includes(key) && hasCoding(entry) ? change(entry) : changeIn(entry),
      ]),
    );
  };
  return {
    ...sent,
    context: changeIn(sent.context) as FhirCase['context'],
    resources: sent.resources.map((row) => changeIn(row) as FhirResource),
  };
}

const hasCoding = (value: unknown): value is CodeableConcept =>
  typeof value === 'object' && value !== null && 'coding' in value;

function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((entry: unknown) => mapStrings(entry, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]: [string, unknown]) => [
      key,
      mapStrings(entry, change),
    ]),
  ) as T;
}

function atOffset(text: string, offset: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return text;
  return Temporal.Instant.from(text).toString({ timeZone: offset, smallestUnit: 'second' });
}
