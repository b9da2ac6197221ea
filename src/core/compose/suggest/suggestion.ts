import type { FhirResource } from 'fhir/r4.js';
import type { DraftOrder } from '../../call.js';

/** Something that a card offers to do. `hook/respond.ts` adds uuids, and whose the resource is. */
export interface Suggestion {
  /** The same for the same offer on the same card: its name in `suggestions.json`, or `move-planned-day` or `correct-billing-code` and the draft. */
  readonly id: string;
  readonly label: string;
  readonly recommended: boolean;
  readonly action: SuggestedAction;
}

export type SuggestedAction =
  | {
      readonly type: 'create';
      readonly description: string;
      /** Whole but for patient, encounter and author, which the decision does not know. */
      readonly resource: ProposedResource;
      /** A fact that somebody must answer for: without an author it is not offered. */
      readonly stated: boolean;
    }
  | {
      readonly type: 'update';
      readonly description: string;
      /** The whole draft as it came, with the change. */
      readonly resource: DraftOrder['resource'];
    };

export type ProposedResource = Readonly<Record<string, unknown>> &
  Pick<FhirResource, 'resourceType'>;

/** What a card offers to do. */
export interface Offers {
  readonly suggestions: readonly Suggestion[];
  /** Only one of them can be taken. */
  readonly atMostOne: boolean;
}
