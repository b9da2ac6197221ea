import type { Medication, MedicationRequest, ServiceRequest } from 'fhir/r4.js';
import type { DraftOrder } from '../core/call.js';
import { billedDepot } from '../core/evidence/billing/billed-depot.js';
import { identifyMedication } from '../core/evidence/recognise/identify-medication.js';
import { medicationOf, type NamesMedication } from '../core/evidence/recognise/medication-of.js';
import { readOrderedDosing } from '../core/evidence/ordered-dosing/read-ordered-dosing.js';
import type { MedicationIdentity } from '../core/evidence/recognise/recognise-medication.js';
import type { Terminology } from '../core/pack/terminology.js';
import type { Draft } from './read-drafts.js';

/**
 * Which drug a draft orders; where nothing names one, the depot that its bill names. One concept that names naltrexone and an opioid side by side is taken as both orders, so that
 * neither hides the other.
 */
export function identifyDraft(
  draft: Draft,
  terminology: Terminology,
  medications: ReadonlyMap<string, Medication>,
): readonly DraftOrder[] {
  if (draft.kind === 'other') return [];
  const { ref, resource, patientNotSaid, localCodes } = draft;
  const named =
    draft.kind === 'service'
      ? { medicationCodeableConcept: (resource as ServiceRequest).code }
      : (resource as MedicationRequest);
  const medication = medicationOf(named, medications);
  const identify = (one: NamesMedication): MedicationIdentity =>
    identifyMedication(terminology, medications, one, draft.instruction).identity;
  const inWords = identify(named);
  const billed =
    inWords.is === 'other' || inWords.is === 'unresolvable'
      ? billedDepot(terminology, resource, medication)
      : undefined;
  const identity = billed === undefined ? inWords : identify({ medicationCodeableConcept: billed });
  const dosing = readOrderedDosing(terminology, resource, medication);
  const order = (is: MedicationIdentity): DraftOrder => ({
    ...{ ref, resource, medication, patientNotSaid, localCodes },
    identity: is,
    dosing,
  });
  if (identity.is === 'opioid' && identity.besideNaltrexone !== undefined) {
    const { besideNaltrexone: product, basis } = identity;
    return [order({ is: 'naltrexone', product, name: 'naltrexone', basis }), order(identity)];
  }
  // A service without words or a known code is some other service, not a drug that nobody can name.
  return draft.kind === 'service' && identity.is === 'unresolvable'
    ? [order({ is: 'other', name: '' })]
    : [order(identity)];
}
