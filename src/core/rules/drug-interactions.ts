import { isAtLeast, isMoreThan } from '../evidence/liver/decimal-comparison.js';
import type { ReadableLiverResult } from '../evidence/liver-result.js';
import type { ContextMedication } from '../evidence/read-context-medications.js';
import { hasActiveAlcoholUse } from '../evidence/indication.js';
import type { NaltrexoneProduct } from '../pack/terminology.js';
import { CURRENT_PARAMETERS, currentResults } from './liver/current-results.js';
import { timesText } from './liver/describe-result.js';
import { timesOf } from './liver/raised.js';
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
  lofexidine: ['drug'],
  'lofexidine-ended': ['drug', 'ended'],
  'lofexidine-oral': ['drug'],
  'lofexidine-oral-ended': ['drug', 'ended'],
  disulfiram: ['drug'],
  'disulfiram-raised': ['drug', 'enzyme', 'times', 'date'],
  thioridazine: ['drug'],
  acetaminophen: ['grams', 'limit'],
  'acetaminophen-alcohol': ['grams', 'limit'],
} as const;
type InteractionVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  'lofexidine.ended',
  'acetaminophen.daily',
  'acetaminophen.daily-alcohol',
] as const;
const BORROWED = {
  'liver-enzymes': CURRENT_PARAMETERS,
  'liver-tests': ['stale.first-dose', 'stale.continuation'],
} as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)[keyof typeof BORROWED][number], number>
>;

/**
 * Does another drug change what naltrexone does, or add to its risks? (`clinical-liver-other` C13)
 *
 * When lofexidine is active or ended a short while ago, then lofexidine-interaction: somebody was in opioid withdrawal, and an
 * oral dose works less beside it.
 * When disulfiram is active, then disulfiram-hepatotoxic, a warning when ALT or AST is above its limit.
 * When thioridazine is active, or the scheduled doses of acetaminophen are high, then thioridazine-interaction and
 * acetaminophen-heavy ride along on another card.
 */
export const drugInteractions = defineRule({
  question: 'drug-interactions',
  asks: 'naltrexone',
  needs: [
    'patient',
    'medicationRequests',
    'medicationStatements',
    'laboratory',
    'liverTests',
    'diagnosticReports',
    'conditions',
  ],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { identity } = input.order;
    if (identity.is !== 'naltrexone' || identity.product === 'ldn') return [];
    const { contextMedications: all } = input.evidence;
    if (all.length === 0) return [];
    const of = (role: string): readonly ContextMedication[] =>
      all.filter((one) => one.role === role);
    const isActive = ({ active }: ContextMedication): boolean => active;
    return [
      ...lofexidine(of('lofexidine'), identity.product, input, numbers),
      ...disulfiram(of('disulfiram').filter(isActive), identity.product, input, numbers),
      ...thioridazine(of('thioridazine').filter(isActive)),
      ...acetaminophen(of('acetaminophen').filter(isActive), input, numbers),
    ];
  },
});

function lofexidine(
  entries: readonly ContextMedication[],
  product: NaltrexoneProduct,
  { clock }: RuleInput,
  numbers: Numbers,
): readonly InteractionVerdict[] {
  const outcome = product === 'depot' ? 'lofexidine' : 'lofexidine-oral';
  const active = entries.find((one) => one.active);
  if (active !== undefined) {
    return [{ outcome, values: { drug: listed(active) }, evidence: [active.provenance] }];
  }
  return entries
    .flatMap(({ name, endedAt, provenance }): InteractionVerdict[] =>
      endedAt === undefined || clock.planned.day - endedAt.latest.day > numbers['lofexidine.ended']
        ? []
        : [
            {
              outcome: `${outcome}-ended`,
              values: { drug: text(name), ended: span(endedAt) },
              evidence: [provenance],
            },
          ],
    )
    .slice(0, 1);
}

function disulfiram(
  [entry]: readonly ContextMedication[],
  product: NaltrexoneProduct,
  input: RuleInput,
  numbers: Numbers,
): readonly InteractionVerdict[] {
  if (entry === undefined) return [];
  const raised = product === 'contrave' ? undefined : raisedEnzyme(input, numbers);
  const drug = listed(entry);
  return raised === undefined
    ? [{ outcome: 'disulfiram', values: { drug }, evidence: [entry.provenance] }]
    : [
        {
          outcome: 'disulfiram-raised',
          evidence: [entry.provenance, raised.provenance],
          values: {
            drug,
            enzyme: text(raised.name),
            times: text(timesText(timesOf(raised))),
            date: span(raised.at),
          },
        },
      ];
}

/** The worse of the newest ALT and AST, when it is above the upper limit and recent enough to count. */
function raisedEnzyme(
  { evidence, clock, lane }: RuleInput,
  numbers: Numbers,
): ReadableLiverResult | undefined {
  const maxAgeDays = numbers[lane === 'first-dose' ? 'stale.first-dose' : 'stale.continuation'];
  const [worst] = (['alt', 'ast'] as const)
    .flatMap((analyte) => currentResults(evidence.liver.results, analyte, numbers).standing)
    .map(({ result }) => result)
    .filter(
      (result) =>
        isMoreThan(timesOf(result), 1) && clock.planned.day - result.at.latest.day <= maxAgeDays,
    )
    .sort((a, b) => timesOf(b) - timesOf(a));
  return worst;
}

const thioridazine = ([entry]: readonly ContextMedication[]): readonly InteractionVerdict[] =>
  entry === undefined
    ? []
    : [
        {
          outcome: 'thioridazine',
          values: { drug: listed(entry) },
          evidence: [entry.provenance],
        },
      ];

function acetaminophen(
  entries: readonly ContextMedication[],
  { evidence }: RuleInput,
  numbers: Numbers,
): readonly InteractionVerdict[] {
  const withAlcoholUse = hasActiveAlcoholUse(evidence.diagnoses);
  const limitMg = numbers[withAlcoholUse ? 'acetaminophen.daily-alcohol' : 'acetaminophen.daily'];
  const dosed = onceEach(entries.filter(({ dailyDoseMg }) => dailyDoseMg !== undefined));
  const dailyMg = dosed.reduce((sum, { dailyDoseMg = 0 }) => sum + dailyDoseMg, 0);
  return isAtLeast(dailyMg, limitMg)
    ? [
        {
          outcome: withAlcoholUse ? 'acetaminophen-alcohol' : 'acetaminophen',
          values: { grams: number(dailyMg / MG_PER_GRAM), limit: number(limitMg / MG_PER_GRAM) },
          evidence: dosed.map(({ provenance }) => provenance),
        },
      ]
    : [];
}

const MG_PER_GRAM = 1000;

/** An order and the list entry of the same product and dose are one supply, seen twice. */
const onceEach = (entries: readonly ContextMedication[]): readonly ContextMedication[] => {
  const isOrder = ({ provenance }: ContextMedication): boolean =>
    provenance.slice === 'medicationRequests';
  const orders = entries.filter(isOrder);
  return entries.filter(
    (entry) =>
      isOrder(entry) ||
      !orders.some(
        ({ product, dailyDoseMg }) =>
          product === entry.product && dailyDoseMg === entry.dailyDoseMg,
      ),
  );
};

const listed = ({ name, listedAt }: ContextMedication): WordValue =>
  listedAt === undefined
    ? text(name)
    : { kind: 'list', separator: ' ', items: [text(name), term('dated.of'), span(listedAt)] };
