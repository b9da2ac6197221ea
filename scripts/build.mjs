// Compiles src/ into dist/. The new tree is made beside the old one and then takes its place,
// so that dist/ never holds half a build or a file whose source is gone.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, stamp } from './fingerprint.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const next = `.dist-${process.pid}`;
const old = `${next}-old`;

try {
  const from = fingerprint(root); // before compiling: a file saved meanwhile asks for another build
  const tsc = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', next];
  const { status } = spawnSync(process.execPath, tsc, { stdio: 'inherit' });
  if (status !== 0) {
    process.exitCode = 1;
  } else {
    chmodSync(join(next, 'cli/naltrexone-cds.js'), 0o755);
    writeFileSync(join(next, stamp.slice('dist/'.length)), from);
    mkdirSync('dist', { recursive: true });
    renameSync('dist', old);
    renameSync(next, 'dist');
  }
} finally {
  rmSync(next, { recursive: true, force: true });
  rmSync(old, { recursive: true, force: true });
}
