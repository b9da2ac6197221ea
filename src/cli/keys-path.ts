import { processEnvironment, readConfig } from '../config.js';
import { UsageError } from './complain-about.js';

export interface KeysOptions {
  /** In place of NALTREXONE_CDS_KEYS. */
  readonly file?: string;
}

/** @throws UsageError without a file */
export function keysPath({ file }: KeysOptions): string {
  const path = file ?? readConfig(processEnvironment()).keys;
  if (path === undefined) {
    throw new UsageError('There is no keys file: set NALTREXONE_CDS_KEYS, or give --file.');
  }
  return path;
}
