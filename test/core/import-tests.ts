import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const CORE = fileURLToPath(new URL('../../src/core/', import.meta.url));

/**
 * Registers the unit tests of some folders of the core as tests of one suite, so that their modules and the knowledge are
 * loaded once for all of them and not once for each file, which would take longer than the tests.
 * @param wants told the first folder under `src/core`
 */
export async function importTests(wants: (folder: string) => boolean): Promise<void> {
  const files = readdirSync(CORE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.long)\.test\.ts$/.test(file))
    .filter((file) => wants(file.split(/[\\/]/)[0] ?? ''))
    .sort();
  for (const file of files) await import(pathToFileURL(join(CORE, file)).href);
}
