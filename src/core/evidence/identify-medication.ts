import type { Dosage, Medication, MedicationAdministrationDosage } from 'fhir/r4.js';
import type { Terminology } from '../pack/terminology.js';
import { medicationOf, type NamesMedication } from './medication-of.js';
import { type DosageFacts, readDosage } from './read-dosage.js';
import { type MedicationIdentity, recogniseMedication } from './recognise-medication.js';
import { recogniseRoute } from './recognise-route.js';

/** A medication resource resolved to its drug, with the dosage that helped to tell the form. */
export interface IdentifiedMedication {
  readonly identity: MedicationIdentity;
  readonly dosage: DosageFacts;
}

/** Which drug a medication resource is about: its codes and words, refined by the route and dose that it states. */
export function identifyMedication(
  terminology: Terminology,
  medications: ReadonlyMap<string, Medication>,
  resource: NamesMedication,
  instruction: Dosage | MedicationAdministrationDosage | undefined,
): IdentifiedMedication {
  const dosage = readDosage(instruction);
  const identity = recogniseMedication(terminology, medicationOf(resource, medications), {
    route: recogniseRoute(terminology, instruction?.route),
    doseMg: dosage.doseMg,
    dailyDoseMg: dosage.dailyDoseMg,
    words: dosage.words,
  });
  return { identity, dosage };
}
