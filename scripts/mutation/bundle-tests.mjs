// Makes one program of the tests that judge the core: its unit tests, the cases of the question files, the clinical cases.
import { build } from 'esbuild';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Quick ones first: a mutant stops at the first test that fails. */
const testFiles = () => [
  ...testsUnder('src/core'),
  'test/vignettes/from-prefetch.test.ts',
  'test/knowledge/boundaries.test.ts',
];
const STAND_IN = fileURLToPath(new URL('collect-tests.mjs', import.meta.url));

/** @returns the path of the program; its `files` holds a function for each test file that loads it */
export async function bundleTests() {
  const files = testFiles().map((file) => `${JSON.stringify(file)}: () => import('./${file}')`);
  const outdir = resolve('reports/mutation/tests');
  await build({
    stdin: { contents: `export const files = { ${files.join(', ')} };`, resolveDir: process.cwd() },
    absWorkingDir: process.cwd(), // the copy with the mutants, which is entered after esbuild is loaded
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    outdir,
    outExtension: { '.js': '.mjs' },
    plugins: [atHome],
    logLevel: 'error',
  });
  return join(outdir, 'stdin.mjs');
}

/** A module in the bundle still finds the files beside its source, and registers its tests with the one that runs them. */
const atHome = {
  name: 'at-home',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^@jest\/globals$/ }, () => ({ path: STAND_IN, external: true }));
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
    }));
  },
};

function testsUnder(folder) {
  return readdirSync(folder, { recursive: true })
    .map((file) => join(folder, file).replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && !file.endsWith('.long.test.ts'))
    .sort();
}
