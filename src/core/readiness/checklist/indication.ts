import { type Diagnosis, isOneOf } from '../../evidence/diagnosis.js';
import { treatedFor } from '../../evidence/indication.js';
import type { Provenance } from '../../evidence/provenance.js';
import type { ConditionGroup } from '../../pack/terminology.js';
import { text } from '../../rules/rule.js';
import { dated, isWhole, type Judgement } from '../criteria/judgement.js';
import { judged, type ListInput, say } from '../list-input.js';

const OPIOID = new Set<ConditionGroup>(['opioid-use-disorder active']);
const ALCOHOL = new Set<ConditionGroup>(['alcohol-use-disorder']);

/**
 * An active opioid or alcohol use disorder on the order or the problem list (`product.md` C1). A remission, a refuted diagnosis and one of
 * a relative are told apart and are none of them.
 */
export function indication(input: ListInput): Judgement {
  const { evidence, reasons, order } = input;
  const active = evidence.diagnoses.filter((one) => one.active && one.confirmed);
  const opioid = active.filter((one) => isOneOf(one, OPIOID));
  const alcohol = active.filter((one) => isOneOf(one, ALCOHOL));
  const onOrder: readonly Provenance[] = [{ source: order.ref, slice: 'order', complete: true }];
  const isOpioid = opioid.length > 0 || reasons.some((group) => OPIOID.has(group));
  const isAlcohol = alcohol.length > 0 || reasons.some((group) => ALCOHOL.has(group));
  if (isOpioid || isAlcohol) {
    const rows = provenances([...opioid, ...alcohol]);
    return judged(
      'met',
      [
        ...(isOpioid ? [say(input, 'opioid-use-disorder')] : []),
        ...(isAlcohol ? [say(input, 'alcohol-use-disorder')] : []),
      ],
      rows.length > 0 ? rows : onOrder,
    );
  }
  if (!isWhole(input, 'conditions')) return judged('unknown');
  const suspected = evidence.diagnoses.filter(
    (one) => !one.confirmed && one.active && (isOneOf(one, OPIOID) || isOneOf(one, ALCOHOL)),
  );
  if (suspected.length > 0) return judged('unknown', [], provenances(suspected));
  const { opioidUse, alcoholUse } = treatedFor(reasons, evidence.diagnoses);
  if (opioidUse || alcoholUse) {
    return judged('not-met', [say(input, 'remission')], provenances(evidence.diagnoses));
  }
  const [denied] = evidence.papers.noIndications;
  return denied === undefined
    ? judged('not-met', [say(input, 'no-diagnosis')])
    : judged('not-met', [say(input, denied.is)], [denied.provenance]);
}

/** How it came to this: a history on paper, or the day on which the disorder began (`product.md` R2). */
export function clinicalHistory(input: ListInput): Judgement {
  const { diagnoses, papers } = input.evidence;
  const written = papers.papers.filter(({ is }) => is === 'history');
  const begun = diagnoses.filter(
    (one) => one.onset !== undefined && (isOneOf(one, OPIOID) || isOneOf(one, ALCOHOL)),
  );
  if (written.length + begun.length > 0) {
    return judged(
      'met',
      [
        ...written.slice(0, 1).map(({ at }) => dated(say(input, 'document'), at)),
        ...begun.slice(0, 1).map(({ onset }) => dated(say(input, 'onset'), onset)),
      ],
      [...written, ...begun].map(({ provenance }) => provenance),
    );
  }
  return isWhole(input, 'documents', 'conditions')
    ? judged('not-met', [text('')])
    : judged('unknown');
}

const provenances = (rows: readonly Diagnosis[]): readonly Provenance[] =>
  rows.map(({ provenance }) => provenance);
