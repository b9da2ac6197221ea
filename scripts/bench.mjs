// `npm run bench`: compiles bench/ and runs it, all of it or only what is named (npm run bench -- start growth).
// It imports src/ as always, but what runs is the code in dist/, the same that a server runs.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { build } from 'esbuild';

// Each file directly in bench/ is a process of its own: the benchmarks themselves, the servers and what sends to them.
const processes = readdirSync('bench').filter((file) => file.endsWith('.ts'));
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
  entryPoints: processes.map((file) => `bench/${file}`),
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

const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', `${out}/run.js`, ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
