import { feedbackCsv } from '../governance/exports/feedback-csv.js';
import { measureReport } from '../governance/exports/measure-report.js';
import { reportCsv } from '../governance/exports/report-csv.js';
import { gatherReport } from '../governance/report/gather-report.js';
import { periodOfDays } from '../governance/report/period-of-days.js';
import { loadKeys } from '../keys/load-keys.js';
import { sealWith } from '../record/seal.js';
import { UsageError } from './complain-about.js';
import { keysPath } from './keys-path.js';
import { withGovernance } from './open-governance.js';
import { printGovernance } from './print-governance.js';
import type { StoreOptions } from './store-url.js';

const FORMATS = ['text', 'json', 'csv', 'measure-report', 'feedback'] as const;

export interface GovernanceReportOptions extends StoreOptions {
  readonly from: string;
  readonly until: string;
  readonly client?: string;
  readonly format: string;
  readonly withComments?: boolean;
}

/** Prints what recorded answers of a period say. Small numbers are withheld in every format but the feedback, line by line. */
export async function reportGovernance(options: GovernanceReportOptions): Promise<void> {
  const { from, until, client, withComments = false } = options;
  const format = FORMATS.find((one) => one === options.format);
  if (format === undefined) throw new UsageError(`--format wants one of ${FORMATS.join(', ')}.`);
  if (withComments && format !== 'feedback') {
    throw new UsageError('--with-comments goes with --format feedback only.');
  }
  await withGovernance(options, { readOnly: true }, async (governance) => {
    const { store, knowledge, site, notice, reviewDates } = governance;
    const period = periodOfDays(from, until, site.zone);
    if (period === undefined) {
      throw new UsageError(
        '--from and --until want days, the first not after the last, for example 2026-11-01 and 2026-11-30.',
      );
    }
    if (format === 'feedback') {
      const unseal = withComments ? commentReader() : undefined;
      process.stdout.write(await feedbackCsv({ store, period, client, notice, unseal }));
      return;
    }
    const report = await gatherReport(store, period, site.zone, {
      ...{ period: { from, until, timeZone: site.zone.id }, client, knowledge: knowledge.hash },
      madeAt: new Date().toISOString(),
      reviewDates,
    });
    switch (format) {
      case 'json':
        console.log(JSON.stringify({ ...report, notice: notice.statement }));
        break;
      case 'csv':
        process.stdout.write(reportCsv(report, notice));
        break;
      case 'measure-report':
        console.log(JSON.stringify(measureReport(report, notice)));
        break;
      case 'text':
        console.log(printGovernance(report, notice));
    }
  });
}

/** @throws UsageError without a keys file, UnsealError when it lacks the key of a comment */
function commentReader(): (sealed: Uint8Array) => string {
  const seal = sealWith(loadKeys(keysPath()).snapshot);
  return (sealed) => Buffer.from(seal.unseal('comment', sealed)).toString('utf8');
}
