import { spellingOf } from '../../core/evidence/local-codes/spelling-of.js';
import type { UnreadText } from '../../core/unread/unread-text.js';
import type { Mark } from '../../record/marks.js';
import type { Sealing } from '../../record/seal.js';
import type { UnreadTextRow, UnreadTextRows } from '../../store/store.js';

const FLUSH_MS = 10_000;
/** Distinct texts that wait for the store at most, and how much of each. */
const WAITING = 500;
const LONGEST = 300;

export interface UnreadKeeper {
  /** Never on the path of an answer: it only takes note. */
  readonly keep: (client: string, texts: readonly UnreadText[]) => void;
  /** Writes what waits; what the store does not take goes on waiting. */
  readonly flush: () => Promise<void>;
  close(): Promise<void>;
}

export interface UnreadKeeperParts {
  readonly mark: Mark;
  readonly seal: Sealing['seal'];
  readonly add: UnreadTextRows['add'];
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

type Waiting = Omit<UnreadTextRow, 'mark' | 'sealed'> & { readonly text: string };

/** Keeps texts that nobody could read, sealed, each once with how often it came. */
export function keepUnread({ mark, seal, add, clock }: UnreadKeeperParts): UnreadKeeper {
  let waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | undefined;

  function note(one: Waiting): void {
    const name = JSON.stringify([one.client, one.kind, spellingOf(one.text)]);
    const before = waiting.get(name);
    if (before === undefined && waiting.size >= WAITING) return;
    const { times = 0, firstAt = one.firstAt } = before ?? {};
    waiting.set(name, { ...one, times: times + one.times, firstAt });
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const taken = waiting;
    waiting = new Map();
    try {
      await add([...taken.values()].map(rowOf));
    } catch {
      for (const one of taken.values()) note(one);
      wait();
    }
  }

  const wait = (): void => {
    timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
  };

  const rowOf = ({ text, ...row }: Waiting): UnreadTextRow => ({
    ...row,
    mark: mark('unread-text', row.client, JSON.stringify([row.kind, spellingOf(text)])),
    sealed: seal('unread-text', Buffer.from(text)),
  });

  return {
    keep(client, texts) {
      const now = clock();
      for (const { kind, text } of texts) {
        const cut = text.slice(0, LONGEST);
        note({ client, kind, text: cut, times: 1, firstAt: now, lastAt: now });
      }
      wait();
    },
    flush,
    async close() {
      await flush();
      clearTimeout(timer);
    },
  };
}
