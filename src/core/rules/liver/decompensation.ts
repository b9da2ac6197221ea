import { type Diagnosis, isOneOf } from '../../evidence/diagnosis.js';
import type { ConditionGroup } from '../../pack/terminology.js';

const DECOMPENSATION: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['decompensation']);
/** Of any cause, so that they count only beside a liver disease that explains them. */
const BESIDE_LIVER_DISEASE: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'ascites',
  'bacterial-peritonitis',
]);
const EXPLAINING: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'cirrhosis',
  'alcohol-related-liver-disease',
  'portal-hypertension',
]);

/** Those of the active liver Conditions that mean decompensated liver disease (`clinical-liver-other` B2.13). */
export function decompensationIn(conditions: readonly Diagnosis[]): readonly Diagnosis[] {
  const isExplained = conditions.some((each) => isOneOf(each, EXPLAINING));
  return conditions.filter(
    (each) => isOneOf(each, DECOMPENSATION) || (isExplained && isOneOf(each, BESIDE_LIVER_DISEASE)),
  );
}
