import type { CodeableConcept, FhirResource } from 'fhir/r4.js';
import type { Call } from '../call.js';
import { type Chart, resourcesOf } from '../chart.js';
import { listOf, textOf } from '../evidence/fhir-json.js';
import { medicationOf, type NamesMedication } from '../evidence/recognise/medication-of.js';
import { conceptTexts } from '../evidence/toxicology/concept-texts.js';
import type { Day } from '../time/instant.js';
import type { TimeZone } from '../time/time-zone.js';
import { resourceDay } from './resource-day.js';

/** One row that can be cited. */
export interface IndexedRow {
  readonly source: string;
  /** As it was read. */
  readonly resource: FhirResource;
  readonly day: Day | undefined;
  /** What it calls itself: chart text, or its type. */
  readonly label: string;
}

/** Everything that can be cited, by `Type/id` or the reference of a draft. Rows without an id are told apart by nobody and are left out. */
export type ChartIndex = ReadonlyMap<string, IndexedRow>;

/** @param chart as it was read, before local codes are translated */
export function indexChart(call: Call, chart: Chart, zone: TimeZone): ChartIndex {
  const rows = new Map<string, IndexedRow>();
  const add = (source: string, resource: FhirResource): void => {
    if (rows.has(source)) return;
    const label = labelOf(resource, chart);
    rows.set(source, { source, resource, day: resourceDay(resource, zone), label });
  };
  for (const { ref, resource } of [...call.orders, ...call.otherDrafts]) add(ref, resource);
  for (const slice of Object.values(chart.slices)) {
    for (const resource of resourcesOf(slice)) {
      const id = textOf(resource.id);
      if (id !== undefined) add(`${resource.resourceType}/${id}`, resource);
    }
  }
  return rows;
}

function labelOf(resource: FhirResource, chart: Chart): string {
  const { code, type, category, title, description } = resource as Labelled;
  const medication = medicationOf(resource as NamesMedication, chart.medications);
  const concepts = [medication, one(code), one(type), one(category)];
  const said = [textOf(title), ...concepts.flatMap(conceptTexts), textOf(description)];
  return said.find((text) => text !== undefined) ?? resource.resourceType;
}

interface Labelled {
  readonly code?: CodeableConcept;
  readonly type?: CodeableConcept | readonly CodeableConcept[];
  readonly category?: CodeableConcept | readonly CodeableConcept[];
  readonly title?: unknown;
  readonly description?: unknown;
}

const one = (
  concept: CodeableConcept | readonly CodeableConcept[] | undefined,
): CodeableConcept | undefined => listOf<CodeableConcept>(concept)[0];
