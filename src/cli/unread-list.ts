import { loadKeys } from '../keys/load-keys.js';
import { sealWith } from '../record/seal.js';
import { openStore } from '../store/open-store.js';
import { keysPath } from './keys-path.js';
import { printTable } from './print-table.js';
import { type StoreOptions, storeUrl } from './store-url.js';

export interface UnreadOptions extends StoreOptions {
  readonly client?: string;
  readonly json?: boolean;
}

const MOST = 500;
/** Controls, line separators and marks that turn the direction of text round. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Prints the texts that nobody could read, the most frequent first, for whoever gives them a meaning. */
export async function listUnread(options: UnreadOptions): Promise<void> {
  const url = storeUrl(options);
  const { unseal } = sealWith(loadKeys(keysPath()).snapshot);
  const store = await openStore(url);
  try {
    const rows = (await store.unreadTexts.list(MOST, options.client)).map(
      ({ client, kind, times, firstAt, lastAt, sealed }) => ({
        ...{ client, kind, times, firstSeen: dayOf(firstAt), lastSeen: dayOf(lastAt) },
        text: Buffer.from(unseal('unread-text', sealed)).toString('utf8'),
      }),
    );
    if (options.json === true) {
      console.log(JSON.stringify(rows));
      return;
    }
    if (rows.length === 0) {
      console.log('There are none.');
      return;
    }
    const head = ['times', 'first seen', 'last seen', 'client', 'where', 'text'];
    const cells = rows.map(({ client, kind, times, firstSeen, lastSeen, text }) => [
      ...[String(times), firstSeen, lastSeen, client, kind],
      text.replace(UNPRINTABLE, escaped),
    ]);
    console.log(printTable(head, cells));
    console.log(
      '\nThey may name patients. An order of naltrexone among them was answered with silence. Give each drug or test a line in the\nlocal codes of its site or client (docs/local-codes.md); it holds from the next call.',
    );
  } finally {
    await store.close();
  }
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const escaped = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
