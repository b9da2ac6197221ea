import type { FhirResource, MedicationRequest, Patient, Reference } from 'fhir/r4.js';
import type { SiteFile } from '../../src/core/pack/site.js';
import { baselineFacts } from './baselines.js';
import { resolveTimes, zonedNow } from './case-time.js';
import type { ClinicalCase, Fact, Fault } from './clinical-case.js';
import {
  type CaseDraft,
  type CaseOrder,
  draftOrder,
  furtherDraft,
} from './fhir-builders/draft-order.js';
import { factBuilders } from './fhir-builders/fact-builders.js';
import { present } from './fhir-builders/present.js';

export const USUAL_NOW = '2026-11-24T15:00:00-05:00';
export const USUAL_TIME_ZONE = 'America/New_York';

/** A case as an EHR would send and hold it. */
export interface FhirCase {
  readonly hook: 'order-sign' | 'order-select';
  readonly now: string;
  readonly timeZone: string;
  /** What the site's own file says, without the time zone. */
  readonly site: SiteFile;
  /** The services that are asked, one call each. */
  readonly services: readonly string[];
  /** The hook's context: user, patient, drafts, selections. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The whole chart: the patient, the facts, the encounter. */
  readonly resources: readonly FhirResource[];
  readonly access: Readonly<Record<string, Fault>>;
}

const PATIENT = 'p1';
const subject: Reference = { reference: `Patient/${PATIENT}` };

/**
 * Turns a case into FHIR R4 and a CDS Hooks context, the way a plain client would send them.
 * @throws Error when the case names a field, code, baseline or resource type that does not exist
 */
export function caseToFhir(written: Omit<ClinicalCase, 'id' | 'name' | 'expect'>): FhirCase {
  const now = written.now ?? USUAL_NOW;
  const timeZone = written.timeZone ?? USUAL_TIME_ZONE;
  const { given = [], facts = [], drafts = [], order = {} } = written;
  const timed = resolveTimes(
    { facts: [...baselineFacts(given), ...facts], order, drafts },
    zonedNow(now, timeZone),
  );
  return {
    hook: order.hook ?? 'order-sign',
    now,
    timeZone,
    site: written.site ?? {},
    services: written.services ?? ['naltrexone-safety'],
    context: context(timed.order, timed.drafts, now),
    resources: [
      patient(written.patient),
      ...timed.facts.map((fact, index) => resource(fact, `f${index + 1}`)),
      ...encounter(order),
    ],
    access: written.access ?? {},
  };
}

function patient({ birthDate = '1988-04-12', sex = 'male' } = {}): Patient {
  return {
    resourceType: 'Patient',
    id: PATIENT,
    active: true,
    birthDate,
    gender: sex as Patient['gender'] & string,
  };
}

function resource(fact: Fact, position: string): FhirResource {
  const builder = factBuilders[fact.type];
  if (builder === undefined) throw new Error(`A case cannot hold a ${fact.type}`);
  const problem = builder.problemIn(fact);
  if (problem !== undefined) throw new Error(`${problem} in ${JSON.stringify(fact)}`);
  const { id, subject: other } = fact as { id?: string; subject?: string };
  const whose = other === undefined ? subject : { reference: `Patient/${other}` };
  return builder.build(fact as never, { id: id ?? position, subject: whose });
}

function encounter({ encounterClass }: CaseOrder): FhirResource[] {
  if (encounterClass === undefined) return [];
  return [
    {
      resourceType: 'Encounter',
      id: 'enc1',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: encounterClass },
      subject,
    },
  ];
}

function context(
  order: CaseOrder,
  drafts: readonly CaseDraft[],
  now: string,
): Record<string, unknown> {
  const first: MedicationRequest = draftOrder(order, subject, now);
  const further = drafts.map((draft, index) => furtherDraft(draft, index + 2, subject));
  const selectable = { naltrexone: [first], other: further, all: [first, ...further] };
  const selected = selectable[order.selections?.[0] ?? 'all'];
  return present({
    userId: 'Practitioner/dr1',
    patientId: PATIENT,
    encounterId: order.encounterClass === undefined ? undefined : 'enc1',
    draftOrders: {
      resourceType: 'Bundle',
      type: 'collection',
      entry: selectable.all.map((draft) => ({ resource: draft })),
    },
    selections:
      order.hook === 'order-select'
        ? selected.map((draft) => `${draft.resourceType}/${draft.id ?? ''}`)
        : undefined,
  });
}
