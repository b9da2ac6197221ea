import { openReviews, type ReviewItem, type Reviews } from '../governance/review/open-reviews.js';
import type { ReviewAbout } from '../governance/review/review-about.js';
import type { Kappa } from '../governance/review/cohens-kappa.js';
import type { ReviewResult, Share } from '../governance/review/review-result.js';
import { ANSWERS, type ReviewAnswer } from '../governance/review/verdict.js';
import { periodOfDays } from '../governance/report/period-of-days.js';
import { UsageError } from './complain-about.js';
import { type Governance, withGovernance } from './open-governance.js';
import { printTable } from './print-table.js';
import type { StoreOptions } from './store-url.js';

export interface ReviewDrawOptions extends StoreOptions {
  readonly from: string;
  readonly until: string;
  readonly size: string;
  readonly seed: string;
  readonly reviewers: string;
  readonly client?: string;
  readonly rule?: string;
}

export interface ReviewerOptions extends StoreOptions {
  readonly reviewer: string;
}

export interface ReviewJudgeOptions extends ReviewerOptions {
  readonly alert: string;
  readonly response: string;
}

const withReviews = (
  options: StoreOptions,
  use: (reviews: Reviews, governance: Governance) => Promise<void>,
): Promise<void> =>
  withGovernance(options, { readOnly: false }, (governance) =>
    use(
      openReviews(governance.store, governance.site.zone, () => Date.now()),
      governance,
    ),
  );

/** Draws decisions whose cards were shown, for two reviewers, and prints the id of the sample. */
export async function drawReview(options: ReviewDrawOptions): Promise<void> {
  const { from, until, seed, client, rule } = options;
  const [first, second, ...more] = options.reviewers.split(',').map((name) => name.trim());
  if (!first || !second || first === second || more.length > 0) {
    throw new UsageError('--reviewers wants two names with a comma between them.');
  }
  const size = /^[1-9]\d{0,3}$/.test(options.size) ? Number(options.size) : undefined;
  if (size === undefined) throw new UsageError('--size wants a number from 1 to 9999.');
  await withReviews(options, async (reviews, { site: { zone } }) => {
    const period = periodOfDays(from, until, zone);
    if (period === undefined) throw new UsageError('--from and --until want days, in order.');
    const sample = await reviews.draw({
      about: {
        ...{ from, until, timeZone: zone.id, seed, reviewers: [first, second] },
        ...(client === undefined ? {} : { client }),
        ...(rule === undefined ? {} : { rule }),
      },
      period,
      size,
    });
    const { outOf } = JSON.parse(sample.about) as ReviewAbout;
    console.log(
      `Sample ${sample.id}: ${String(sample.decisions.length)} of ${String(outOf)} decisions.`,
    );
  });
}

/** Prints the items of a sample for one reviewer. */
export async function showReview(sample: string, options: ReviewerOptions): Promise<void> {
  await withReviews(options, async (reviews) => {
    for (const item of await reviews.show(sample, options.reviewer)) console.log(textOf(item));
  });
}

export async function judgeReview(
  sample: string,
  number: string,
  options: ReviewJudgeOptions,
): Promise<void> {
  const verdict = {
    schema: 1 as const,
    alert: answerOf('--alert', options.alert),
    response: answerOf('--response', options.response),
  };
  await withReviews(options, async (reviews) => {
    await reviews.judge(sample, options.reviewer, Number(number), verdict);
    console.log('Noted.');
  });
}

/** Prints McCoy's measures and the agreement of the reviewers. */
export async function printReviewResult(sample: string, options: StoreOptions): Promise<void> {
  await withReviews(options, async (reviews) => {
    console.log(resultText(await reviews.result(sample)));
  });
}

function answerOf(option: string, text: string): ReviewAnswer {
  const answer = ANSWERS.find((one) => one === text);
  if (answer === undefined) throw new UsageError(`${option} wants one of ${ANSWERS.join(', ')}.`);
  return answer;
}

function textOf({ number, decision, record, responses, own, other }: ReviewItem): string {
  const verdict = (said: typeof own, otherwise: string) =>
    said === undefined ? otherwise : `alert ${said.alert}, response ${said.response}`;
  const cards = (record?.cards ?? []).map(
    ({ indicator, rules }, place) =>
      `  ${indicator} card: ${rules.join(', ')}; then ${(responses[place] ?? []).join(' ')}`,
  );
  return [
    `${String(number)}. decision ${decision}`,
    record === undefined
      ? '  its record was deleted'
      : `  ${new Date(record.at).toISOString()} ${record.client} ${record.hook}`,
    ...cards,
    `  you: ${verdict(own, 'not yet')}; other: ${verdict(other, 'shown when both have spoken')}`,
  ].join('\n');
}

function resultText(result: ReviewResult): string {
  const { drawn, judged, undecided, agreement } = result;
  return [
    `${String(judged)} of ${String(drawn)} judged by both; undecided: ${String(undecided.alert)} about the alert, ${String(undecided.response)} about the response.`,
    printTable(
      ['measure', 'number', 'of', 'share', '95 % interval'],
      [
        ['false positive alerts', ...shareCells(result.falsePositive)],
        ['overridden', ...shareCells(result.override)],
        ['non-adherence', ...shareCells(result.nonAdherence)],
        ['appropriate responses', ...shareCells(result.responseAppropriate)],
      ],
    ),
    printTable(
      ['agreement about', 'items', 'alike', 'kappa', '95 % interval'],
      [
        ['the alert', ...kappaCells(agreement.alert)],
        ['the response', ...kappaCells(agreement.response)],
      ],
    ),
  ].join('\n\n');
}

const two = (value: number): string => value.toFixed(2);

const shareCells = ({ numerator, denominator, share, interval }: Share): readonly string[] => [
  String(numerator),
  String(denominator),
  share === undefined ? '' : two(share),
  interval === undefined ? '' : interval.map(two).join(' to '),
];

const kappaCells = (kappa: Kappa | undefined): readonly string[] =>
  kappa === undefined
    ? ['', '', 'cannot be told', '']
    : [
        String(kappa.items),
        two(kappa.agreement),
        two(kappa.kappa),
        kappa.interval.map(two).join(' to '),
      ];
