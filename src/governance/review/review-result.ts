import { cohensKappa, type Kappa } from './cohens-kappa.js';
import { ANSWERS, type ReviewAnswer, type Verdict } from './verdict.js';

/** A decision about which both have spoken. */
export interface ReviewedItem {
  readonly first: Verdict;
  readonly second: Verdict;
  /** Of each of its cards, as class paths. */
  readonly responses: readonly (readonly string[])[];
}

/** A share with its 95 % confidence interval (Wilson 1927); undefined where nothing could be counted. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly share: number | undefined;
  readonly interval: readonly [number, number] | undefined;
}

export interface ReviewResult {
  readonly drawn: number;
  /** Judged by both. */
  readonly judged: number;
  readonly agreement: { readonly alert: Kappa | undefined; readonly response: Kappa | undefined };
  readonly falsePositive: Share;
  readonly override: Share;
  readonly nonAdherence: Share;
  readonly responseAppropriate: Share;
  /** Judged by both, but not alike, or not to be told: in no numerator, and named here instead. */
  readonly undecided: { readonly alert: number; readonly response: number };
}

/**
 * The four measures of McCoy et al. (A framework for evaluating the appropriateness of clinical decision support alerts and
 * responses. J Am Med Inform Assoc 2012;19:346-352, PMC3341775), of decisions about which both reviewers agree:
 * - false positives: decisions whose cards were not appropriate, of those about whose cards both say yes or both say no;
 * - overrides: decisions with an overridden card, of those with feedback that says accepted or overridden;
 * - non-adherence: decisions with an appropriate card and an inappropriate response, of those with an appropriate card about
 *   whose response both say yes or both say no;
 * - appropriate responses: of those about whose response both say yes or both say no.
 * McCoy's experts settled what they disagreed about; here it is left out and counted as undecided.
 */
export function reviewResult(items: readonly ReviewedItem[], drawn: number): ReviewResult {
  const agreed = (of: keyof Pick<Verdict, 'alert' | 'response'>, item: ReviewedItem) =>
    item.first[of] === item.second[of] && item.first[of] !== 'cannot-tell'
      ? item.first[of]
      : undefined;
  const alert = (item: ReviewedItem) => agreed('alert', item);
  const response = (item: ReviewedItem) => agreed('response', item);
  const share = (of: readonly ReviewedItem[], is: (item: ReviewedItem) => boolean) =>
    shareOf(of.filter(is).length, of.length);
  const has = (item: ReviewedItem, name: string) =>
    item.responses.some(([first]) => first === name);
  const alertDecided = items.filter((item) => alert(item) !== undefined);
  const responseDecided = items.filter((item) => response(item) !== undefined);
  return {
    drawn,
    judged: items.length,
    agreement: {
      alert: cohensKappa(tableOf(items, ({ alert: answer }) => answer)),
      response: cohensKappa(tableOf(items, ({ response: answer }) => answer)),
    },
    falsePositive: share(alertDecided, (item) => alert(item) === 'no'),
    override: share(
      items.filter((item) => has(item, 'accepted') || has(item, 'overridden')),
      (item) => has(item, 'overridden'),
    ),
    nonAdherence: share(
      responseDecided.filter((item) => alert(item) === 'yes'),
      (item) => response(item) === 'no',
    ),
    responseAppropriate: share(responseDecided, (item) => response(item) === 'yes'),
    undecided: {
      alert: items.length - alertDecided.length,
      response: items.length - responseDecided.length,
    },
  };
}

const tableOf = (
  items: readonly ReviewedItem[],
  answer: (verdict: Verdict) => ReviewAnswer,
): readonly (readonly number[])[] =>
  ANSWERS.map((row) =>
    ANSWERS.map(
      (column) =>
        items.filter(({ first, second }) => answer(first) === row && answer(second) === column)
          .length,
    ),
  );

const Z = 1.959963984540054;

function shareOf(numerator: number, denominator: number): Share {
  if (denominator === 0) {
    return { numerator, denominator, share: undefined, interval: undefined };
  }
  const share = numerator / denominator;
  const spread = Z ** 2 / denominator;
  const middle = (share + spread / 2) / (1 + spread);
  const half =
    (Z / (1 + spread)) *
    Math.sqrt((share * (1 - share)) / denominator + spread / (4 * denominator));
  return { numerator, denominator, share, interval: [middle - half, middle + half] };
}
