import type { AlcoholSign } from '../evidence/alcohol-use.js';
import { treatedFor } from '../evidence/indication.js';
import { isAtLeast } from '../evidence/liver/decimal-comparison.js';
import { isAfter } from '../time/distance.js';
import { hoursSince } from '../time/hours-since.js';
import {
  defineRule,
  number,
  type RuleInput,
  span,
  term,
  text,
  type Verdict,
  type WordValue,
} from './rule.js';

const OUTCOMES = {
  alcohol: ['measured', 'date'],
  metabolite: ['test', 'measured', 'date'],
  'last-drink': ['date', 'days'],
  phosphatidylethanol: ['measured', 'date'],
} as const;
type DrinkingVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  'alcohol.recent',
  'metabolite.recent',
  'last-drink.recent',
  'phosphatidylethanol.from',
  'phosphatidylethanol.recent',
] as const;
type Numbers = Readonly<Record<(typeof PARAMETERS)[number], number>>;

/**
 * Does somebody with alcohol use disorder still drink at the first injection? (`clinical-liver-other` D2)
 *
 * When breath or blood holds alcohol, EtG or EtS is positive, or the last drink was a few days ago, then alcohol-active-drinking.
 * PEth proves drinking of the last weeks, not of today, and is information. Not asked for oral naltrexone, nor on treatment.
 */
export const alcoholUse = defineRule({
  question: 'alcohol-use',
  asks: 'naltrexone',
  needs: ['laboratory', 'assessments', 'socialHistory', 'conditions'],
  parameters: PARAMETERS,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { order, lane, evidence, reasons } = input;
    const { identity } = order;
    if (identity.is !== 'naltrexone' || identity.product !== 'depot') return [];
    if (lane !== 'first-dose' || evidence.alcohol.signs.length === 0) return [];
    if (!treatedFor(reasons, evidence.diagnoses).alcoholUse) return [];
    const newest = new Map<AlcoholSign['kind'], AlcoholSign>();
    for (const sign of evidence.alcohol.signs) {
      const other = newest.get(sign.kind);
      if (!speaks(sign, input, numbers)) continue;
      if (other === undefined || isAfter(sign.at.latest, other.at.latest)) {
        newest.set(sign.kind, sign);
      }
    }
    return [...newest.values()].map((sign) => verdictOf(sign, input));
  },
});

function speaks({ kind, at, measured }: AlcoholSign, { clock }: RuleInput, numbers: Numbers) {
  const days = clock.planned.day - at.latest.day;
  switch (kind) {
    case 'alcohol':
      return hoursSince(at.latest, clock.now.moment, clock.zone) <= numbers['alcohol.recent'];
    case 'metabolite':
      return days <= numbers['metabolite.recent'];
    case 'last-drink':
      return days <= numbers['last-drink.recent'];
    case 'phosphatidylethanol':
      return (
        days <= numbers['phosphatidylethanol.recent'] &&
        isAtLeast(measured?.value ?? 0, numbers['phosphatidylethanol.from'])
      );
  }
}

function verdictOf(sign: AlcoholSign, { clock }: RuleInput): DrinkingVerdict {
  const { kind, name, at, provenance } = sign;
  const evidence = [provenance];
  const date = span(at);
  const measured = measuredValue(sign);
  switch (kind) {
    case 'metabolite':
      return { outcome: kind, evidence, values: { test: text(name), measured, date } };
    case 'last-drink': {
      const days = number(clock.planned.day - at.latest.day);
      return { outcome: kind, evidence, values: { date, days } };
    }
    default:
      return { outcome: kind, evidence, values: { measured, date } };
  }
}

function measuredValue({ measured }: AlcoholSign): WordValue {
  if (measured === undefined) return term('result.positive');
  const { value, unit, comparator } = measured;
  const items: readonly WordValue[] = [
    ...(comparator === undefined ? [] : [term('bound.above')]),
    number(value),
    ...(unit === undefined ? [] : [{ kind: 'chart-text', text: unit } as const]),
  ];
  return { kind: 'list', separator: ' ', items };
}
