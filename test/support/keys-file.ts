import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKeys } from '../../src/keys/new-keys.js';
import type { KeysFile } from '../../src/keys/keys-file.js';

/** A path in a folder of its own, where nothing is yet. */
export const keysPath = (): string =>
  join(mkdtempSync(join(tmpdir(), 'naltrexone-cds-')), 'keys.json');

/** A keys file; text is written as it is. */
export function writeKeys(content: unknown = newKeys('2026-11-24'), mode = 0o600): string {
  const path = keysPath();
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content), { mode });
  return path;
}

/** Everything in a keys file that nobody may see. */
export const secretsOf = ({ patientHash, snapshot, smartClient }: KeysFile): readonly string[] => [
  patientHash.secret,
  ...snapshot.keys.map(({ secret }) => secret),
  ...smartClient.keys.map(({ d }) => d),
];
