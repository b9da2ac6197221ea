import { readSiteFile } from '../knowledge/read-site-file.js';
import { buildOf, reportReplay } from '../replay/replay-report.js';
import { readVersion } from '../version.js';
import { UsageError } from './complain-about.js';
import { makeSide } from './make-side.js';
import { openRecorded, type RecordedOptions } from './open-recorded.js';
import { printReplay } from './print-replay.js';

export interface ReplayOptions extends RecordedOptions {
  readonly site?: string;
  readonly knowledge?: string;
  readonly json?: boolean;
}

/** Makes recorded answers again. Exit code 1 when one is not what was answered. */
export async function replay(decisions: readonly string[], options: ReplayOptions): Promise<void> {
  if (decisions.length === 0 && options.from === undefined) {
    throw new UsageError(
      'replay needs a DECISION (as its card says), or --from DAY [--until DAY].',
    );
  }
  const installed = makeSide();
  const siteFile = options.site === undefined ? undefined : readSiteFile(options.site);
  const other =
    siteFile === undefined && options.knowledge === undefined
      ? undefined
      : makeSide(options.knowledge, siteFile);
  const build = buildOf(readVersion());
  const recorded = await openRecorded(options);
  const count = { same: 0, different: 0, withoutSnapshot: 0 };
  try {
    for await (const { record, snapshot } of recorded.find(decisions)) {
      if (snapshot === undefined) {
        count.withoutSnapshot += 1;
        continue;
      }
      const report = await reportReplay(record, snapshot, build, installed, other);
      count[report.identical ? 'same' : 'different'] += 1;
      if (options.json === true) console.log(JSON.stringify(report));
      else if (!report.identical || decisions.length > 0) console.log(printReplay(report));
    }
  } finally {
    await recorded.close();
  }
  if (options.json !== true) {
    console.log(
      `${String(count.same)} answers are the same to the byte, ${String(count.different)} are not; ${String(count.withoutSnapshot)} records have no snapshot.`,
    );
  }
  if (count.different > 0 || (decisions.length > 0 && count.withoutSnapshot > 0)) {
    process.exitCode = 1;
  }
}
