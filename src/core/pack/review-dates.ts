import type { Knowledge, SitePolicy } from './knowledge.js';

/** By when somebody answers for a file of the knowledge, or for a change that a site made. ISO day; that day itself still counts. */
export interface ReviewDate {
  /** Id of the question or file; `site policy` for the changes of a site. */
  readonly id: string;
  readonly reviewBy: string;
}

/** The review dates of everything in the knowledge that bears on answers; a payer policy stands under `coverage/`. */
export const knowledgeReviewDates = ({
  drug,
  questions,
  neverList,
  payerPolicies,
  coverageWords,
}: Knowledge): readonly ReviewDate[] => [
  ...[drug, ...questions.values()].map(({ id, reviewBy }) => ({ id, reviewBy })),
  { id: 'never-list', reviewBy: neverList.reviewBy },
  { id: 'coverage-words', reviewBy: coverageWords.reviewBy },
  ...[...payerPolicies.values()].map(({ id, reviewBy }) => ({ id: `coverage/${id}`, reviewBy })),
];

/** The review dates that a site has given to its own changes. */
export const siteReviewDates = ({ file }: SitePolicy): readonly ReviewDate[] =>
  [
    ...(file.parameters ?? []),
    ...(file.indicators ?? []),
    ...(file.modes ?? []),
    ...(file.localCodes ?? []),
    file.checkedNothingFound,
    file.induction,
    file.repeatedCards,
    file.snooze,
    file.experiment,
    file.replay,
    file.retention,
  ].flatMap((change) =>
    change?.reviewBy === undefined ? [] : [{ id: SITE_POLICY, reviewBy: change.reviewBy }],
  );

const SITE_POLICY = 'site policy';

/** Those whose day is over, the oldest first. @param today ISO day */
export const overdueOn = (today: string, dates: readonly ReviewDate[]): readonly ReviewDate[] =>
  dates
    .filter(({ reviewBy }) => reviewBy < today)
    .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : a.reviewBy > b.reviewBy ? 1 : 0));
