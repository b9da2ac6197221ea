import type { ChartResourceType } from '../chart.js';
import type { LiverAnalyte } from '../evidence/liver-result.js';
import type { ClearingFact, ResultFact, WouldClear } from '../plan/clearing-fact.js';
import type { TermName } from '../pack/terms.js';
import { day, list, number, term, text, type WordValue } from '../rules/rule.js';
import type { CardWords } from './card-words.js';

/** The best set of facts that would clear the answer, or would at least leave nothing critical; empty when there is none. */
export function writeClearing(wouldClear: WouldClear | undefined, words: CardWords): string {
  const [all] = wouldClear?.aboveInfo ?? [];
  const [critical] = wouldClear?.critical ?? [];
  const best = all ?? critical;
  if (best === undefined) return '';
  const lead = words.sentence(all === undefined ? 'clears.critical' : 'clears.above-info', {});
  const facts = best.facts.map((fact) => {
    const { sentence, values } = namesOf(fact);
    return words.sentence(sentence, values);
  });
  return `**${lead}** ${facts.join('; ')}.`;
}

interface Named {
  readonly sentence: TermName;
  readonly values: Readonly<Record<string, WordValue>>;
}

function namesOf(fact: ClearingFact): Named {
  switch (fact.kind) {
    case 'planned-day':
      return { sentence: 'clears.planned-day', values: { day: day(fact.at.day) } };
    case 'negative-tests':
      return {
        sentence: fact.afterPositive ? 'clears.negative-tests-later' : 'clears.negative-tests',
        values: {
          drugs: list(fact.drugs.map(text)),
          from: day(fact.from),
          hours: number(fact.withinHours),
        },
      };
    case 'result':
      return resultNames(fact);
    case 'low-withdrawal-score':
      return { sentence: 'clears.low-withdrawal-score', values: { below: number(fact.below) } };
    case 'passed-challenge':
    case 'not-pregnant':
    case 'corrected-order':
      return { sentence: `clears.${fact.kind}`, values: {} };
    case 'corrected-entry':
      return entryNames(fact);
    case 'chart-read':
      return {
        sentence: 'clears.chart-read',
        values: { sources: list(fact.resourceTypes.map((type) => term(`resource.${type}`))) },
      };
    case 'withdrawn-draft':
      return {
        sentence: 'clears.withdrawn-draft',
        values: { draft: fact.name === undefined ? chartText(fact.ref) : text(fact.name) },
      };
  }
}

function resultNames({ analyte, bound, limit, amount, from, withinDays }: ResultFact): Named {
  const shown = amount ?? ('value' in limit ? { value: limit.value, unit: undefined } : undefined);
  return {
    sentence: 'clears.result',
    values: {
      analyte: isNamed(analyte) ? term(`analyte.${analyte}`) : text(analyte),
      bound: term(`clears.${bound}`),
      limit: {
        kind: 'list',
        separator: ' ',
        items: [
          ...(shown === undefined ? [] : [rounded(shown.value), ...unitOf(shown.unit)]),
          ...('times' in limit
            ? [
                ...(shown === undefined ? [] : [text('=')]),
                number(limit.times),
                term('clears.times'),
              ]
            : []),
        ],
      },
      from: day(from),
      days: number(withinDays),
    },
  };
}

const unitOf = (unit: string | undefined): readonly WordValue[] =>
  unit === undefined || unit === '' ? [] : [text(unit)];

/** Limits are products of short decimals; what multiplication adds behind them is noise. */
const rounded = (value: number): WordValue => number(Math.round(value * 100) / 100);

const NAMED = [
  'alt',
  'ast',
  'bilirubin-total',
  'alp',
  'inr',
  'albumin',
  'platelets',
  'egfr',
] as const;
const isNamed = (analyte: LiverAnalyte): analyte is (typeof NAMED)[number] =>
  (NAMED as readonly string[]).includes(analyte);

function entryNames({
  source,
  name,
  lastUse,
}: Extract<ClearingFact, { readonly kind: 'corrected-entry' }>): Named {
  const values = {
    name: name === undefined ? chartText(source) : text(name),
    place: term(`resource.${source.split('/')[0] as ChartResourceType}`),
  };
  return lastUse === undefined
    ? { sentence: 'clears.corrected-entry', values }
    : { sentence: 'clears.ended-entry', values: { ...values, lastUse: day(lastUse) } };
}

const chartText = (value: string): WordValue => ({ kind: 'chart-text', text: value });
