import type { Condition } from 'fhir/r4.js';
import { type ChartRow, provenanceOf, rowsOf } from '../../evidence/chart-rows.js';
import { hasStatus } from '../../evidence/concept-status.js';
import { isOneOf } from '../../evidence/diagnosis.js';
import type { Provenance } from '../../evidence/provenance.js';
import { recogniseCondition } from '../../evidence/recognise/recognise-condition.js';
import type { ConditionGroup } from '../../pack/terminology.js';
import { text } from '../../rules/rule.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';
import { isConfirmed } from '../../evidence/is-confirmed.js';

const ACUTE: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['acute-hepatitis']);
const CIRRHOSIS: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['cirrhosis']);
const REFUTED = new Set(['refuted']);

/**
 * Acute hepatitis and cirrhosis: yes by an active row of the problem list, no only by a row that somebody refuted. That the
 * list has no such row is no answer.
 */
export function readLiverDisease(given: PacketInput): Documented {
  const acute = standingOf(ACUTE, given);
  const cirrhosis = standingOf(CIRRHOSIS, given);
  const childPugh = given.decision.liverScores?.childPugh;
  const { computed } = childPugh ?? { computed: false };
  const [least, most] = childPugh?.computed === true ? childPugh.classes : [];
  const [first, ...others] = childPugh?.computed === true ? childPugh.evidence : [];
  const scored =
    computed && cirrhosis.yes.length > 0 && least !== undefined && least === most && first
      ? { class: least, rows: [first, ...others] as const }
      : undefined;
  return {
    answers: [
      ...truth('liver-disease.acute-hepatitis', acute),
      ...truth('liver-disease.cirrhosis', cirrhosis),
      ...(scored === undefined
        ? []
        : [
            answer(
              'liver-disease.child-pugh',
              { valueCoding: given.words.codings[`child-pugh-${CLASSES[scored.class]}`] },
              scored.rows,
            ),
          ]),
    ],
    facts: [
      ...[...acute.yes, ...cirrhosis.yes].map(({ display, provenance }) =>
        fact('liver-disease.present', { condition: text(display) }, [provenance]),
      ),
      ...[...acute.unconfirmed, ...cirrhosis.unconfirmed].map(({ display, provenance }) =>
        fact('liver-disease.unconfirmed', { condition: text(display) }, [provenance]),
      ),
      ...[...acute.no, ...cirrhosis.no].map(({ display, provenance }) =>
        fact('liver-disease.refuted', { condition: text(display) }, [provenance]),
      ),
      ...(scored === undefined
        ? []
        : [fact('liver-disease.child-pugh', { class: text(scored.class) }, scored.rows)]),
    ],
    gaps:
      acute.yes.length + acute.unconfirmed.length > 0 && acute.no.length > 0
        ? [gap('acute-hepatitis-contradicted', 'conditions')]
        : acute.yes.length + acute.no.length === 0
          ? [gap('acute-hepatitis', 'conditions')]
          : [],
  };
}

const CLASSES = { A: 'a', B: 'b', C: 'c' } as const;

interface Named {
  readonly display: string;
  readonly provenance: Provenance;
}

interface Standing {
  readonly yes: readonly Named[];
  readonly no: readonly Named[];
  /** Only thought of. */
  readonly unconfirmed: readonly Named[];
}

function standingOf(
  groups: ReadonlySet<ConditionGroup>,
  { situation, chart, terminology }: PacketInput,
): Standing {
  const rows = rowsOf(chart, 'Condition', ['conditions']);
  const confirmed = new Set(
    rows.flatMap((row) => (isConfirmed(row.resource) ? provenanceOf(row).source : [])),
  );
  const active = situation.evidence.diagnoses.filter((one) => one.active && isOneOf(one, groups));
  return {
    yes: active.filter(({ provenance }) => confirmed.has(provenance.source)),
    unconfirmed: active.filter(({ provenance }) => !confirmed.has(provenance.source)),
    no: rows.flatMap((row) => {
      const recognised = recogniseCondition(terminology, row.resource.code);
      return recognised !== undefined && isOneOf(recognised, groups) && isRefuted(row)
        ? [{ display: recognised.display, provenance: provenanceOf(row) }]
        : [];
    }),
  };
}

const isRefuted = ({ resource, complete }: ChartRow<Condition>): boolean =>
  complete && hasStatus(resource.verificationStatus, REFUTED);

function truth(linkId: string, { yes, no, unconfirmed }: Standing) {
  const [first, ...others] = (yes.length > 0 ? yes : no).map(({ provenance }) => provenance);
  const contradicted = no.length > 0 && yes.length + unconfirmed.length > 0;
  return first === undefined || contradicted
    ? []
    : [answer(linkId, { valueBoolean: yes.length > 0 }, [first, ...others])];
}
