import { isOneOf } from '../../evidence/diagnosis.js';
import type { ConditionGroup } from '../../pack/terminology.js';
import { span, text } from '../../rules/rule.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

const PREGNANT: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['pregnancy']);
const BREASTFEEDING: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['breastfeeding']);

/**
 * The newest test or answer about pregnancy; "not pregnant" only when it is final, of a wholly read source, and no pregnancy
 * stands on the problem list. Whom the question concerns is not concluded from the administrative gender.
 */
export function readPregnancy({ situation }: PacketInput): Documented {
  const { pregnancy, diagnoses } = situation.evidence;
  const active = diagnoses.filter((one) => one.active);
  const onList = active.filter((one) => isOneOf(one, PREGNANT));
  const [newest] = newestFirst(pregnancy);
  const usable =
    newest !== undefined &&
    (newest.pregnant || (newest.final && newest.provenance.complete && onList.length === 0));
  const feeding = active.filter((one) => isOneOf(one, BREASTFEEDING));
  return {
    answers: [
      ...(usable
        ? [
            answer('pregnancy.pregnant', { valueBoolean: newest.pregnant }, [newest.provenance]),
            ...dateAnswer('pregnancy.date', newest.at, [newest.provenance]),
          ]
        : []),
      ...feeding
        .slice(0, 1)
        .map(({ provenance }) =>
          answer('pregnancy.breastfeeding', { valueBoolean: true }, [provenance]),
        ),
    ],
    facts: [
      ...(usable
        ? [
            fact(
              newest.pregnant ? 'pregnancy.pregnant' : 'pregnancy.not-pregnant',
              { date: span(newest.at) },
              [newest.provenance],
            ),
          ]
        : []),
      ...feeding.map(({ display, provenance }) =>
        fact('pregnancy.breastfeeding', { condition: text(display) }, [provenance]),
      ),
    ],
    gaps: usable
      ? []
      : [gap('pregnancy', 'laboratory', 'assessments', 'socialHistory', 'conditions')],
  };
}
