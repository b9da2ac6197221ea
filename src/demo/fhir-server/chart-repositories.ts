import { isDeepStrictEqual } from 'node:util';
import { MemoryRepository } from '@medplum/fhir-router';
import type { FhirResource } from 'fhir/r4.js';

/** The repository's own idea of a resource: the two type packages describe the same R4, but do not know each other. */
type StoredResource = Parameters<MemoryRepository['createResource']>[0];

export interface ChartRepositories {
  /** The repository of one patient's chart. */
  ofPatient(patientId: string): MemoryRepository | undefined;
  /** The repository that holds a resource, named `Type/id`. */
  holding(reference: string): MemoryRepository | undefined;
  all(): readonly MemoryRepository[];
}

/**
 * One repository per patient, because a search reads every stored resource of its type.
 *
 * What several patients share (a practitioner) may stand in several charts, word for word; the same id with other
 * content would make a read depend on the order of loading, so it stops the start.
 */
export async function chartRepositories(
  charts: ReadonlyMap<string, readonly FhirResource[]>,
): Promise<ChartRepositories> {
  const byPatient = new Map<string, MemoryRepository>();
  const byReference = new Map<string, MemoryRepository>();
  const seen = new Map<string, FhirResource>();
  for (const [patientId, resources] of charts) {
    const repository = new MemoryRepository();
    byPatient.set(patientId, repository);
    for (const resource of resources) {
      if (!resource.id) throw new Error(`a ${resource.resourceType} of ${patientId} has no id`);
      const reference = `${resource.resourceType}/${resource.id}`;
      const earlier = seen.get(reference);
      if (earlier && !isDeepStrictEqual(earlier, resource)) {
        throw new Error(`two charts hold a different ${reference}`);
      }
      seen.set(reference, resource);
      await repository.createResource(resource as unknown as StoredResource);
      if (!earlier) byReference.set(reference, repository);
    }
  }
  return {
    ofPatient: (patientId) => byPatient.get(patientId),
    holding: (reference) => byReference.get(reference),
    all: () => [...byPatient.values()],
  };
}
