import type { FhirResource, Medication } from 'fhir/r4.js';

/** The kinds of chart input that rules ask for. Each is one FHIR search (or read), see `chart-queries.ts`. */
export type SliceName =
  | 'patient'
  | 'encounter'
  | 'medicationRequests'
  | 'medicationStatements'
  | 'medicationDispenses'
  | 'medicationAdministrations'
  | 'laboratory'
  | 'liverTests'
  | 'assessments'
  | 'socialHistory'
  | 'bodyWeight'
  | 'diagnosticReports'
  | 'conditions'
  | 'procedures'
  | 'allergies'
  | 'serviceRequests'
  | 'appointments'
  | 'coverages'
  | 'claims'
  | 'claimResponses'
  | 'consents'
  | 'documents'
  | 'questionnaireResponses'
  | 'carePlans'
  | 'visits';

/** Why a slice is not, or not wholly, known. `status` is the HTTP status where there was one. */
export interface SliceFault {
  readonly reason:
    | 'not-sent' // no prefetch for it, and no way to read it
    | 'not-permitted' // 401, 403, scope, or a server outside the allow-list
    | 'withheld' // the source says that it holds data back
    | 'operation-outcome'
    | 'http-error'
    | 'unreachable'
    | 'out-of-time'
    | 'too-large'
    | 'not-fhir' // wrong content type, not JSON, not a Bundle of this type
    | 'wrong-fhir-version'
    | 'more-pages' // a next page that was not read
    | 'count-reached' // as many rows as were asked for, the oldest still inside the look-back
    | 'medication-unreadable' // a medicationReference of one of its rows could not be resolved
    | 'unreadable-row' // a row that is no resource of this type
    | 'conflicting-rows' // the same row came twice and says different things
    | 'declared-absent' // the site has no such source
    | 'not-needed'; // no rule of this question reads it
  readonly status?: number;
}

/**
 * One chart input with its completeness. Only `complete` without resources means *nothing there*.
 * Rows of a `partial` slice count against safety, never for it.
 */
export type Slice =
  | { readonly state: 'complete'; readonly resources: readonly FhirResource[] }
  | {
      readonly state: 'partial';
      readonly resources: readonly FhirResource[];
      readonly fault: SliceFault;
    }
  | { readonly state: 'failed'; readonly fault: SliceFault }
  | { readonly state: 'not-asked'; readonly fault: SliceFault };

/** A patient's chart as far as it could be read for one hook call. Holds rows of this patient only. */
export interface Chart {
  readonly slices: Readonly<Record<SliceName, Slice>>;
  /** Medications named by reference, by `Medication/id`; contained ones stay in their resource. */
  readonly medications: ReadonlyMap<string, Medication>;
  /** Rows of other patients that were dropped. */
  readonly foreignRows: number;
}

export const resourcesOf = (slice: Slice): readonly FhirResource[] =>
  slice.state === 'complete' || slice.state === 'partial' ? slice.resources : [];

export const RESOURCE_TYPE_OF = {
  patient: 'Patient',
  encounter: 'Encounter',
  medicationRequests: 'MedicationRequest',
  medicationStatements: 'MedicationStatement',
  medicationDispenses: 'MedicationDispense',
  medicationAdministrations: 'MedicationAdministration',
  laboratory: 'Observation',
  liverTests: 'Observation',
  assessments: 'Observation',
  socialHistory: 'Observation',
  bodyWeight: 'Observation',
  diagnosticReports: 'DiagnosticReport',
  conditions: 'Condition',
  procedures: 'Procedure',
  allergies: 'AllergyIntolerance',
  serviceRequests: 'ServiceRequest',
  appointments: 'Appointment',
  coverages: 'Coverage',
  claims: 'Claim',
  claimResponses: 'ClaimResponse',
  consents: 'Consent',
  documents: 'DocumentReference',
  questionnaireResponses: 'QuestionnaireResponse',
  carePlans: 'CarePlan',
  visits: 'Encounter',
} as const satisfies Readonly<Record<SliceName, FhirResource['resourceType']>>;

/** The FHIR resource types that a chart is made of. */
export type ChartResourceType = (typeof RESOURCE_TYPE_OF)[SliceName];
