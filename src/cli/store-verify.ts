import { type ChainBreak, type ChainHead, type ChainReport, verifyChain } from '../record/chain.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';
import { UsageError } from './complain-about.js';
import { type StoreOptions, storeUrl } from './store-url.js';

export interface StoreVerifyOptions extends StoreOptions {
  readonly json?: boolean;
  /** `writer:sequence:digest` each. */
  readonly head?: readonly string[];
}

const SAID: Readonly<Record<ChainBreak['fault'], string>> = {
  missing: 'is missing',
  changed: 'is not what was written',
  unlinked: 'does not follow the record before it',
  cut: 'is cut off: the chain ends before it',
  replaced: 'is not the one of the head that was given',
};

/** Follows every chain of records, and says what is missing or changed. Exit code 1 when anything is. The store is left as it is. */
export async function verifyStore(options: StoreVerifyOptions): Promise<void> {
  const heads = (options.head ?? []).map(readHead);
  const store = await openStore(storeUrl(options), { readOnly: true });
  const { chains, rows, deleted, breaks } = await verifyAll(store, heads).finally(() =>
    store.close(),
  );
  if (options.json === true) {
    console.log(JSON.stringify({ records: rows, chains, deleted, breaks }));
  } else {
    for (const { writer, sequence, fault } of breaks) {
      console.log(`Record ${String(sequence)} of ${writer} ${SAID[fault]}.`);
    }
    console.log(
      `${String(rows)} records in ${String(chains)} chains, ${String(deleted)} of them deleted: ${breaks.length === 0 ? 'whole' : `${String(breaks.length)} breaks`}.`,
    );
  }
  if (breaks.length > 0) process.exitCode = 1;
}

async function verifyAll(
  { decisions }: Store,
  heads: readonly ChainHead[],
): Promise<ChainReport & { readonly chains: number }> {
  const found = await decisions.writers();
  const reports: ChainReport[] = [];
  for (const writer of new Set([...found, ...heads.map((head) => head.writer)])) {
    const its = heads.filter((head) => head.writer === writer);
    reports.push(await verifyChain(writer, decisions.chain(writer), its));
  }
  return {
    chains: found.length,
    rows: reports.reduce((sum, { rows }) => sum + rows, 0),
    deleted: reports.reduce((sum, { deleted }) => sum + deleted, 0),
    breaks: reports.flatMap(({ breaks }) => breaks),
  };
}

function readHead(text: string): ChainHead {
  const [, writer, sequence, digest] =
    /^([0-9a-f-]{36}):([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (writer === undefined || digest === undefined) {
    throw new UsageError(
      '--head wants writer:sequence:digest, as a line "chain-head" of the log has them.',
    );
  }
  return { writer, sequence: Number(sequence), digest };
}
