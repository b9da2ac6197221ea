import { setImmediate } from 'node:timers/promises';
import type { ShareCount } from '../../store/store.js';
import type { WatchEvent } from '../watch-event.js';
import { createShareChart, type ShareChange, type ShareChart } from './share-chart.js';
import type { Trial } from './trials-in.js';

export interface RateWatch {
  /** What one call counts for. */
  readonly add: (client: string, trials: readonly Trial[]) => void;
  /** What earlier lives of the service have counted, in the order of the days. What has changed at its end is reported, no more. */
  readonly recall: (past: AsyncIterable<readonly ShareCount[]>) => Promise<void>;
  /** From now on what comes is learnt as usual. */
  readonly accept: (client: string, share: string) => void;
  /** How many shares are not as usual. */
  readonly changed: () => number;
}

const ALARM_AT = 8;
/** Opioids are ordered often: what is rare by the order would not be rare by the year. */
const ALARM_AT_OFTEN = 11;

/** Follows by client how often things happen that ought to go on happening, and reports a share that has changed. */
export function watchRates(report: (event: WatchEvent) => void): RateWatch {
  const charts = new Map<string, Map<string, ShareChart>>();
  const changed = new Map<string, WatchEvent>();

  function chartOf(client: string, share: string): ShareChart {
    const ofClient = charts.get(client) ?? new Map<string, ShareChart>();
    const alarmAt = share === 'opioid-orders' ? ALARM_AT_OFTEN : ALARM_AT;
    const chart = ofClient.get(share) ?? createShareChart(alarmAt);
    charts.set(client, ofClient.set(share, chart));
    return chart;
  }

  /** @returns what there is to report */
  const note = (client: string, share: string, changes: readonly ShareChange[]) =>
    changes.map((change): WatchEvent => {
      const event: WatchEvent = { event: 'rate', client, share, ...change };
      const name = nameOf(client, share, change.direction);
      if (change.state === 'changed') changed.set(name, event);
      else changed.delete(name);
      return event;
    });

  return {
    add(client, trials) {
      for (const { share, happened } of trials) {
        note(client, share, chartOf(client, share).add(happened)).forEach(report);
      }
    },
    async recall(past) {
      const before = new Set(changed.values());
      for await (const counts of past) {
        for (const { client, share, trials, events } of counts) {
          const chart = chartOf(client, share);
          for (let n = 0; n < trials; n++) {
            note(client, share, chart.add(isEvent(n, trials, events)));
          }
          // A day of a large site is some milliseconds; calls go between.
          await setImmediate();
        }
      }
      for (const event of changed.values()) if (!before.has(event)) report(event);
    },
    accept(client, share) {
      charts.get(client)?.delete(share);
      for (const direction of ['fell', 'rose'] as const) {
        const name = nameOf(client, share, direction);
        const event = changed.get(name);
        changed.delete(name);
        if (event?.event === 'rate') report({ ...event, state: 'accepted' });
      }
    },
    changed: () => changed.size,
  };
}

const nameOf = (...parts: readonly string[]): string => JSON.stringify(parts);

/** Of a day the counts alone are known: its events are spread over its trials evenly. */
const isEvent = (n: number, trials: number, events: number): boolean =>
  Math.floor(((n + 1) * events) / trials + 0.5) > Math.floor((n * events) / trials + 0.5);
