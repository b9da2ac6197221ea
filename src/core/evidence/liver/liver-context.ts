import type { DiagnosticReport, ServiceRequest } from 'fhir/r4.js';
import type { LaboratoryLimit } from '../../pack/laboratory-limit.js';
import type { LiverLaboratory } from '../../pack/liver-laboratory.js';
import type { Terminology } from '../../pack/terminology.js';
import type { Point } from '../../time/instant.js';
import type { TimeZone } from '../../time/time-zone.js';
import type { ChartRow } from '../chart-rows.js';
import type { Diagnosis } from '../diagnosis.js';
import type { IdentifiedObservation } from '../identify-observations.js';

/** Where liver results and orders for them stand in a chart. */
export interface LiverSources {
  readonly observations: readonly IdentifiedObservation[];
  readonly reports: readonly ChartRow<DiagnosticReport>[];
  readonly serviceRequests: readonly ChartRow<ServiceRequest>[];
  readonly diagnoses: readonly Diagnosis[];
}

/** Whose chart it is, when it is read, and the knowledge by which. */
export interface LiverContext {
  readonly terminology: Terminology;
  readonly laboratory: LiverLaboratory;
  /** The site's own limits for laboratories that send none. */
  readonly siteLimits?: readonly LaboratoryLimit[] | undefined;
  readonly zone: TimeZone;
  readonly now: Point;
  readonly sex: 'female' | 'male' | 'unknown';
  /** Narrows which of a laboratory's ranges apply, and goes into scores. */
  readonly ageYears?: number | undefined;
}
