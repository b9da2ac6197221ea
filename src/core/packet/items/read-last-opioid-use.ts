import type { Exposure, ExposureSource } from '../../evidence/exposure.js';
import { span, term, text } from '../../rules/rule.js';
import { dateAnswer, exactDay } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

/** Sentences about other use; a chart of years would fill the letter. */
const MOST = 6;

/** Sources that show use by themselves; tests and scores have items of their own. */
const SEEN: ReadonlySet<ExposureSource> = new Set<ExposureSource>([
  ...(['administration', 'dispense', 'order', 'statement', 'procedure', 'poisoning'] as const),
]);

/**
 * The last use as the patient told it. When anything in the chart shows possible use after that day the question stays open:
 * the report and the chart do not agree, and a person has to ask.
 */
export function readLastOpioidUse({ situation }: PacketInput): Documented {
  const { exposures, buprenorphineDepots } = situation.evidence;
  const told = exposures
    .filter(({ from, certainty }) => from === 'self-report' && certainty === 'confirmed')
    .sort((a, b) => lastDay(b) - lastDay(a));
  const [newest] = told;
  const others = exposures.filter(({ from }) => from !== 'self-report').sort(byLastDay);
  const contradicted =
    newest !== undefined &&
    (others.some((one) => one.last === undefined || lastDay(one) > lastDay(newest)) ||
      buprenorphineDepots.some(
        ({ event, at }) => event === 'given' && (at?.latest.day ?? Infinity) > lastDay(newest),
      ));
  const usable = newest?.last !== undefined && exactDay(newest.last) !== undefined;
  return {
    answers:
      newest === undefined || contradicted || !usable
        ? []
        : [
            ...dateAnswer('last-opioid-use.date', newest.last, [newest.provenance], {
              reported: true,
            }),
            ...(newest.exposureClass === 'unknown-opioid'
              ? []
              : [
                  answer(
                    'last-opioid-use.substance',
                    { valueString: newest.name },
                    [newest.provenance],
                    { reported: true },
                  ),
                ]),
          ],
    facts: [
      ...told
        .slice(0, 1)
        .flatMap(({ name, last, provenance }) =>
          last === undefined
            ? []
            : [
                fact(
                  'last-opioid-use.reported',
                  { substance: text(name), date: span(last) },
                  [provenance],
                  true,
                ),
              ],
        ),
      ...others
        .filter(({ from }) => SEEN.has(from))
        .slice(0, MOST)
        .map(otherUse),
    ],
    gaps:
      newest === undefined
        ? [gap('last-opioid-use', 'assessments', 'socialHistory')]
        : contradicted
          ? [
              gap(
                'last-opioid-use-contradicted',
                'medicationRequests',
                'medicationDispenses',
                'medicationStatements',
                'laboratory',
              ),
            ]
          : [],
  };
}

const lastDay = ({ last }: Exposure): number => last?.latest.day ?? -Infinity;
const byLastDay = (a: Exposure, b: Exposure): number =>
  (b.last?.latest.day ?? Infinity) - (a.last?.latest.day ?? Infinity);

function otherUse({ name, from, last, provenance }: Exposure) {
  const values = { opioid: text(name), source: term(`source.${from}`) };
  return last === undefined
    ? fact('last-opioid-use.other-undated', values, [provenance])
    : fact('last-opioid-use.other', { ...values, date: { kind: 'day', day: last.latest.day } }, [
        provenance,
      ]);
}
