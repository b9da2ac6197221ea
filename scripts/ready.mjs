// Makes a clone ready to run: installs the packages and builds dist/, each only when something has changed.
// `npm start`, `npm test` and the others run it first; with nothing to do it costs a few hundredths of a second.
// It imports nothing but Node, because it also runs before the first install.
//   node scripts/ready.mjs             packages and build
//   node scripts/ready.mjs --packages  packages only
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, stamp } from './fingerprint.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (name) => join(root, name);
const lockFile = inRoot('.ready.lock');
const packagesOnly = process.argv.includes('--packages');

checkNodeVersion();
if (!installed() || !built()) {
  lock();
  // Looked at again, because the process that held the lock may have done the work.
  if (!installed()) install();
  if (!built()) build();
}

function checkNodeVersion() {
  const wanted = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).engines.node;
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.replace('>=', '').split('.').map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    fail(`This is Node ${process.versions.node}; naltrexone-cds needs Node ${wanted}.`);
  }
}

/**
 * Compares npm's own record of what lies in node_modules with the lock file.
 * npm writes the record last, so an interrupted install has none.
 */
function installed() {
  const record = inRoot('node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    const found = present[path];
    // Optional packages are for one platform or another, so some are always missing.
    const mayBeMissing = path === '' || entry.optional || entry.devOptional || entry.peer;
    if (found ? found.integrity !== entry.integrity : !mayBeMissing) return false;
  }
  return Object.keys(present).every((path) => path in wanted);
}

function built() {
  if (packagesOnly) return true;
  const file = inRoot(stamp);
  return existsSync(file) && readFileSync(file, 'utf8') === fingerprint(root);
}

function install() {
  say('Installing the packages of package-lock.json (npm ci) …');
  // Under `npm run`, npm says where it lies itself; that also works on Windows, where `npm` is no program.
  const self = process.env.npm_execpath;
  const [program, first] = self?.endsWith('.js') ? [process.execPath, [self]] : ['npm', []];
  const flags = '--ignore-scripts --include=dev --no-audit --no-fund --loglevel=error';
  run(program, [...first, 'ci', ...flags.split(' ')], 'The packages could not be installed');
}

function build() {
  say('Building dist/ (npm run build) …');
  run(process.execPath, [inRoot('scripts/build.mjs')], 'The build failed');
}

function run(program, args, complaint) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) fail(`${complaint}: ${error?.message ?? 'the reason stands above'}.`);
}

/**
 * One process at a time installs or builds. The lock holds the id of its process,
 * so that one left behind by a crash is recognised.
 */
function lock() {
  const mine = `${lockFile}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    for (let said = false; !linked(mine);) {
      const holder = lockHolder();
      if (holder === undefined || !alive(holder)) {
        rmSync(lockFile, { force: true });
        continue;
      }
      if (!said) say(`Waiting for process ${holder}, which installs or builds here …`);
      said = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
    process.on('exit', () => rmSync(lockFile, { force: true }));
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A hard link appears with its content in one step and never replaces one that is there. */
function linked(file) {
  try {
    linkSync(file, lockFile);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function lockHolder() {
  try {
    return Number(readFileSync(lockFile, 'utf8'));
  } catch {
    return undefined;
  }
}

function alive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function say(words) {
  console.error(words);
}

function fail(words) {
  say(words);
  process.exit(1);
}
