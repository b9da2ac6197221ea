import type { Observation } from 'fhir/r4.js';
import type { Assessment } from '../pack/terminology.js';
import type { IdentifiedObservation } from './identify-observations.js';
import type { ObservationIdentity } from './recognise/recognise-observation-code.js';

/**
 * The total of a score: the Observation's own value, else the highest of its components, since a part never exceeds the total.
 */
export function scoreTotal(
  { resource, identity, components }: IdentifiedObservation,
  assessment: Assessment,
): number | undefined {
  const isAsked = (one: ObservationIdentity): boolean =>
    one.is === 'assessment' && one.test.assessment === assessment;
  const own = isAsked(identity) ? scoreOf(resource) : undefined;
  if (own !== undefined || components.length === 0) return own;
  const parts = components
    .filter((part) => isAsked(part.identity))
    .map(({ component }) => scoreOf(component))
    .filter((score) => score !== undefined);
  return parts.length === 0 ? undefined : Math.max(...parts);
}

type Scored = Pick<Observation, 'valueQuantity' | 'valueInteger' | 'valueString'>;

function scoreOf({ valueQuantity, valueInteger, valueString }: Scored): number | undefined {
  const stated: unknown =
    valueQuantity?.value ?? valueInteger ?? Number.parseFloat(String(valueString));
  return typeof stated === 'number' && stated >= 0 ? stated : undefined;
}
