import type {
  Appointment,
  CarePlan,
  CodeableConcept,
  DocumentReference,
  Encounter,
  FhirResource,
  Procedure,
  ServiceRequest,
} from 'fhir/r4.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import { readPeriodEnd } from '../opioid-use/read-period-end.js';
import type { Reader } from '../opioid-use/reader.js';
import { documentConcepts, documentDay, documentTexts, isCurrent } from './document-words.js';
import { paperWordsIn } from './paper-words.js';
import type { PsychosocialTreatment } from './papers-evidence.js';
import { recognisePsychosocial } from './recognise-psychosocial.js';

/** Where counselling and psychosocial treatment are written down. */
export interface PsychosocialSources {
  readonly procedures: readonly ChartRow<Procedure>[];
  readonly visits: readonly ChartRow<Encounter>[];
  readonly appointments: readonly ChartRow<Appointment>[];
  readonly orders: readonly ChartRow<ServiceRequest>[];
  readonly carePlans: readonly ChartRow<CarePlan>[];
  readonly documents: readonly ChartRow<DocumentReference>[];
}

type Standing = PsychosocialTreatment['standing'];

const STANDING: Readonly<
  Record<PsychosocialTreatment['from'], Readonly<Record<string, Standing>>>
> = {
  procedure: { completed: 'held', 'in-progress': 'held', preparation: 'planned' },
  visit: {
    finished: 'held',
    'in-progress': 'held',
    arrived: 'held',
    triaged: 'held',
    onleave: 'held',
    planned: 'planned',
  },
  appointment: { fulfilled: 'held', 'checked-in': 'held', arrived: 'held', booked: 'planned' },
  order: { active: 'planned', completed: 'held' },
  'care-plan': { active: 'planned', completed: 'held' },
  document: { current: 'held' },
};
const NOT_YET_ORDERED = new Set<string>(['proposal', 'plan', 'option']);

/** Counselling and psychosocial treatment that took place, is booked, ordered, or part of an active plan (`product.md` C2). */
export function readPsychosocial(
  { procedures, visits, appointments, orders, carePlans, documents }: PsychosocialSources,
  reader: Reader,
): readonly PsychosocialTreatment[] {
  const { zone } = reader;
  const time = (...texts: readonly unknown[]): Span | undefined =>
    texts.map((text) => readFhirTime(text, zone)).find((at) => at !== undefined);
  return [
    ...procedures.flatMap((row) => {
      const { code, category, performedDateTime, performedPeriod } = row.resource;
      const concepts = [...listOf<CodeableConcept>(code), ...listOf<CodeableConcept>(category)];
      const at = time(performedDateTime, performedPeriod?.end, performedPeriod?.start);
      return treatment('procedure', row, { concepts, at }, reader);
    }),
    ...visits.flatMap((row) => {
      const { type, serviceType, reasonCode, period } = row.resource;
      const concepts = [type, serviceType, reasonCode].flatMap((one) =>
        listOf<CodeableConcept>(one),
      );
      return treatment('visit', row, { concepts, at: time(period?.start, period?.end) }, reader);
    }),
    ...appointments.flatMap((row) => {
      const { serviceCategory, serviceType, appointmentType, reasonCode } = row.resource;
      const concepts = [serviceCategory, serviceType, appointmentType, reasonCode].flatMap((one) =>
        listOf<CodeableConcept>(one),
      );
      const texts = [row.resource.description].flatMap((text) => textOf(text) ?? []);
      return treatment(
        'appointment',
        row,
        { concepts, texts, at: time(row.resource.start) },
        reader,
      );
    }),
    ...orders.flatMap((row) => {
      const { code, category, intent, doNotPerform, authoredOn, occurrenceDateTime } = row.resource;
      if (doNotPerform === true || NOT_YET_ORDERED.has(intent)) return [];
      const concepts = [...listOf<CodeableConcept>(code), ...listOf<CodeableConcept>(category)];
      return treatment(
        'order',
        row,
        { concepts, at: time(occurrenceDateTime, authoredOn) },
        reader,
      );
    }),
    ...carePlans.flatMap((row) => carePlanTreatments(row, reader)),
    ...documents.flatMap((row) => {
      const texts = documentTexts(row.resource);
      // A consent that mentions counselling is no counselling.
      if (!isCurrent(row.resource) || paperWordsIn(reader.terminology, texts).has('consent'))
        return [];
      const at = documentDay(row.resource, reader);
      return treatment(
        'document',
        row,
        { concepts: documentConcepts(row.resource), texts, at },
        reader,
      );
    }),
  ];
}

function carePlanTreatments(
  row: ChartRow<CarePlan>,
  reader: Reader,
): readonly PsychosocialTreatment[] {
  const { resource } = row;
  const end = readPeriodEnd(resource.period, reader.zone);
  const ended = end !== undefined && end.latest.day < reader.planned.day;
  if (ended && resource.status === 'active') return [];
  if (resource.intent === 'proposal' || resource.intent === 'option') return [];
  const planned = listOf(resource.activity).flatMap(({ detail }) =>
    detail === undefined || detail.doNotPerform === true || NOT_DONE.has(detail.status)
      ? []
      : [detail],
  );
  const concepts = [
    ...listOf<CodeableConcept>(resource.category),
    ...planned.flatMap(({ code }) => listOf<CodeableConcept>(code)),
  ];
  // Activities first: they are more exact than the title.
  const texts = [
    ...planned.map(({ description }) => description),
    resource.title,
    resource.description,
  ].flatMap((text) => textOf(text) ?? []);
  const at =
    readFhirTime(resource.period?.start, reader.zone) ??
    readFhirTime(resource.created, reader.zone);
  return treatment('care-plan', row, { concepts, texts, at }, reader);
}

const NOT_DONE = new Set<string>(['cancelled', 'stopped', 'entered-in-error']);

function treatment(
  from: PsychosocialTreatment['from'],
  row: ChartRow<FhirResource & { readonly status: string }>,
  said: {
    readonly concepts: readonly CodeableConcept[];
    readonly texts?: readonly string[];
    readonly at: Span | undefined;
  },
  { terminology }: Reader,
): readonly PsychosocialTreatment[] {
  const standing = STANDING[from][row.resource.status];
  if (standing === undefined) return [];
  const recognised = recognisePsychosocial(terminology, said.concepts, said.texts);
  if (recognised === undefined) return [];
  return [{ ...recognised, from, standing, at: said.at, provenance: provenanceOf(row) }];
}
