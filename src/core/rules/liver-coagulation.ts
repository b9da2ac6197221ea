import { isOver, isUnder } from '../evidence/liver/bounded-comparison.js';
import { type Diagnosis, isOneOf } from '../evidence/diagnosis.js';
import type { ReadableLiverResult } from '../evidence/liver-result.js';
import type { Provenance } from '../evidence/provenance.js';
import type { ConditionGroup } from '../pack/terminology.js';
import {
  CURRENT_PARAMETERS,
  currentResults,
  type StandingResult,
} from './liver/current-results.js';
import { currentSign } from './liver/current-sign.js';
import { leastDaysApart } from './liver/days-apart.js';
import { conditionValue } from './liver/describe-condition.js';
import { measuredValue } from './liver/describe-result.js';
import { isInrExplained } from './liver/inr-explained.js';
import { raisedTo } from './liver/raised.js';
import {
  defineRule,
  list,
  number,
  type RuleInput,
  span,
  term,
  text,
  type WordValue,
} from './rule.js';

const PARAMETERS = ['inr.above', 'albumin.below'] as const;
const BORROWED = {
  'liver-enzymes': [...CURRENT_PARAMETERS, 'severe.age-first-dose', 'severe.age-continuation'],
  'liver-bilirubin': [
    'bilirubin.from',
    'apart',
    'warning.age-first-dose',
    'warning.age-continuation',
  ],
  'liver-child-pugh': ['sign.age'],
} as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)[keyof typeof BORROWED][number], number>
>;

/**
 * Does the INR show that the liver fails? (`clinical-liver-other` B2.10, B2.12)
 *
 * When the INR is raised without an anticoagulant that explains it, beside a raised bilirubin, a low albumin, ascites or
 * encephalopathy, then liver-failure-pattern. When it is raised without these, then liver-inr-high.
 * Not asked for bupropion/naltrexone and low-dose naltrexone.
 */
export const liverCoagulation = defineRule({
  question: 'liver-coagulation',
  asks: 'naltrexone',
  needs: [
    'patient',
    'laboratory',
    'liverTests',
    'diagnosticReports',
    'assessments',
    'conditions',
    'medicationRequests',
    'medicationStatements',
    'medicationAdministrations',
    'procedures',
  ],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: {
    failure: ['inr', 'date', 'limit', 'companions'],
    'inr-high': ['inr', 'date', 'limit'],
  },
  judge: (input, numbers) => {
    const { order, evidence, lane, clock } = input;
    const { identity } = order;
    if (identity.is !== 'naltrexone') return [];
    if (identity.product !== 'depot' && identity.product !== 'oral') return [];
    const raised = raisedInr(input, numbers);
    if (raised === undefined || isInrExplained(evidence)) return [];
    const isFirstDose = lane === 'first-dose';
    const ageDays = (last: number): number => clock.planned.day - last;
    const { result, contradictedBy } = raised;
    const about = {
      evidence: [result.provenance],
      state: contradictedBy && ('conflicting' as const),
    };
    const values = {
      inr: measuredValue(result),
      date: span(result.at),
      limit: number(numbers['inr.above']),
    };
    const companions = companionsOf(result, input, numbers);
    const last = Math.max(result.at.latest.day, ...companions.map(({ at }) => at ?? -Infinity));
    const failureAge = numbers[isFirstDose ? 'severe.age-first-dose' : 'severe.age-continuation'];
    if (companions.length > 0 && ageDays(last) <= failureAge) {
      return [
        {
          ...about,
          outcome: 'failure',
          subject: companions[0]?.subject,
          evidence: [...about.evidence, ...companions.map(({ provenance }) => provenance)],
          values: { ...values, companions: list(companions.map(({ words }) => words)) },
        },
      ];
    }
    const warningAge = numbers[isFirstDose ? 'warning.age-first-dose' : 'warning.age-continuation'];
    return ageDays(result.at.latest.day) <= warningAge
      ? [{ ...about, outcome: 'inr-high', values }]
      : [];
  },
});

/** The highest INR that stands above the limit. */
const raisedInr = ({ evidence }: RuleInput, numbers: Numbers): StandingResult | undefined =>
  currentResults(evidence.liver.results, 'inr', numbers)
    .standing.filter(({ result: { value } }) => isOver(value, numbers['inr.above']))
    .sort((a, b) => (b.result.value.canonical ?? 0) - (a.result.value.canonical ?? 0))[0];

/** What makes a raised INR the sign of a failing liver. */
interface Companion {
  readonly words: WordValue;
  /** The last day of a sample. */
  readonly at: number | undefined;
  readonly subject: string | undefined;
  readonly provenance: Provenance;
}

function companionsOf(
  inr: ReadableLiverResult,
  { evidence: { liver }, clock }: RuleInput,
  numbers: Numbers,
): readonly Companion[] {
  const isNear = ({ result }: StandingResult): boolean =>
    leastDaysApart(result.at, inr.at) <= numbers.apart;
  const bilirubin = currentResults(liver.results, 'bilirubin-total', numbers);
  const albumin = currentResults(liver.results, 'albumin', numbers);
  const signs = (['ascites', 'hepatic-encephalopathy'] as const).flatMap(
    (about) => currentSign(liver.signs, about, clock.planned.day, numbers['sign.age']) ?? [],
  );
  return [
    ...(raisedTo(bilirubin, numbers['bilirubin.from'])?.filter(isNear).slice(0, 1) ?? []).map(
      ofResult,
    ),
    ...albumin.standing
      .filter((each) => isNear(each) && isUnder(each.result.value, numbers['albumin.below']))
      .slice(0, 1)
      .map(ofResult),
    ...liver.conditions.filter((each) => isOneOf(each, SHOWN)).map(ofCondition),
    ...signs
      .filter(({ degree }) => degree !== 'none')
      .map(({ sign, degree, at, provenance }) => ({
        words: dated([term(`input.${sign}`), term(`degree.${degree}`)], at),
        at: undefined,
        subject: undefined,
        provenance,
      })),
  ];
}

const SHOWN: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'ascites',
  'hepatic-encephalopathy',
]);

const ofResult = ({ result }: StandingResult): Companion => ({
  words: dated([text(result.name), measuredValue(result)], result.at),
  at: result.at.latest.day,
  subject: result.analyte,
  provenance: result.provenance,
});

const ofCondition = (condition: Diagnosis): Companion => ({
  words: conditionValue(condition),
  at: undefined,
  subject: undefined,
  provenance: condition.provenance,
});

const dated = (items: readonly WordValue[], at: Parameters<typeof span>[0]): WordValue => ({
  kind: 'list',
  separator: ' ',
  items: [...items, term('dated.of'), span(at)],
});
