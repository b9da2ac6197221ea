import type { ToxicologyResult } from '../../evidence/toxicology.js';
import type { Provenance } from '../../evidence/provenance.js';
import { type Day, onDay } from '../../time/instant.js';
import { list, text } from '../../rules/rule.js';
import { dateAnswer, exactDay } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const NEGATIVE = { system: INTERPRETATION, code: 'NEG', display: 'Negative' };
const POSITIVE = { system: INTERPRETATION, code: 'POS', display: 'Positive' };
const UNCLEAR = gap('drug-test-unclear', 'laboratory');

/**
 * The opioid results of the newest collection. Negative only when nothing of that day or later is positive, unreadable,
 * preliminary or of an unfit specimen; whether fentanyl was tested for is only ever said with a result in hand.
 */
export function readDrugTest({ situation }: PacketInput): Documented {
  const { raised, clearing, invalidSpecimens } = situation.evidence.toxicology;
  const open = raised.filter(
    ({ standing }) => standing === 'stands' || standing === 'followed-by-negative',
  );
  const days = [...open, ...clearing].flatMap((one) => dayOf(one) ?? []);
  const day = days.length === 0 ? undefined : (Math.max(...days) as Day);
  const undated = open.some((one) => dayOf(one) === undefined && one.standing === 'stands');
  if (day === undefined)
    return {
      answers: [],
      facts: [],
      gaps: [open.length > 0 ? UNCLEAR : gap('drug-test', 'laboratory', 'diagnosticReports')],
    };

  const ofDay = (results: readonly ToxicologyResult[]) =>
    results.filter((one) => dayOf(one) === day);
  const positive = ofDay(open).filter(
    ({ result, status }) => result === 'positive' && status === 'final',
  );
  const unsettled =
    undated ||
    ofDay(open).length > positive.length ||
    invalidSpecimens.some((one) => one.collected.latest.day >= day);
  const negative = ofDay(clearing);
  const shown = positive.length > 0 ? positive : unsettled ? [] : negative;
  const rows = rowsOf(shown);
  if (rows === undefined) return { answers: [], facts: [], gaps: [UNCLEAR] };

  const all = rowsOf([...positive, ...negative]) ?? rows;
  const substances = namesOf(shown);
  const date = { kind: 'day', day } as const;
  const fentanyl = rowsOf([...positive, ...negative].filter(isFentanyl));
  return {
    answers: [
      answer('drug-test.result', { valueCoding: positive.length > 0 ? POSITIVE : NEGATIVE }, rows),
      ...dateAnswer('drug-test.date', { earliest: onDay(day), latest: onDay(day) }, rows),
      ...namesOf([...positive, ...negative]).map((name) =>
        answer('drug-test.substances', { valueString: name }, all),
      ),
      ...(fentanyl === undefined
        ? []
        : [answer('drug-test.fentanyl', { valueBoolean: true }, fentanyl)]),
    ],
    facts: [
      fact(
        positive.length > 0 ? 'drug-test.positive' : 'drug-test.negative',
        { date, substances: list(substances.map(text)) },
        rows,
      ),
      ...(fentanyl === undefined ? [] : [fact('drug-test.fentanyl', { date }, fentanyl)]),
    ],
    gaps: fentanyl === undefined ? [gap('fentanyl', 'laboratory')] : [],
  };
}

const dayOf = ({ collected }: ToxicologyResult): Day | undefined =>
  collected && exactDay(collected);

const isFentanyl = ({ drug, analytes }: ToxicologyResult): boolean =>
  drug === 'fentanyl' || analytes.includes('fentanyl');

const namesOf = (results: readonly ToxicologyResult[]): readonly string[] =>
  [...new Set(results.map(({ name }) => name))].sort();

function rowsOf(
  results: readonly ToxicologyResult[],
): readonly [Provenance, ...Provenance[]] | undefined {
  const [first, ...others] = results.map(({ provenance }) => provenance);
  return first && [first, ...others];
}
