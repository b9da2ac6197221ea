import { list, span, term, text, type WordValue } from '../../rule.js';
import { measuredValue } from '../describe-result.js';
import type { ChildPughLaboratory, ChildPughScore } from './child-pugh-of.js';

type Computed = Extract<ChildPughScore, { computed: true }>;

/** Names by which words speak of a computed score. */
export const CHILD_PUGH_NAMES = ['points', 'classes', 'inputs', 'labDates'] as const;

export const childPughValues = (
  score: Computed,
): Readonly<Record<(typeof CHILD_PUGH_NAMES)[number], WordValue>> => ({
  points: interval(score.points.least, score.points.most),
  classes: interval(...score.classes),
  inputs: list(inputsOf(score)),
  labDates: span(datesOf(score)),
});

const interval = (least: number | string, most: number | string): WordValue =>
  text(least === most ? String(least) : `${least}–${most}`);

const beside = (...items: readonly WordValue[]): WordValue => ({
  kind: 'list',
  separator: ' ',
  items,
});

function inputsOf({
  laboratory,
  inrLeftOut,
  ascites,
  encephalopathy,
}: Computed): readonly WordValue[] {
  const measured = (analyte: ChildPughLaboratory): WordValue => {
    const result = laboratory[analyte];
    if (result !== undefined) return beside(term(`input.${analyte}`), measuredValue(result));
    const isLeftOut = analyte === 'inr' && inrLeftOut;
    return beside(term(`input.${analyte}`), term(isLeftOut ? 'input.left-out' : 'input.unknown'));
  };
  return [
    measured('bilirubin-total'),
    measured('albumin'),
    measured('inr'),
    beside(term('input.ascites'), degree(ascites)),
    beside(term('input.hepatic-encephalopathy'), degree(encephalopathy)),
  ];
}

const degree = (documented: Computed['ascites']): WordValue =>
  term(documented === undefined ? 'input.not-documented' : `degree.${documented}`);

function datesOf({ laboratory }: Computed) {
  const times = Object.values(laboratory).map(({ at }) => at);
  const [first, ...others] = times;
  if (first === undefined) throw new Error('a Child-Pugh score without laboratory inputs');
  return others.reduce(
    (whole, { earliest, latest }) => ({
      earliest: earliest.day < whole.earliest.day ? earliest : whole.earliest,
      latest: latest.day > whole.latest.day ? latest : whole.latest,
    }),
    first,
  );
}

/** A score in one phrase: "7–11 (B–C)", "6–10 (A–C), the class cannot be determined", or why there is none. */
export function childPughPhrase(score: ChildPughScore): WordValue {
  if (!score.computed) return term(`child-pugh.${score.why}`);
  const { points, classes } = childPughValues(score);
  const [least, most] = score.classes;
  const phrase: WordValue = {
    kind: 'list',
    separator: '',
    items: [points, text(' ('), classes, text(')')],
  };
  return least === most
    ? phrase
    : { kind: 'list', separator: ', ', items: [phrase, term('child-pugh.undetermined')] };
}
