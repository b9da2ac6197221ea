import { openStore } from '../store/open-store.js';
import { UsageError } from './complain-about.js';
import { type StoreOptions, storeUrl } from './store-url.js';

export interface AcceptOptions extends StoreOptions {
  readonly client: string;
  /** As the `rate` line of the log names it. */
  readonly share: string;
}

const DAY_MS = 86_400_000;
const RECENT_DAYS = 14;

/** Ends the alarm about a share that has changed for a known reason: what was usual before is forgotten. */
export async function acceptShare(options: AcceptOptions): Promise<void> {
  const { client, share } = options;
  const store = await openStore(storeUrl(options));
  try {
    const now = Date.now();
    const today = Math.floor(now / DAY_MS);
    const known = new Set<string>();
    const [recent, all] = [none(), none()];
    for await (const counts of store.shareCounts.read(0)) {
      for (const one of counts.filter((count) => count.client === client)) {
        known.add(one.share);
        if (one.share !== share) continue;
        for (const sum of one.day > today - RECENT_DAYS ? [recent, all] : [all]) {
          sum.trials += one.trials;
          sum.events += one.events;
        }
      }
    }
    if (!known.has(share)) throw new UsageError(unknown(client, share, [...known].sort()));
    await store.shareCounts.accept({ client, share, acceptedAt: now });
    console.log(
      [
        `${share} of ${client} is accepted as it is: ${said(recent)} in the last ${String(RECENT_DAYS)} days, ${said(all)} of all that was counted.`,
        'Every running service learns it anew within a minute. It is not watched until 30 events were counted: if it has fallen to',
        'nothing because of a fault, that fault is not noticed any more.',
      ].join('\n'),
    );
  } finally {
    await store.close();
  }
}

const none = () => ({ trials: 0, events: 0 });

const said = ({ trials, events }: ReturnType<typeof none>): string =>
  `${String(events)} in ${String(trials)}`;

const unknown = (client: string, share: string, known: readonly string[]): string =>
  known.length === 0
    ? `Nothing was counted of a client "${client}".`
    : `Nothing was counted of a share "${share}" of ${client}; there are: ${known.join(', ')}.`;
