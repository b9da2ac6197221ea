// `npm run mutate [-- file or pattern …]`: mutation testing of the clinical core, or of some of its files.
//   npm run mutate -- src/core/rules/age.ts 'src/core/plan/**/*.ts'
import { spawnSync } from 'node:child_process';

const files = process.argv.slice(2);
const only = files.length === 0 ? [] : ['--mutate', [...files, '!src/core/**/*.test.ts'].join(',')];
const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js';
const { status } = spawnSync(process.execPath, [stryker, 'run', 'stryker.config.mjs', ...only], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
