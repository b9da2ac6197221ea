// `npm run bench`: compiles bench/*.ts and runs them one after the other, or only those named (npm run bench -- decide).
// They import src/ as always, but what runs is the code in dist/, the same that a server runs.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';

const names = process.argv.slice(2);
const found = existsSync('bench') ? readdirSync('bench') : [];
const benchmarks = found
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => names.length === 0 || names.includes(name));
if (benchmarks.length === 0) {
  console.error('No such benchmark. One benchmark is one file bench/<name>.ts.');
  process.exit(1);
}

const out = 'dist-bench'; // as deep as bench/, so that paths relative to a file stay right
const compiledSources = {
  name: 'compiled-sources',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const inSrc = relative('src', resolve(resolveDir, path));
      return inSrc.startsWith('..') ? undefined : { path: `../dist/${inSrc}`, external: true };
    });
  },
};
await build({
  entryPoints: benchmarks.map((name) => `bench/${name}.ts`),
  outdir: out,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [compiledSources],
});

for (const name of benchmarks) {
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', `${out}/${name}.js`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
