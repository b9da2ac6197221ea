import type { ProposedResource } from '../core/compose/suggest/suggestion.js';
import type { HookRequest } from './hook-request.js';

/** About whom a hook call is, and who makes it. */
export type ChartContext = Pick<HookRequest, 'patientId' | 'encounterId' | 'user'>;

/** A proposed resource as one of this patient, encounter and clinician; whoever is not known is left out. */
export function addressResource(
  resource: ProposedResource,
  { patientId, encounterId, user }: ChartContext,
): ProposedResource {
  const author = user === undefined ? undefined : { reference: user };
  const patient = { reference: `Patient/${patientId}` };
  return {
    ...resource,
    ...(resource.resourceType === 'Task' ? { for: patient } : { subject: patient }),
    ...(encounterId === undefined ? {} : { encounter: { reference: `Encounter/${encounterId}` } }),
    ...(author === undefined
      ? {}
      : resource.resourceType === 'Observation'
        ? { performer: [author] }
        : { requester: author }),
  };
}
