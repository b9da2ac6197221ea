import type { ConditionGroup } from '../../pack/terminology.js';
import { type Diagnosis, isOneOf } from '../diagnosis.js';
import type { Provenance } from '../provenance.js';
import type { LiverContext } from './liver-context.js';
import { upToNow } from './up-to-now.js';

const LIVER: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'acute-hepatitis',
  'alcoholic-hepatitis',
  'hepatic-failure',
  'decompensation',
  'hepatic-encephalopathy',
  'ascites',
  'bacterial-peritonitis',
  'cirrhosis',
  'portal-hypertension',
  'chronic-viral-hepatitis',
  'alcohol-related-liver-disease',
]);

/** Active Conditions about the liver (`clinical-liver-other` B2.13), without those dated ahead (0.4). */
export function readLiverConditions(
  diagnoses: readonly Diagnosis[],
  { now, laboratory }: Pick<LiverContext, 'now' | 'laboratory'>,
  futureDated: Provenance[],
): readonly Diagnosis[] {
  return diagnoses.flatMap((diagnosis) => {
    if (!diagnosis.active || !isOneOf(diagnosis, LIVER)) return [];
    if (diagnosis.at === undefined) return [diagnosis];
    const at = upToNow(diagnosis.at, now, laboratory.dataQuality.futureToleranceHours);
    if (at !== 'future') return [{ ...diagnosis, at }];
    futureDated.push(diagnosis.provenance);
    return [];
  });
}
