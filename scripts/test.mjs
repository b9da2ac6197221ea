// Starts jest with ES modules. `node scripts/test.mjs` runs *.test.ts, `node scripts/test.mjs --long` runs *.long.test.ts;
// all other arguments go to jest (npm test -- hepatic --watch).
// `node scripts/test.mjs --time-zones` runs what could depend on the time zone of the process once in each of four: nothing may.
import { spawnSync } from 'node:child_process';

const TIME_ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
const TIMED = [
  'test/time',
  'test/vignettes/from-prefetch',
  'test/together/core',
  'test/together/time-zones',
  'src/demo',
  'src/knowledge',
];

const options = ['--long', '--time-zones'];
const args = process.argv.slice(2).filter((arg) => !options.includes(arg));
const long = process.argv.includes('--long');

if (process.argv.includes('--time-zones')) {
  process.exitCode = Math.max(...TIME_ZONES.map(inTimeZone));
} else {
  process.exitCode = jest(args, long ? 'long' : args.length === 0 ? 'whole' : 'files');
}

function inTimeZone(zone) {
  console.log(`TZ=${zone}`);
  return jest([...TIMED, '--passWithNoTests', ...args], 'whole', { TZ: zone });
}

function jest(jestArgs, set, environment = {}) {
  const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const { status } = spawnSync(
    process.execPath,
    [...node, 'node_modules/jest/bin/jest.js', ...jestArgs],
    {
      stdio: 'inherit',
      env: { ...process.env, TEST_SET: set, ...environment },
    },
  );
  return status ?? 1;
}
