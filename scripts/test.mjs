// Starts jest with ES modules. `node scripts/test.mjs` runs *.test.ts, `node scripts/test.mjs --long` runs *.long.test.ts;
// all other arguments go to jest (npm test -- hepatic --watch).
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2).filter((arg) => arg !== '--long');
const long = process.argv.includes('--long');

const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const { status } = spawnSync(
  process.execPath,
  [...node, 'node_modules/jest/bin/jest.js', ...args],
  {
    stdio: 'inherit',
    env: { ...process.env, TEST_SET: long ? 'long' : 'short' },
  },
);
process.exitCode = status ?? 1;
