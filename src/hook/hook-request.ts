import type { Call } from '../core/call.js';
import type { BearerToken } from '../fhir/bearer-token.js';

/** A CDS Hooks request as far as this service reads it. Past `read-request.ts` nobody sees the raw body. */
export interface HookRequest {
  readonly hook: Call['hook'];
  /** As sent; empty when the client sent none. */
  readonly hookInstance: string;
  readonly patientId: string;
  readonly encounterId: string | undefined;
  /** `Practitioner/id` or `PractitionerRole/id` of who signs; undefined when it is nobody of the two. */
  readonly user: string | undefined;
  /** Entries of draftOrders in their order; an entry may be anything, the resource in it too. */
  readonly draftEntries: readonly unknown[];
  /** `Type/id` of the drafts that the user has just selected; undefined or empty = no selection was said. */
  readonly selections: readonly string[];
  /** What the client sent ahead, by prefetch key. A key that is not there is not the same as a null one. */
  readonly prefetch: ReadonlyMap<string, unknown>;
  readonly fhirServer: string | undefined;
  readonly token: BearerToken | undefined;
  /** SMART scopes of the token, as sent. */
  readonly scope: string | undefined;
}
