import { allergyIntolerance } from './allergy-intolerance.js';
import { appointment } from './appointment.js';
import type { FactBuilder } from './builder.js';
import { claim } from './claim.js';
import { claimResponse } from './claim-response.js';
import { condition } from './condition.js';
import { consent } from './consent.js';
import { coverage } from './coverage.js';
import { diagnosticReport } from './diagnostic-report.js';
import { documentReference } from './document-reference.js';
import { medicationAdministration } from './medication-administration.js';
import { medicationDispense } from './medication-dispense.js';
import { medicationRequest } from './medication-request.js';
import { medicationStatement } from './medication-statement.js';
import { observation } from './observation.js';
import { procedure } from './procedure.js';
import { serviceRequest } from './service-request.js';

/** One builder per resource type that a chart of a case may hold. */
export const factBuilders: Readonly<Record<string, FactBuilder>> = {
  AllergyIntolerance: allergyIntolerance,
  Appointment: appointment,
  Claim: claim,
  ClaimResponse: claimResponse,
  Condition: condition,
  Consent: consent,
  Coverage: coverage,
  DiagnosticReport: diagnosticReport,
  DocumentReference: documentReference,
  MedicationAdministration: medicationAdministration,
  MedicationDispense: medicationDispense,
  MedicationRequest: medicationRequest,
  MedicationStatement: medicationStatement,
  Observation: observation,
  Procedure: procedure,
  ServiceRequest: serviceRequest,
};
