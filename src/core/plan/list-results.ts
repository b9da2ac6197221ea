import type { LiverAnalyte, LiverResult } from '../evidence/liver-result.js';
import { type Numbers, numbersOf } from '../pack/policy.js';
import type { Finding } from '../rules/finding.js';
import type { RuleInput } from '../rules/rule.js';
import { type Day, dayPlus } from '../time/instant.js';
import type { ResultFact } from './clearing-fact.js';
import { newestWithLimit } from './newest-with-limit.js';

interface Limit {
  readonly question: string;
  readonly parameter: string;
  readonly bound: ResultFact['bound'];
  readonly of: 'times' | 'value';
}

const ENZYME: readonly Limit[] = [
  { question: 'liver-enzymes', parameter: 'severe.above', bound: 'at-most', of: 'times' },
  { question: 'liver-enzymes', parameter: 'moderate.from', bound: 'below', of: 'times' },
  { question: 'liver-enzymes', parameter: 'rising.from', bound: 'below', of: 'times' },
];

/** The limits of the rules, the most lenient first: beyond each of them the answer may be another one. */
const LIMITS: Partial<Record<LiverAnalyte, readonly Limit[]>> = {
  alt: ENZYME,
  ast: ENZYME,
  'bilirubin-total': [
    { question: 'liver-bilirubin', parameter: 'bilirubin.from', bound: 'below', of: 'times' },
  ],
  alp: [{ question: 'liver-bilirubin', parameter: 'alp.from', bound: 'below', of: 'times' }],
  inr: [
    { question: 'bleeding-risk', parameter: 'inr.above', bound: 'at-most', of: 'value' },
    { question: 'liver-coagulation', parameter: 'inr.above', bound: 'at-most', of: 'value' },
  ],
  albumin: [
    { question: 'liver-coagulation', parameter: 'albumin.below', bound: 'at-least', of: 'value' },
  ],
  platelets: [
    {
      question: 'bleeding-risk',
      parameter: 'platelets.very-low-below',
      bound: 'at-least',
      of: 'value',
    },
  ],
  egfr: [{ question: 'renal-function', parameter: 'severe.below', bound: 'at-least', of: 'value' }],
};

/**
 * New results of what the findings rest on, one list for each analyte. ALT is always among them, because a later day may make
 * the liver tests too old; a diagnosis of the liver asks for all that shows it settled.
 */
export function listResults(
  input: RuleInput,
  open: readonly Finding[],
  numbers: Numbers,
): readonly (readonly ResultFact[])[] {
  const { results, conditions } = input.evidence.liver;
  const sources = new Set(open.flatMap(({ evidence }) => evidence.map(({ source }) => source)));
  const isFound = ({ provenance }: Pick<LiverResult, 'provenance'>): boolean =>
    sources.has(provenance.source);
  const analytes = new Set<LiverAnalyte>([
    'alt',
    ...results.filter(isFound).map(({ analyte }) => analyte),
    ...(conditions.some(isFound) ? (['ast', 'bilirubin-total'] as const) : []),
  ]);
  return [...analytes].flatMap((analyte) => {
    const limits = LIMITS[analyte];
    return limits === undefined
      ? []
      : [limits.map((one) => resultFact(analyte, one, input, numbers))];
  });
}

function resultFact(
  analyte: LiverAnalyte,
  { question, parameter, bound, of }: Limit,
  { evidence, clock }: RuleInput,
  numbers: Numbers,
): ResultFact {
  const number = numbersOf(numbers, question)[parameter] ?? 0;
  const newest = newestWithLimit(evidence.liver.results, analyte);
  const { reported, canonical, upperLimit } = newest?.value ?? {};
  const scale = reported === undefined ? undefined : reported.value / (canonical ?? reported.value);
  const high = bound === 'at-most' ? upperLimit?.highest : upperLimit?.lowest;
  const perLimit = of === 'value' ? scale : high;
  const value = perLimit === undefined ? undefined : number * perLimit;
  return {
    kind: 'result',
    analyte,
    bound,
    limit: of === 'times' ? { times: number } : { value: number },
    amount:
      value === undefined || !Number.isFinite(value) ? undefined : { value, unit: reported?.unit },
    from: firstUncontradicted(newest, clock.now.day, numbers),
    withinDays: numbersOf<'strict.first-dose'>(numbers, 'liver-enzymes')['strict.first-dose'],
  };
}

/** Results of about the same time contradict each other, and the worse one stands: a new sample must lie later. */
function firstUncontradicted(newest: LiverResult | undefined, today: Day, numbers: Numbers): Day {
  if (newest === undefined) return today;
  const within = numbersOf<'conflict.within'>(numbers, 'liver-enzymes')['conflict.within'];
  const after = dayPlus(newest.at.latest.day, Math.floor(within / 24) + 1);
  return after > today ? after : today;
}
