import { readSiteFile } from '../knowledge/read-site-file.js';
import { buildOf, reportReplay } from '../replay/replay-report.js';
import { readVersion } from '../version.js';
import { isMistake, UsageError } from './complain-about.js';
import { complainOfFailure } from './complain-of-failure.js';
import { makeSide } from './make-side.js';
import { openRecorded, type RecordedOptions } from './open-recorded.js';
import { printReplay } from './print-replay.js';

export interface ReplayOptions extends RecordedOptions {
  readonly site?: string;
  readonly knowledge?: string;
  readonly json?: boolean;
}

/** Makes recorded answers again. Exit code 1 when one is not what was answered, 2 when one could not be made. */
export async function replay(decisions: readonly string[], options: ReplayOptions): Promise<void> {
  if (decisions.length === 0 && options.from === undefined) {
    throw new UsageError(
      'replay needs a DECISION (as its card says), or --from DAY [--until DAY].',
    );
  }
  if (decisions.length > 0 && [options.from, options.until, options.client].some(isGiven)) {
    throw new UsageError('Give ids, or --from with --until and --client; not both.');
  }
  const installed = makeSide();
  const siteFile = options.site === undefined ? undefined : readSiteFile(options.site);
  const other =
    siteFile === undefined && options.knowledge === undefined
      ? undefined
      : makeSide(options.knowledge, siteFile);
  const build = buildOf(readVersion());
  const recorded = await openRecorded(options);
  const count = { same: 0, different: 0, withoutSnapshot: 0, failed: 0 };
  try {
    for await (const one of recorded.find(decisions)) {
      try {
        const snapshot = one.snapshot();
        if (snapshot === undefined) {
          count.withoutSnapshot += 1;
          continue;
        }
        const report = await reportReplay(one.record, snapshot, build, installed, other);
        count[report.identical ? 'same' : 'different'] += 1;
        if (options.json === true) console.log(JSON.stringify(report));
        else if (!report.identical || decisions.length > 0) console.log(printReplay(report));
      } catch (error) {
        count.failed += 1;
        complainOfOne(one.record.decision, error);
      }
    }
  } finally {
    await recorded.close();
  }
  if (options.json !== true) {
    console.log(summaryOf(count));
  }
  if (count.failed > 0) process.exitCode = 2;
  else if (count.different > 0 || (decisions.length > 0 && count.withoutSnapshot > 0)) {
    process.exitCode = 1;
  }
}

const isGiven = (option: string | undefined): boolean => option !== undefined;

/** The others go on: one snapshot that cannot be opened says nothing of theirs. */
function complainOfOne(decision: string, error: unknown): void {
  if (isMistake(error)) console.error(`${decision}: ${error.message}`);
  else complainOfFailure(`${decision} could not be answered again`, error);
}

function summaryOf(
  count: Readonly<Record<'same' | 'different' | 'withoutSnapshot' | 'failed', number>>,
) {
  const { same, different, withoutSnapshot, failed } = count;
  if (same + different + withoutSnapshot + failed === 0) return 'No answer was recorded then.';
  const made = `${String(same)} answers are the same to the byte, ${String(different)} are not`;
  const rest = `${String(withoutSnapshot)} records have no snapshot`;
  return `${made}; ${rest}${failed === 0 ? '' : `; ${String(failed)} could not be answered again`}.`;
}
