import type { Dosage, Medication, MedicationAdministrationDosage } from 'fhir/r4.js';
import type { Terminology } from '../../pack/terminology.js';
import { medicationOf, type NamesMedication } from './medication-of.js';
import { type DosageFacts, readDosage } from '../read-dosage.js';
import { type MedicationIdentity, recogniseMedication } from './recognise-medication.js';
import { recogniseRoute } from './recognise-route.js';

const NOTHING_STATED = readDosage(undefined);

/** A medication resource resolved to its drug, with the dosage that helped to tell the form. */
export interface IdentifiedMedication {
  readonly identity: MedicationIdentity;
  /** Empty for a drug that is none of ours. */
  readonly dosage: DosageFacts;
}

/** Which drug a medication resource is about: its codes and words, refined by the route and dose that it states. */
export function identifyMedication(
  terminology: Terminology,
  medications: ReadonlyMap<string, Medication>,
  resource: NamesMedication,
  instruction: Dosage | MedicationAdministrationDosage | undefined,
): IdentifiedMedication {
  const concept = medicationOf(resource, medications);
  const named = recogniseMedication(terminology, concept);
  // Most of a medication list is none of ours, and no dosage can make it so: it is not even read.
  if (named.is === 'other' || named.is === 'unresolvable') {
    return { identity: named, dosage: NOTHING_STATED };
  }
  const dosage = readDosage(instruction);
  const identity = recogniseMedication(terminology, concept, {
    route: recogniseRoute(terminology, instruction?.route),
    doseMg: dosage.doseMg,
    dailyDoseMg: dosage.dailyDoseMg,
    words: dosage.words,
  });
  return { identity, dosage };
}
