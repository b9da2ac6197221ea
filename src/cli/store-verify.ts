import { readConfig, processEnvironment } from '../config.js';
import { type ChainBreak, verifyChain } from '../record/chain.js';
import { openStore } from '../store/open-store.js';
import { UsageError } from './complain-about.js';

export interface StoreOptions {
  readonly store?: string;
}

const SAID: Readonly<Record<ChainBreak['fault'], string>> = {
  missing: 'is missing',
  changed: 'is not what was written',
  unlinked: 'does not follow the record before it',
};

/** Follows every chain of records, and says what is missing or changed. Exit code 1 when anything is. */
export async function verifyStore(options: StoreOptions): Promise<void> {
  const url = options.store ?? readConfig(processEnvironment()).store;
  if (url === undefined) {
    throw new UsageError('There is no store: give --store URL, or set NALTREXONE_CDS_STORE.');
  }
  const store = await openStore(url);
  try {
    let [chains, rows, deleted, breaks] = [0, 0, 0, 0];
    for (const writer of await store.decisions.writers()) {
      const report = await verifyChain(writer, store.decisions.chain(writer));
      chains += 1;
      rows += report.rows;
      deleted += report.deleted;
      breaks += report.breaks.length;
      for (const { sequence, fault } of report.breaks) {
        console.log(`Record ${String(sequence)} of ${writer} ${SAID[fault]}.`);
      }
    }
    console.log(
      `${String(rows)} records in ${String(chains)} chains, ${String(deleted)} of them deleted: ${breaks === 0 ? 'whole' : `${String(breaks)} breaks`}.`,
    );
    if (breaks > 0) process.exitCode = 1;
  } finally {
    await store.close();
  }
}
