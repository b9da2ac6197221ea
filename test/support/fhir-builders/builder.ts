import type { FhirResource, Medication, Reference } from 'fhir/r4.js';
import type { Static, TSchema } from 'typebox';
import { problemFinder } from '../problem-finder.js';

/** What a builder knows beside the fact itself. */
export interface BuildContext {
  readonly id: string;
  /** The patient of the call, or the other one that the fact names. */
  readonly subject: Reference;
}

/** How the facts of one resource type are written in a case, and how such a fact becomes FHIR. */
export interface FactBuilder {
  /** A field that does not exist, or is of another type; undefined when the fact is well written. */
  readonly problemIn: (fact: object) => string | undefined;
  readonly build: (fact: never, context: BuildContext) => FhirResource;
}

/** Ties the fields of a fact to the function that reads them. */
export function factBuilder<S extends TSchema>(
  fields: S,
  build: (fact: Static<S>, context: BuildContext) => FhirResource,
): FactBuilder {
  return { problemIn: problemFinder(fields), build };
}

/** A resource together with the Medications that it contains. */
export const containing = <R extends FhirResource>(
  resource: R,
  contained: readonly Medication[],
): R => (contained.length > 0 ? { ...resource, contained: [...contained] } : resource);
