import { type Diagnosis, isOneOf } from '../evidence/diagnosis.js';
import type { ConditionGroup } from '../pack/terminology.js';
import { CURRENT_PARAMETERS } from './liver/current-results.js';
import { decompensationIn } from './liver/decompensation.js';
import { conditionValue } from './liver/describe-condition.js';
import {
  CHILD_PUGH_PARAMETERS,
  childPughOf,
  mayScoreChildPugh,
} from './liver/scores/child-pugh-of.js';
import { childPughPhrase } from './liver/scores/describe-child-pugh.js';
import { settledSince } from './liver/settled-since.js';
import { defineRule, list, number, type RuleInput, span, text, type Verdict } from './rule.js';

const DATED = ['condition', 'date', 'ageDays'] as const;
const OUTCOMES = {
  decompensated: ['condition', 'conditions'],
  acute: DATED,
  'acute-settled': [...DATED, 'labDate'],
  failure: DATED,
  old: DATED,
  undated: ['condition'],
  contrave: DATED,
  'contrave-undated': ['condition'],
  cirrhosis: ['condition', 'conditions', 'childPugh'],
  chronic: ['condition', 'conditions'],
} as const;
type ConditionVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = ['acute.recent', 'settled.after', 'settled.age'] as const;
const BORROWED = {
  'liver-enzymes': CURRENT_PARAMETERS,
  'liver-bilirubin': ['bilirubin.from'],
  'liver-child-pugh': CHILD_PUGH_PARAMETERS,
} as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof BORROWED)[keyof typeof BORROWED][number], number>
>;

const groups = (...names: readonly ConditionGroup[]): ReadonlySet<ConditionGroup> => new Set(names);
const FAILURE = groups('hepatic-failure');
const ACUTE = groups('acute-hepatitis', 'alcoholic-hepatitis', 'hepatic-failure');
const CHRONIC = groups('cirrhosis', 'portal-hypertension', 'chronic-viral-hepatitis');

/**
 * Do liver diseases on the problem list speak against naltrexone? (`clinical-liver-other` B2.1, B2.13)
 *
 * When liver disease is decompensated, then liver-decompensated, whatever its date.
 * When acute hepatitis or hepatic failure is recent, then liver-acute-condition; a warning when later tests show hepatitis to
 * have settled, when it is old or undated, and for bupropion/naltrexone.
 * When cirrhosis, portal hypertension or chronic viral hepatitis is active, then liver-chronic-condition, with Child-Pugh.
 */
export const liverConditions = defineRule({
  question: 'liver-conditions',
  asks: 'naltrexone',
  needs: [
    'patient',
    'conditions',
    'laboratory',
    'liverTests',
    'diagnosticReports',
    'assessments',
    'medicationRequests',
    'medicationStatements',
  ],
  parameters: PARAMETERS,
  borrows: BORROWED,
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const { identity } = input.order;
    const { conditions } = input.evidence.liver;
    if (identity.is !== 'naltrexone' || identity.product === 'ldn') return [];
    if (conditions.length === 0) return [];
    const decompensated = decompensationIn(conditions);
    const acute = conditions.filter((each) => isOneOf(each, ACUTE));
    if (identity.product === 'contrave') return acute.map((each) => contrave(each, input));
    return [
      ...listed(decompensated).map((values) => ({
        outcome: 'decompensated' as const,
        subject: DECOMPENSATED,
        values,
        evidence: decompensated.map(({ provenance }) => provenance),
      })),
      ...acute.map((each) => acuteVerdict(each, decompensated, input, numbers)),
      ...chronicVerdict(conditions, input, numbers),
    ];
  },
});

/** Subject under which an acute Condition that is decompensation too gives up its bullet. */
const DECOMPENSATED = 'decompensated';

/** The Conditions of a bullet, each name once with its last date; the first of them for the summary. */
function listed(conditions: readonly Diagnosis[]) {
  const byName = new Map<string, Diagnosis>();
  for (const each of conditions) {
    const known = byName.get(each.display);
    if (known === undefined || lastDay(each) > lastDay(known)) byName.set(each.display, each);
  }
  const all = [...byName.values()].sort((a, b) => (a.display < b.display ? -1 : 1));
  const [first] = all;
  return first === undefined
    ? []
    : [{ condition: text(first.display), conditions: list(all.map(conditionValue)) }];
}

const lastDay = ({ at }: Diagnosis): number => at?.latest.day ?? -Infinity;

function acuteVerdict(
  condition: Diagnosis,
  decompensated: readonly Diagnosis[],
  { evidence, clock }: RuleInput,
  numbers: Numbers,
): ConditionVerdict {
  const about = {
    subject: decompensated.includes(condition) ? DECOMPENSATED : condition.display,
    evidence: [condition.provenance],
  };
  const { at, display } = condition;
  if (at === undefined) {
    return { ...about, outcome: 'undated', values: { condition: text(display) } };
  }
  const planned = clock.planned.day;
  const dated = { ...about, values: datedValues(display, at, planned) };
  if (planned - at.latest.day > numbers['acute.recent']) return { ...dated, outcome: 'old' };
  if (isOneOf(condition, FAILURE)) return { ...dated, outcome: 'failure' };
  const low = settledSince(at, evidence.liver.results, planned, numbers);
  const [alt] = low ?? [];
  return low === undefined || alt === undefined
    ? { ...dated, outcome: 'acute' }
    : {
        ...dated,
        outcome: 'acute-settled',
        evidence: [...about.evidence, ...low.map(({ provenance }) => provenance)],
        values: { ...dated.values, labDate: span(alt.at) },
      };
}

const datedValues = (display: string, at: NonNullable<Diagnosis['at']>, planned: number) => ({
  condition: text(display),
  date: span(at),
  ageDays: number(planned - at.latest.day),
});

/** Bupropion/naltrexone is asked about acute liver disease alone, and as a warning (B2.1). */
function contrave(condition: Diagnosis, { clock }: RuleInput): ConditionVerdict {
  const { at, display } = condition;
  const about = { subject: display, evidence: [condition.provenance] };
  return at === undefined
    ? { ...about, outcome: 'contrave-undated', values: { condition: text(display) } }
    : { ...about, outcome: 'contrave', values: datedValues(display, at, clock.planned.day) };
}

function chronicVerdict(
  conditions: readonly Diagnosis[],
  input: RuleInput,
  numbers: Numbers,
): readonly ConditionVerdict[] {
  const chronic = conditions.filter((each) => isOneOf(each, CHRONIC));
  const evidence = chronic.map(({ provenance }) => provenance);
  return listed(chronic).map((values) =>
    mayScoreChildPugh(input.evidence)
      ? {
          outcome: 'cirrhosis',
          evidence,
          values: { ...values, childPugh: childPughPhrase(childPughOf(input, numbers)) },
        }
      : { outcome: 'chronic', evidence, values },
  );
}
