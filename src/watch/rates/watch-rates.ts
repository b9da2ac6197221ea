import type { HookEvent } from '../../observability/hook-event.js';
import type { WatchEvent } from '../watch-event.js';
import { createShareChart, type ShareChart } from './share-chart.js';
import { type AnsweredSigning, trialsIn } from './trials-in.js';

type Answered = AnsweredSigning & Pick<HookEvent, 'client' | 'hook'>;

export interface RateWatch {
  /** A call that was answered now. */
  readonly hook: (event: Answered) => void;
  /** An answer out of a record; `learn` = of the time that counts as usual. */
  readonly recorded: (event: Answered, learn: boolean) => void;
  /** How many shares are not as usual. */
  readonly changed: () => number;
}

const ALARM_AT = 8;
/** Opioids are ordered often: what is rare by the order would not be rare by the year. */
const ALARM_AT_OFTEN = 11;

/**
 * Follows by client how often things happen that ought to go on happening, and reports a share that has changed. Signings alone
 * count: a selection is answered over and over while somebody works on the same order.
 * @param questions clinical question by rule
 */
export function watchRates(
  questions: ReadonlyMap<string, string>,
  report: (event: WatchEvent) => void,
): RateWatch {
  const charts = new Map<string, Map<string, ShareChart>>();
  const changed = new Set<string>();

  function chartOf(client: string, share: string): ShareChart {
    const ofClient = charts.get(client) ?? new Map<string, ShareChart>();
    const alarmAt = share === 'opioid-orders' ? ALARM_AT_OFTEN : ALARM_AT;
    const chart = ofClient.get(share) ?? createShareChart(alarmAt);
    charts.set(client, ofClient.set(share, chart));
    return chart;
  }

  function add(client: string, share: string, happened: boolean): void {
    for (const change of chartOf(client, share).add(happened)) {
      const name = JSON.stringify([client, share, change.direction]);
      if (change.state === 'changed') changed.add(name);
      else changed.delete(name);
      report({ event: 'rate', client, share, ...change });
    }
  }

  return {
    hook({ client, hook, ...answered }) {
      if (hook !== 'order-sign') return;
      for (const { share, happened } of trialsIn(answered, questions, true)) {
        add(client, share, happened);
      }
    },
    recorded({ client, hook, ...answered }, learn) {
      if (hook !== 'order-sign') return;
      for (const { share, happened } of trialsIn(answered, questions, false)) {
        if (learn) chartOf(client, share).learn(happened);
        else add(client, share, happened);
      }
    },
    changed: () => changed.size,
  };
}
