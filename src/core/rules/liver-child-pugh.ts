import { defineRule } from './rule.js';
import {
  CHILD_PUGH_BORROWED,
  CHILD_PUGH_PARAMETERS,
  childPughOf,
  mayScoreChildPugh,
} from './liver/scores/child-pugh-of.js';
import { CHILD_PUGH_NAMES, childPughValues } from './liver/scores/describe-child-pugh.js';

/**
 * How severe is a known cirrhosis by the Child-Pugh score? (`clinical-liver-other` B2.14)
 *
 * When a cirrhosis, its decompensation or alcohol-related liver disease is active and the least points that the chart allows
 * are those of class C, then liver-child-pugh-c; those of class B, then liver-child-pugh-b, "at least B" when C is possible.
 * Unknown inputs make the score an interval and never a guess. The label asks no change of dose in class A or B.
 */
export const liverChildPugh = defineRule({
  question: 'liver-child-pugh',
  asks: 'naltrexone',
  needs: [
    'laboratory',
    'liverTests',
    'diagnosticReports',
    'assessments',
    'conditions',
    'medicationRequests',
    'medicationStatements',
  ],
  parameters: CHILD_PUGH_PARAMETERS,
  borrows: { 'liver-enzymes': CHILD_PUGH_BORROWED },
  outcomes: {
    'class-c': CHILD_PUGH_NAMES,
    'class-b': CHILD_PUGH_NAMES,
    'at-least-class-b': CHILD_PUGH_NAMES,
  },
  judge: (input, numbers) => {
    const { identity } = input.order;
    if (identity.is !== 'naltrexone') return [];
    if (identity.product !== 'depot' && identity.product !== 'oral') return [];
    if (!mayScoreChildPugh(input.evidence)) return [];
    const score = childPughOf(input, numbers);
    if (!score.computed) return [];
    const [least, most] = score.classes;
    if (least === 'A') return [];
    const outcome = least === 'C' ? 'class-c' : most === 'C' ? 'at-least-class-b' : 'class-b';
    return [{ outcome, values: childPughValues(score), evidence: score.evidence }];
  },
});
