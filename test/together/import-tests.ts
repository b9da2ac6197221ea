import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import joinedTests from '../../scripts/joined-tests.cjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Registers the tests of a group of files as tests of one suite.
 * @param group named in scripts/joined-tests.cjs
 */
export async function importTests(group: string): Promise<void> {
  const files = ['src', 'test']
    .flatMap((folder) => filesUnder(join(ROOT, folder)))
    .filter((file) => joinedTests.groupOf(file) === group)
    .sort();
  for (const file of files) await import(pathToFileURL(file).href);
}

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
