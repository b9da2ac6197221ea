import type { Medication, MedicationRequest } from 'fhir/r4.js';
import { listOf } from '../core/evidence/fhir-json.js';
import { translateResource } from '../core/evidence/local-codes/translate-resource.js';
import type { LocalCodeEntry, LocalCodes } from '../core/pack/local-codes.js';
import type { Terminology } from '../core/pack/terminology.js';
import type { Draft } from './read-drafts.js';

/** Drafts with the site's local codes read, as `decide` reads them in the chart; the very drafts when the site lists none. */
export const translateDrafts = (
  drafts: readonly Draft[],
  medications: ReadonlyMap<string, Medication>,
  terminology: Terminology,
  localCodes: LocalCodes | undefined,
): readonly Draft[] =>
  localCodes === undefined
    ? drafts
    : drafts.map((draft) => translateDraft(draft, medications, terminology, localCodes));

function translateDraft(
  draft: Draft,
  medications: ReadonlyMap<string, Medication>,
  terminology: Terminology,
  localCodes: LocalCodes,
): Draft {
  const used = new Set<LocalCodeEntry>();
  const resource = translateResource(draft.resource, medications, {
    localCodes,
    terminology,
    used: (entry) => used.add(entry),
  });
  const { dosageInstruction } = resource as Partial<MedicationRequest>;
  const instruction = draft.instruction && listOf(dosageInstruction)[0];
  return { ...draft, resource, instruction, localCodes: [...used] };
}
