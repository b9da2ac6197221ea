import type { Diagnosis } from '../../evidence/diagnosis.js';
import type { ConditionGroup } from '../../pack/terminology.js';

const LIVER_DISEASE: ReadonlySet<ConditionGroup> = new Set([
  'acute-hepatitis',
  'alcoholic-hepatitis',
  'hepatic-failure',
  'cirrhosis',
  'decompensation',
  'portal-hypertension',
  'chronic-viral-hepatitis',
]);

/** Liver disease that shortens the time for which liver tests count (`clinical-liver-other` B2.10), of whatever age. */
export const hasActiveLiverDisease = (diagnoses: readonly Diagnosis[]): boolean =>
  diagnoses.some(
    ({ active, group, also }) =>
      active && (LIVER_DISEASE.has(group) || also.some((each) => LIVER_DISEASE.has(each))),
  );
