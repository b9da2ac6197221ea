import type { Observation } from 'fhir/r4.js';
import { provenanceOf } from './chart-rows.js';
import type { IdentifiedObservation } from './identify-observations.js';
import { collectionOf, releaseOf } from './liver/panel-times.js';
import type { Reader } from './opioid-use/reader.js';
import type { ObservationIdentity } from './recognise-observation-code.js';
import type { WithdrawalScore } from './toxicology.js';
import { placed } from './toxicology/read-collection.js';

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

/** Totals of the Clinical Opiate Withdrawal Scale (COWS), as an Observation or as a component of one (`clinical-opioid` 7). */
export const readWithdrawalScores = (
  observations: readonly IdentifiedObservation[],
  reader: Reader,
): readonly WithdrawalScore[] =>
  observations.flatMap((row) => {
    const score = totalOf(row);
    if (score === undefined) return [];
    const { resource } = row;
    const isFinal = FINAL.has(resource.status);
    if (!isFinal && resource.status !== 'preliminary') return [];
    const time = collectionOf(resource, reader.zone) ?? releaseOf(resource, reader.zone);
    const { collected: at, dating } =
      time === undefined
        ? { collected: undefined, dating: 'undated' as const }
        : placed(time, 'collected', reader);
    return [{ score, final: isFinal, at, dating, provenance: provenanceOf(row) }];
  });

/** The Observation's own value, else the highest of its components, since a part never exceeds the total. */
function totalOf({ resource, identity, components }: IdentifiedObservation): number | undefined {
  const own = isCows(identity) ? scoreOf(resource) : undefined;
  if (own !== undefined || components.length === 0) return own;
  const parts = components
    .filter((part) => isCows(part.identity))
    .map(({ component }) => scoreOf(component))
    .filter((score) => score !== undefined);
  return parts.length === 0 ? undefined : Math.max(...parts);
}

const isCows = (identity: ObservationIdentity): boolean =>
  identity.is === 'assessment' && identity.test.assessment === 'cows';

type Scored = Pick<Observation, 'valueQuantity' | 'valueInteger' | 'valueString'>;

function scoreOf({ valueQuantity, valueInteger, valueString }: Scored): number | undefined {
  const stated: unknown =
    valueQuantity?.value ?? valueInteger ?? Number.parseFloat(String(valueString));
  return typeof stated === 'number' && stated >= 0 ? stated : undefined;
}
