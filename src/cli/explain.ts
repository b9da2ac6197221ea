import { explainDecision } from '../explain/explain-decision.js';
import { complainAbout } from './complain-about.js';
import { makeSide } from './make-side.js';
import { openRecorded, type Recorded, type RecordedOptions } from './open-recorded.js';
import { printExplanation } from './print-explanation.js';
import { reportReplay } from '../replay/replay-report.js';
import { replayDecision } from '../replay/replay-decision.js';
import { readVersion } from '../version.js';

export interface ExplainOptions extends Pick<RecordedOptions, 'store'> {
  readonly json?: boolean;
}

/** One recorded answer as a timeline: what was asked, what was read, what each question said, and why there is a card or none. */
export async function explain(decision: string, options: ExplainOptions): Promise<void> {
  const recorded = await openRecorded(options);
  try {
    for await (const one of recorded.find([decision])) {
      const explanation = await explainRecorded(one);
      console.log(
        options.json === true ? JSON.stringify(explanation) : printExplanation(explanation),
      );
    }
  } finally {
    await recorded.close();
  }
}

/** A row of a chart of 20,000 rows costs a second to weigh. */
const WEIGHING_MS = 20_000;

/** What the record alone tells is told in any case. */
function orComplain<T>(open: () => T): T | undefined {
  try {
    return open();
  } catch (error) {
    complainAbout(error);
    return undefined;
  }
}

async function explainRecorded({ record, snapshot: unsealed, feedback }: Recorded) {
  const side = makeSide();
  const said = await feedback();
  const snapshot = orComplain(unsealed);
  if (snapshot === undefined) return explainDecision(record, said, undefined, side.parts);
  const until = performance.now() + WEIGHING_MS;
  const { identical } = await reportReplay(record, snapshot, readVersion().version, side);
  const { judged } = await replayDecision(snapshot, side.siteOf(snapshot.site), side.parts);
  return explainDecision(
    record,
    said,
    judged && { ...judged, same: identical },
    side.parts,
    () => performance.now() > until,
  );
}
