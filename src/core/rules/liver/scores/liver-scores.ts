import { isOneOf } from '../../../evidence/diagnosis.js';
import type { LiverAnalyte, ReadableLiverResult } from '../../../evidence/liver-result.js';
import type { Provenance } from '../../../evidence/provenance.js';
import type { LiverScoreFormulas } from '../../../pack/liver-scores.js';
import { type Numbers, numbersOf } from '../../../pack/policy.js';
import type { ConditionGroup } from '../../../pack/terminology.js';
import type { RuleInput } from '../../rule.js';
import type { CurrentNumbers } from '../current-results.js';
import { isInrExplained } from '../inr-explained.js';
import {
  type CHILD_PUGH_PARAMETERS,
  type ChildPughNumbers,
  childPughOf,
  type ChildPughScore,
} from './child-pugh-of.js';
import { fib4 } from './fib4.js';
import { meldNa } from './meld-na.js';
import { meld3 } from './meld3.js';
import { scoreLaboratory } from './score-laboratory.js';

/** A score, or why there is none: no number is ever guessed. */
export type LiverScore<Answer> =
  | (Answer & { readonly computed: true; readonly evidence: readonly Provenance[] })
  | {
      readonly computed: false;
      readonly why: 'missing' | 'apart' | 'anticoagulant' | 'age';
      /** Inputs that are absent, too old or without a known unit. */
      readonly missing: readonly LiverAnalyte[];
    };

/** The scores of a chart (`clinical-liver-other` B2.14). Only Child-Pugh may speak on a card; the others are shown in the app. */
export interface LiverScores {
  readonly childPugh: ChildPughScore;
  readonly meldNa: LiverScore<{ readonly score: number }>;
  /** For both sexes when the patient's is not known. */
  readonly meld3: LiverScore<{
    readonly scores: readonly { readonly sex: 'female' | 'male'; readonly score: number }[];
  }>;
  readonly fib4: LiverScore<ReturnType<typeof fib4>>;
}

type Scored = Pick<RuleInput, 'evidence' | 'clock'>;

export function scoreLiver(
  input: Scored,
  formulas: LiverScoreFormulas,
  policy: Numbers,
): LiverScores {
  const numbers: ChildPughNumbers = {
    ...numbersOf<keyof CurrentNumbers>(policy, 'liver-enzymes'),
    ...numbersOf<(typeof CHILD_PUGH_PARAMETERS)[number]>(policy, 'liver-child-pugh'),
  };
  return {
    childPugh: childPughOf(input, numbers),
    meldNa: meldNaOf(input, formulas, numbers),
    meld3: meld3Of(input, formulas, numbers),
    fib4: fib4Of(input, formulas, numbers),
  };
}

const MELD = ['creatinine', 'bilirubin-total', 'inr', 'sodium'] as const;

function meldNaOf(
  input: Scored,
  { meldNa: formula }: LiverScoreFormulas,
  numbers: ChildPughNumbers,
): LiverScores['meldNa'] {
  if (isYoungerThan(formula.ageFrom, input)) return without('age');
  return withInputs(MELD, input, numbers, (amounts) => ({
    score: meldNa({ ...meldInputs(amounts), dialysis: isOnDialysis(input) }, formula).score,
  }));
}

function meld3Of(
  input: Scored,
  { meld3: formula }: LiverScoreFormulas,
  numbers: ChildPughNumbers,
): LiverScores['meld3'] {
  if (isYoungerThan(formula.ageFrom, input)) return without('age');
  const { sex } = input.evidence;
  const likeWomen = isYoungerThan(formula.adultFrom, input);
  return withInputs([...MELD, 'albumin'] as const, input, numbers, (amounts) => ({
    scores: (sex === 'unknown' ? (['female', 'male'] as const) : [sex]).map((each) => ({
      sex: each,
      score: meld3(
        {
          ...meldInputs(amounts),
          albumin: amounts.albumin,
          female: likeWomen || each === 'female',
          dialysis: isOnDialysis(input),
        },
        formula,
      ).score,
    })),
  }));
}

function fib4Of(
  input: Scored,
  { fib4: formula }: LiverScoreFormulas,
  numbers: ChildPughNumbers,
): LiverScores['fib4'] {
  const age = input.evidence.liver.ageYears;
  if (age === undefined || age < formula.ageFrom) return without('age');
  return withInputs(['ast', 'alt', 'platelets'] as const, input, numbers, (amounts) =>
    fib4({ age, ...amounts }, formula),
  );
}

const meldInputs = (amounts: Readonly<Record<(typeof MELD)[number], number>>) => ({
  creatinine: amounts.creatinine,
  bilirubin: amounts['bilirubin-total'],
  inr: amounts.inr,
  sodium: amounts.sodium,
});

/** Computes when all inputs are there as exact numbers. */
function withInputs<A extends LiverAnalyte, Answer>(
  analytes: readonly A[],
  { evidence, clock }: Scored,
  numbers: ChildPughNumbers,
  compute: (amounts: Readonly<Record<A, number>>) => Answer,
): LiverScore<Answer> {
  const laboratory = scoreLaboratory(analytes, evidence.liver.results, clock.planned.day, numbers);
  if (laboratory === 'apart') return without('apart');
  const exact = analytes.flatMap((analyte) => {
    const result: ReadableLiverResult | undefined = laboratory[analyte];
    const amount = result?.value.bound === undefined ? result?.value.canonical : undefined;
    return result === undefined || amount === undefined || amount <= 0
      ? []
      : [{ analyte, amount, provenance: result.provenance }];
  });
  const missing = analytes.filter((each) => !exact.some(({ analyte }) => analyte === each));
  if (missing.length > 0) return without('missing', missing);
  if (analytes.some((analyte) => analyte === 'inr') && isInrExplained(evidence)) {
    return without('anticoagulant');
  }
  const amounts = Object.fromEntries(exact.map(({ analyte, amount }) => [analyte, amount]));
  return {
    computed: true,
    ...compute(amounts as Readonly<Record<A, number>>),
    evidence: exact.map(({ provenance }) => provenance),
  };
}

const without = (
  why: 'missing' | 'apart' | 'anticoagulant' | 'age',
  missing: readonly LiverAnalyte[] = [],
) => ({ computed: false, why, missing }) as const;

const isYoungerThan = (years: number, { evidence }: Scored): boolean =>
  evidence.liver.ageYears !== undefined && evidence.liver.ageYears < years;

const DIALYSIS: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['dialysis']);

const isOnDialysis = ({ evidence }: Scored): boolean =>
  evidence.diagnoses.some((each) => each.active && isOneOf(each, DIALYSIS));
