import type { CodeableConcept } from 'fhir/r4.js';
import type { LiverTestAnalyte, Terminology } from '../../pack/terminology.js';
import {
  type ObservationIdentity,
  recogniseObservationCode,
} from '../recognise/recognise-observation-code.js';
import type { LiverSources } from './liver-context.js';

const AWAITED: ReadonlySet<LiverTestAnalyte> = new Set([
  'alt',
  'ast',
  'hepatic-panel',
  'metabolic-panel',
]);
/** Intents that are no order yet. */
const NOT_ORDERED: ReadonlySet<string> = new Set(['proposal', 'plan', 'option']);

export const namesLiverTest = (identity: ObservationIdentity): boolean =>
  identity.is === 'liver' && AWAITED.has(identity.test.analyte);

/** A registered panel or enzyme, or an active order for one, by code or by name (`clinical-liver-other` B2.10). */
export function isLiverTestAwaited(
  { observations, reports, serviceRequests }: LiverSources,
  terminology: Terminology,
): boolean {
  const named = (code: CodeableConcept | undefined): boolean =>
    namesLiverTest(recogniseObservationCode(terminology, code));
  return (
    observations.some(
      ({ resource, identity }) => resource.status === 'registered' && namesLiverTest(identity),
    ) ||
    reports.some(({ resource }) => resource.status === 'registered' && named(resource.code)) ||
    serviceRequests.some(
      ({ resource: { status, intent, doNotPerform, code } }) =>
        status === 'active' && doNotPerform !== true && !NOT_ORDERED.has(intent) && named(code),
    )
  );
}
