import { processEnvironment, readConfig } from '../config.js';
import { UsageError } from './complain-about.js';

/** The option of every command that reads or writes a store. */
export const STORE_URL = ['--store <url>', 'instead of NALTREXONE_CDS_STORE'] as const;

export interface StoreOptions {
  readonly store?: string;
}

/** The store that a command is about. @throws UsageError when there is none */
export function storeUrl(options: StoreOptions): string {
  const url = options.store ?? readConfig(processEnvironment()).store;
  if (url !== undefined) return url;
  throw new UsageError('There is no store: give --store URL, or set NALTREXONE_CDS_STORE.');
}
