import type { CodeableConcept, MedicationRequest, ServiceRequest } from 'fhir/r4.js';
import type { Acknowledgement } from './acknowledge/acknowledgement.js';
import type { OrderedDosing } from './evidence/ordered-dosing/ordered-dosing.js';
import type { MedicationIdentity } from './evidence/recognise/recognise-medication.js';
import type { LocalCodeEntry } from './pack/local-codes.js';

/** A draft order of the hook call, resolved to the drug it orders. */
export interface DraftOrder {
  /** `Type/id`, or `Type#n` with its position in draftOrders from 1 when it carries no id. */
  readonly ref: string;
  readonly resource: MedicationRequest | ServiceRequest;
  readonly identity: MedicationIdentity;
  /** What names the drug: its own concept, or that of the Medication to which it refers; left out = nothing does. */
  readonly medication?: CodeableConcept | undefined;
  readonly dosing: OrderedDosing;
  /** Its subject names no Patient: it is taken for the patient of the call, and the card says so. */
  readonly patientNotSaid: boolean;
  /** Lines of the site's list of local codes by which it was read; `resource` holds their standard codes too. */
  readonly localCodes: readonly LocalCodeEntry[];
}

/**
 * What a hook call asks: may this naltrexone be given (`naltrexone`), may this opioid be given to somebody who may have
 * naltrexone on board (`mirror`), or will this naltrexone be paid for, and is it documented (`readiness`)? Holds neither ids of
 * the call nor URLs nor a client's dialect.
 */
export interface Call {
  readonly hook: 'order-sign' | 'order-select';
  readonly question: 'naltrexone' | 'mirror' | 'readiness';
  /** The orders that are answered: the naltrexone drafts, or in the mirror case the opioid drafts. Never empty. */
  readonly orders: readonly DraftOrder[];
  /** All other drafts of the same signing. */
  readonly otherDrafts: readonly DraftOrder[];
  /** What was answered before; left out = nothing that is known. */
  readonly acknowledged?: readonly Acknowledgement[];
}
