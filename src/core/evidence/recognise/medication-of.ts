import type { CodeableConcept, Medication, Reference, Resource } from 'fhir/r4.js';
import { listOf } from '../fhir-json.js';

/** The two ways in which a FHIR resource names its medication. */
export interface NamesMedication {
  readonly medicationCodeableConcept?: CodeableConcept | undefined;
  readonly medicationReference?: Reference | undefined;
  readonly contained?: readonly Resource[] | undefined;
}

/**
 * What a resource says its medication is: its own concept, a contained or resolved Medication, else the display of the
 * reference as words. Undefined when nothing of that is there.
 */
export function medicationOf(
  resource: NamesMedication,
  medications: ReadonlyMap<string, Medication>,
): CodeableConcept | undefined {
  const { medicationCodeableConcept: concept, medicationReference: reference } = resource;
  if (typeof concept === 'object') return concept;
  const target = reference?.reference;
  const medication =
    typeof target !== 'string'
      ? undefined
      : target.startsWith('#')
        ? listOf(resource.contained)
            .filter(isMedication)
            .find(({ id }) => id === target.slice(1))
        : medications.get(target);
  if (typeof medication?.code === 'object') {
    return withDisplay(medication.code, reference?.display);
  }
  return typeof reference?.display === 'string' ? { text: reference.display } : undefined;
}

const withDisplay = (code: CodeableConcept, display: unknown): CodeableConcept =>
  code.text === undefined && typeof display === 'string' ? { ...code, text: display } : code;

const isMedication = (resource: Resource): resource is Medication =>
  resource.resourceType === 'Medication';
