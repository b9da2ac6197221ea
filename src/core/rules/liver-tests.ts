import type { LiverAnalyte, LiverResult, ReadableLiverResult } from '../evidence/liver-result.js';
import { countingDays } from './liver/counting-days.js';
import {
  CURRENT_PARAMETERS,
  type CurrentResults,
  currentResults,
} from './liver/current-results.js';
import { defineRule, number, type RuleInput, span, term, text, type Verdict } from './rule.js';

const AGED = ['enzyme', 'date', 'ageDays', 'freshDays'] as const;
const OUTCOMES = {
  'missing-before-first-injection': [],
  missing: [],
  stale: AGED,
  'stale-oral': AGED,
  aging: AGED,
  unreadable: ['test', 'date', 'why'],
  'unreadable-undated': ['test'],
  pending: [],
} as const;
type TestsVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  'fresh.first-dose',
  'fresh.continuation',
  'stale.first-dose',
  'stale.continuation',
] as const;
const BORROWED = {
  'liver-enzymes': [...CURRENT_PARAMETERS, 'strict.first-dose', 'strict.continuation'],
} as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)['liver-enzymes'][number], number>
>;

/** Results that must be readable to be any use; the order is that of the bullets. */
const READ: readonly LiverAnalyte[] = ['alt', 'ast', 'bilirubin-total'];

/**
 * Are there liver tests, readable and recent enough to reassure? (`clinical-liver-other` B2.1, B2.10)
 *
 * When no readable final ALT or AST is there, then liver-tests-missing; when the newer of the two is older than tests count,
 * then liver-tests-stale, a while before that liver-tests-aging. Active liver disease or raised enzymes make tests count for
 * a shorter time, without an aging in between.
 * When the newest ALT, AST or total bilirubin cannot be read, then liver-result-unreadable: unknown is not normal.
 * When such a test is under way beside one of these, then liver-tests-pending.
 * Silent while Observations could not be read, which data-source-unreadable says; when they were read in part, then neither
 * missing nor old is known, as the newest may be on the other part. Not asked for bupropion/naltrexone and low-dose naltrexone.
 */
export const liverTests = defineRule({
  question: 'liver-tests',
  asks: 'naltrexone',
  needs: [
    'patient',
    'laboratory',
    'liverTests',
    'diagnosticReports',
    'serviceRequests',
    'conditions',
    'medicationAdministrations',
    'procedures',
  ],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { order, evidence } = input;
    const { identity } = order;
    if (identity.is !== 'naltrexone') return [];
    if (identity.product !== 'depot' && identity.product !== 'oral') return [];
    if (evidence.failed.has('laboratory') || evidence.failed.has('liverTests')) return [];
    const [alt, ast, bilirubin] = READ.map((analyte) =>
      currentResults(evidence.liver.results, analyte, numbers),
    ) as [CurrentResults, CurrentResults, CurrentResults];
    const isWhole =
      !evidence.incomplete.has('laboratory') && !evidence.incomplete.has('liverTests');
    const verdicts = [
      ...(isWhole ? ageOfTests([alt, ast], identity.product, input, numbers) : []),
      ...[alt, ast, bilirubin].flatMap(({ newest }) => unreadable(newest, input, numbers)),
    ];
    return verdicts.length > 0 && evidence.liver.pending
      ? [...verdicts, { outcome: 'pending', values: {}, evidence: [] }]
      : verdicts;
  },
});

function ageOfTests(
  enzymes: readonly CurrentResults[],
  product: 'depot' | 'oral',
  input: RuleInput,
  numbers: Numbers,
): readonly TestsVerdict[] {
  const newest = enzymes
    .flatMap(({ finals }) => finals)
    .reduce<ReadableLiverResult | undefined>(
      (latest, each) =>
        latest === undefined || each.at.earliest.day > latest.at.earliest.day ? each : latest,
      undefined,
    );
  const isFirstDose = input.lane === 'first-dose';
  if (newest === undefined) {
    const outcome =
      product === 'depot' && isFirstDose ? 'missing-before-first-injection' : 'missing';
    return [{ outcome, values: {}, evidence: [] }];
  }
  const { freshDays, staleDays } = countingDays(enzymes, input, numbers);
  const ageDays = input.clock.planned.day - newest.at.earliest.day;
  const aged = {
    evidence: [newest.provenance],
    values: {
      enzyme: text(newest.name),
      date: span(newest.at),
      ageDays: number(ageDays),
      freshDays: number(freshDays),
    },
  };
  if (ageDays > staleDays) {
    return [{ ...aged, outcome: product === 'oral' ? 'stale-oral' : 'stale' }];
  }
  return ageDays > freshDays && product === 'depot' ? [{ ...aged, outcome: 'aging' }] : [];
}

function unreadable(
  newest: LiverResult | undefined,
  { lane, clock }: RuleInput,
  numbers: Numbers,
): readonly TestsVerdict[] {
  if (newest === undefined || newest.value.readable) return [];
  const maxAgeDays = numbers[lane === 'first-dose' ? 'stale.first-dose' : 'stale.continuation'];
  if (clock.planned.day - newest.at.latest.day > maxAgeDays) return [];
  const about = { subject: newest.analyte, evidence: [newest.provenance] };
  const { why } = newest.value;
  const test = text(newest.name);
  return why === 'undated'
    ? [{ ...about, outcome: 'unreadable-undated', values: { test } }]
    : [
        {
          ...about,
          outcome: 'unreadable',
          values: { test, date: span(newest.at), why: term(`unreadable.${why}`) },
        },
      ];
}
