import type { LiverResult, ReadableLiverResult } from '../../evidence/liver-result.js';
import { number, span, text } from '../../rules/rule.js';
import { dateAnswer, newestFirst } from '../date-answer.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

const TESTS = [
  { analyte: 'alt', linkId: 'liver-tests.alt' },
  { analyte: 'ast', linkId: 'liver-tests.ast' },
  { analyte: 'bilirubin-total', linkId: 'liver-tests.bilirubin' },
] as const;

/**
 * The newest ALT, AST and total bilirubin as the laboratory reported them. An upper limit is answered only where the result
 * brings the laboratory's own; a number that is only a bound, or that cannot be read, is no answer.
 */
export function readLiverTests({ situation }: PacketInput): Documented {
  const found = TESTS.flatMap(({ analyte, linkId }) => {
    const [newest] = newestFirst(
      situation.evidence.liver.results.filter((one) => one.analyte === analyte),
    );
    return newest !== undefined && isStated(newest) ? [{ linkId, result: newest }] : [];
  });
  return {
    answers: found.flatMap(({ linkId, result }) => {
      const { value, at, provenance } = result;
      const { reported } = value;
      const limit = laboratoryLimit(result);
      return [
        answer(linkId, { valueQuantity: { value: reported.value, unit: reported.unit } }, [
          provenance,
        ]),
        ...(limit === undefined
          ? []
          : [
              answer(
                `${linkId}-upper-limit`,
                { valueQuantity: { value: limit.highest, unit: reported.unit } },
                [provenance],
              ),
            ]),
        ...dateAnswer(`${linkId}-date`, at, [provenance]),
      ];
    }),
    facts: found.map(({ result }) => {
      const { name, value, at, provenance } = result;
      const limit = laboratoryLimit(result);
      const values = {
        test: text(name),
        value: number(value.reported.value),
        unit: text(value.reported.unit),
        date: span(at),
      };
      return limit === undefined
        ? fact('liver-tests.result', values, [provenance])
        : fact(
            'liver-tests.result-with-limit',
            { ...values, limit: number(limit.highest), times: number(limit.timesHighest, 1) },
            [provenance],
          );
    }),
    gaps: found.length === TESTS.length ? [] : [gap('liver-tests', 'liverTests', 'laboratory')],
  };
}

type Stated = ReadableLiverResult & {
  readonly value: { readonly reported: { readonly value: number; readonly unit: string } };
};

const isStated = (result: LiverResult): result is Stated =>
  result.status !== 'preliminary' &&
  !result.lowCertainty &&
  result.value.readable &&
  result.value.bound === undefined &&
  result.value.reported?.unit !== undefined;

function laboratoryLimit({ value: { upperLimit } }: Stated) {
  return upperLimit?.origin === 'result' && upperLimit.lowest === upperLimit.highest
    ? upperLimit
    : undefined;
}
