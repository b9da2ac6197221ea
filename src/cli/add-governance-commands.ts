import type { Command } from 'commander';
import type { GovernanceReportOptions } from './governance-report.js';
import type { ReviewDrawOptions, ReviewerOptions, ReviewJudgeOptions } from './review.js';
import { STORE_URL, type StoreOptions } from './store-url.js';

/** What a committee asks of the records: `governance report`, `review draw|show|judge|result`. */
export function addGovernanceCommands(program: Command): void {
  const governance = program
    .command('governance')
    .description('what recorded answers and feedback say about the rules');
  governance
    .command('report')
    .description('measures of a period, with small numbers withheld')
    .requiredOption('--from <day>', 'first day, in the time zone of the site')
    .requiredOption('--until <day>', 'last day')
    .option('--client <id>', 'one client alone')
    .option(
      '--format <format>',
      'text, json, csv, measure-report, or feedback (line by line)',
      'text',
    )
    .option('--with-comments', "users' own words too, with --format feedback; wants the keys file")
    .option(...STORE_URL)
    .action(async (options: GovernanceReportOptions) =>
      (await import('./governance-report.js')).reportGovernance(options),
    );

  const review = program
    .command('review')
    .description('two blinded reviewers judge whether cards and responses were appropriate');
  const REVIEWER = [
    '--reviewer <name>',
    'who you are, as named when the sample was drawn',
  ] as const;
  review
    .command('draw')
    .description('draw decisions whose cards were shown; the same seed draws the same again')
    .requiredOption('--from <day>', 'first day, in the time zone of the site')
    .requiredOption('--until <day>', 'last day')
    .requiredOption('--size <number>', 'how many decisions')
    .requiredOption('--seed <text>', 'any text; keep it, it belongs to the method')
    .requiredOption('--reviewers <names>', 'two, with a comma between them')
    .option('--client <id>', 'one client alone')
    .option('--rule <id>', 'cards with this rule alone')
    .option(...STORE_URL)
    .action(async (options: ReviewDrawOptions) =>
      (await import('./review.js')).drawReview(options),
    );
  review
    .command('show')
    .argument('<sample>', 'id of the sample')
    .description('print its decisions')
    .requiredOption(...REVIEWER)
    .option(...STORE_URL)
    .action(async (sample: string, options: ReviewerOptions) =>
      (await import('./review.js')).showReview(sample, options),
    );
  review
    .command('judge')
    .argument('<sample>', 'id of the sample')
    .argument('<number>', 'of the decision, as shown')
    .description('give a verdict; it can be changed until the other reviewer has spoken')
    .requiredOption(...REVIEWER)
    .requiredOption('--alert <answer>', 'was the card appropriate: yes, no, cannot-tell')
    .requiredOption('--response <answer>', 'was the response appropriate: yes, no, cannot-tell')
    .option(...STORE_URL)
    .action(async (sample: string, number: string, options: ReviewJudgeOptions) =>
      (await import('./review.js')).judgeReview(sample, number, options),
    );
  review
    .command('result')
    .argument('<sample>', 'id of the sample')
    .description('print the measures and how far the reviewers agree')
    .option(...STORE_URL)
    .action(async (sample: string, options: StoreOptions) =>
      (await import('./review.js')).printReviewResult(sample, options),
    );

  program
    .command('admin')
    .description('the pages of governance')
    .command('token')
    .description('write a new token for signing in on this machine; never over another file')
    .requiredOption('--file <path>', 'where it is written, for its owner alone')
    .action(async ({ file }: { file: string }) =>
      (await import('./admin-token.js')).writeAdminToken(file),
    );
}
