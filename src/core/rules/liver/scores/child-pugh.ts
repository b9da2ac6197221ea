import { isAtLeast, isMoreThan } from '../../../evidence/liver/decimal-comparison.js';
import type { LiverSignDegree } from '../../../pack/terminology.js';

export const CHILD_PUGH_LIMITS = [
  'bilirubin.two-from',
  'bilirubin.three-above',
  'bilirubin-molar.two-from',
  'bilirubin-molar.three-above',
  'albumin.one-above',
  'albumin.three-below',
  'inr.two-from',
  'inr.three-above',
] as const;
export type ChildPughLimits = Readonly<Record<(typeof CHILD_PUGH_LIMITS)[number], number>>;

/** A value in the unit of its limits; with a bound the true value lies above, or below, it. */
export interface ScoredValue {
  readonly value: number;
  readonly bound?: 'above' | 'below' | undefined;
}

/** Undefined = unknown. */
export interface ChildPughInputs {
  /** In mg/dL, or in µmol/L when it was reported so: both have limits of their own. */
  readonly bilirubin: (ScoredValue & { readonly molar: boolean }) | undefined;
  /** In g/dL. */
  readonly albumin: ScoredValue | undefined;
  readonly inr: ScoredValue | undefined;
  readonly ascites: LiverSignDegree | undefined;
  readonly encephalopathy: LiverSignDegree | undefined;
}

/** Whole points from the least to the most that unknown inputs allow. */
export interface Points {
  readonly least: number;
  readonly most: number;
}

/**
 * The Child-Pugh score, 5 to 15 points, as the interval over what is not known (`clinical-liver-other` B2.14). One to three
 * points each for bilirubin, albumin, INR, ascites and hepatic encephalopathy; limits as printed by the Cleveland Clinic
 * Journal of Medicine and the MSD manual.
 */
export function childPugh(inputs: ChildPughInputs, limits: ChildPughLimits): Points {
  const { bilirubin, albumin, inr, ascites, encephalopathy } = inputs;
  const unit = bilirubin?.molar === true ? 'bilirubin-molar' : 'bilirubin';
  return [
    bilirubin === undefined
      ? ANY
      : rising(bilirubin, limits[`${unit}.two-from`], limits[`${unit}.three-above`]),
    albumin === undefined
      ? ANY
      : falling(albumin, limits['albumin.one-above'], limits['albumin.three-below']),
    inr === undefined ? ANY : rising(inr, limits['inr.two-from'], limits['inr.three-above']),
    ascites === undefined ? ANY : OF_DEGREE[ascites],
    encephalopathy === undefined ? ANY : OF_DEGREE[encephalopathy],
  ].reduce((sum, { least, most }) => ({ least: sum.least + least, most: sum.most + most }));
}

const ANY: Points = { least: 1, most: 3 };
const exactly = (points: number): Points => ({ least: points, most: points });
const OF_DEGREE: Readonly<Record<LiverSignDegree, Points>> = {
  none: exactly(1),
  mild: exactly(2),
  present: { least: 2, most: 3 },
  'moderate-or-more': exactly(3),
};

/** The higher the worse. */
function rising({ value, bound }: ScoredValue, twoFrom: number, threeAbove: number): Points {
  const points = isMoreThan(value, threeAbove) ? 3 : isAtLeast(value, twoFrom) ? 2 : 1;
  return { least: bound === 'below' ? 1 : points, most: bound === 'above' ? 3 : points };
}

/** The lower the worse. */
function falling({ value, bound }: ScoredValue, oneAbove: number, threeBelow: number): Points {
  const points = isMoreThan(value, oneAbove) ? 1 : isAtLeast(value, threeBelow) ? 2 : 3;
  return { least: bound === 'above' ? 1 : points, most: bound === 'below' ? 3 : points };
}
