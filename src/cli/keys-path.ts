import { processEnvironment, readConfig } from '../config.js';
import { UsageError } from './complain-about.js';

export interface KeysOptions {
  /** In place of NALTREXONE_CDS_KEYS. */
  readonly file?: string;
}

/**
 * @param options of a command that has `--file`
 * @throws UsageError without a file
 */
export function keysPath(options?: KeysOptions): string {
  const path = options?.file ?? readConfig(processEnvironment()).keys;
  if (path === undefined) {
    const way = options === undefined ? '' : ', or give --file';
    throw new UsageError(`There is no keys file: set NALTREXONE_CDS_KEYS${way}.`);
  }
  return path;
}
