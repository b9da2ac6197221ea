import type { SitePolicy } from './core/pack/knowledge.js';
import type { ReviewDate } from './core/pack/review-dates.js';
import type { Moment } from './core/time/instant.js';
import type { HookParts } from './hook/hook-parts.js';
import { loadCanaries } from './knowledge/load-canaries.js';
import type { HookEvent } from './observability/hook-event.js';
import type { Observer } from './observability/observer.js';
import { watchCanaries } from './watch/canaries/watch-canaries.js';
import { type RateMemoryParts, rememberRates } from './watch/rates/remember-rates.js';
import { trialsIn } from './watch/rates/trials-in.js';
import { watchRates } from './watch/rates/watch-rates.js';

/** Notices when the service falls silent. */
export interface Watch {
  /** A call that was answered. */
  readonly hook: (event: HookEvent) => void;
  /** By when somebody answers for what it goes by. */
  readonly reviewDates: readonly ReviewDate[];
  /** For whoever asks whether the service is ready. */
  readonly noticed: () => Readonly<Record<string, string>>;
  /** From now on trial signings are made. */
  readonly start: () => void;
  close(): Promise<void>;
}

export interface WatchParts {
  /** The folder `cards/`. */
  readonly cards: string;
  /** Without recording: what it signs is not real. */
  readonly hook: Omit<HookParts, 'recording'>;
  readonly sites: () => readonly { readonly id: string; readonly policy: SitePolicy }[];
  readonly observer: Pick<Observer, 'watch' | 'failure'>;
  /** Where counts are kept; undefined = nowhere. */
  readonly shareCounts: RateMemoryParts['store'] | undefined;
}

/** @throws KnowledgeError for a canary that is not in order */
export function openWatch({ cards, hook, sites, observer, shareCounts }: WatchParts): Watch {
  const { knowledge } = hook;
  const report: Observer['watch'] = (event) => {
    observer.watch(event);
  };
  const { canaries, reviewDates } = loadCanaries(cards, knowledge.neverList);
  const trials = watchCanaries({
    ...{ canaries, hook, sites, report },
    clock: () => Date.now() as Moment,
    monotonic: () => performance.now(),
  });
  const questions = questionByRule(hook);
  const rates = watchRates(report);
  const memory =
    shareCounts && rememberRates({ store: shareCounts, rates, clock: () => Date.now() });
  return {
    hook(event) {
      const counted = trialsIn(event, questions);
      rates.add(event.client, counted);
      memory?.count(event.client, counted);
    },
    reviewDates,
    noticed: () => ({
      canaries: trials.state(),
      rates: rates.changed() === 0 ? 'as-usual' : 'changed',
    }),
    start() {
      trials.start();
      memory?.start();
    },
    async close() {
      await trials.close();
      await memory?.close();
    },
  };
}

const questionByRule = ({ knowledge }: WatchParts['hook']): ReadonlyMap<string, string> =>
  new Map(
    [...knowledge.questions.values()].flatMap(({ id, outcomes }) =>
      Object.values(outcomes).map(({ rule }) => [rule, id] as const),
    ),
  );
