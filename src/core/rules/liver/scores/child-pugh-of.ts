import { isOneOf } from '../../../evidence/diagnosis.js';
import type { LiverSign, ReadableLiverResult } from '../../../evidence/liver-result.js';
import type { Provenance } from '../../../evidence/provenance.js';
import type { ConditionGroup, LiverSignDegree } from '../../../pack/terminology.js';
import type { RuleInput } from '../../rule.js';
import { currentSign } from '../current-sign.js';
import { isInrExplained } from '../inr-explained.js';
import {
  CHILD_PUGH_LIMITS,
  childPugh,
  type ChildPughLimits,
  type Points,
  type ScoredValue,
} from './child-pugh.js';
import {
  SCORE_CURRENT_PARAMETERS,
  SCORE_LABORATORY_PARAMETERS,
  scoreLaboratory,
  type ScoreLaboratoryNumbers,
} from './score-laboratory.js';

export const CHILD_PUGH_PARAMETERS = [
  ...CHILD_PUGH_LIMITS,
  ...SCORE_LABORATORY_PARAMETERS,
  'class-b.from',
  'class-c.from',
  'sign.age',
] as const;
/** Numbers of `liver-enzymes` that the score needs too. */
export const CHILD_PUGH_BORROWED = SCORE_CURRENT_PARAMETERS;
export type ChildPughNumbers = ChildPughLimits &
  ScoreLaboratoryNumbers &
  Readonly<Record<(typeof CHILD_PUGH_PARAMETERS)[number], number>>;

export type ChildPughClass = 'A' | 'B' | 'C';
const LABORATORY = ['bilirubin-total', 'albumin', 'inr'] as const;
export type ChildPughLaboratory = (typeof LABORATORY)[number];

export type ChildPughScore =
  | { readonly computed: false; readonly why: 'no-laboratory' | 'apart' }
  | {
      readonly computed: true;
      readonly points: Points;
      /** Of the least and of the most points. */
      readonly classes: readonly [ChildPughClass, ChildPughClass];
      readonly laboratory: Readonly<Partial<Record<ChildPughLaboratory, ReadableLiverResult>>>;
      /** An anticoagulant explains the INR, so that it counts as unknown. */
      readonly inrLeftOut: boolean;
      /** Undefined = not documented. */
      readonly ascites: LiverSignDegree | undefined;
      readonly encephalopathy: LiverSignDegree | undefined;
      readonly evidence: readonly Provenance[];
    };

/** The Child-Pugh score of a chart, as the interval over what it does not say (`clinical-liver-other` B2.14). */
export function childPughOf(
  { evidence, clock }: Pick<RuleInput, 'evidence' | 'clock'>,
  numbers: ChildPughNumbers,
): ChildPughScore {
  const { results, signs } = evidence.liver;
  const inrLeftOut = isInrExplained(evidence);
  const asked = inrLeftOut ? LABORATORY.filter((analyte) => analyte !== 'inr') : LABORATORY;
  const { day } = clock.planned;
  const laboratory = scoreLaboratory(asked, results, day, numbers);
  if (laboratory === 'apart') return { computed: false, why: 'apart' };
  const used = Object.values(laboratory);
  if (used.length === 0) return { computed: false, why: 'no-laboratory' };

  const ascites = currentSign(signs, 'ascites', day, numbers['sign.age']);
  const encephalopathy = currentSign(signs, 'hepatic-encephalopathy', day, numbers['sign.age']);
  const degrees = {
    ascites: degreeOf(ascites, ASCITES, evidence.liver.conditions),
    encephalopathy: degreeOf(encephalopathy, ENCEPHALOPATHY, evidence.liver.conditions),
  };
  const { 'bilirubin-total': bilirubin, albumin, inr } = laboratory;
  const points = childPugh(
    {
      bilirubin: bilirubin && scoredBilirubin(bilirubin),
      albumin: albumin && scored(albumin),
      inr: inr && scored(inr),
      ...degrees,
    },
    numbers,
  );
  return {
    computed: true,
    points,
    classes: [classOf(points.least, numbers), classOf(points.most, numbers)],
    laboratory,
    inrLeftOut,
    ...degrees,
    evidence: [...used, ascites, encephalopathy].flatMap((each) =>
      each === undefined ? [] : [each.provenance],
    ),
  };
}

const ASCITES: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>(['ascites']);
const ENCEPHALOPATHY: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'hepatic-encephalopathy',
]);

/** An examination before a code, which says that the sign is there and not how much. */
const degreeOf = (
  sign: LiverSign | undefined,
  group: ReadonlySet<ConditionGroup>,
  conditions: RuleInput['evidence']['liver']['conditions'],
): LiverSignDegree | undefined =>
  sign?.degree ?? (conditions.some((each) => isOneOf(each, group)) ? 'present' : undefined);

const scored = ({ value }: ReadableLiverResult): ScoredValue => ({
  value: value.canonical ?? NaN,
  bound: value.bound,
});

/** As cards and tables print the unit; the score has limits of its own for it. */
const MOLAR = 'µmol/L';

function scoredBilirubin(result: ReadableLiverResult): ScoredValue & { readonly molar: boolean } {
  const { reported, bound } = result.value;
  return reported?.unit === MOLAR
    ? { value: reported.value, bound, molar: true }
    : { ...scored(result), molar: false };
}

const classOf = (points: number, numbers: ChildPughNumbers): ChildPughClass =>
  points >= numbers['class-c.from'] ? 'C' : points >= numbers['class-b.from'] ? 'B' : 'A';

/** Conditions beside which the score may speak on a card. */
const SCORED: ReadonlySet<ConditionGroup> = new Set<ConditionGroup>([
  'cirrhosis',
  'decompensation',
  'alcohol-related-liver-disease',
]);

export const mayScoreChildPugh = ({ liver }: RuleInput['evidence']): boolean =>
  liver.conditions.some((each) => isOneOf(each, SCORED));
