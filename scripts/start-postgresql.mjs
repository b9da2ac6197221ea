// For .ci/run: prints where the tests find a PostgreSQL. One that answers on this machine is used; else one is installed from
// Debian's packages where it is missing, and started with a cluster of its own in a temporary folder.
import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const USUAL = process.env.TEST_POSTGRESQL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const PORT = 54_320;
const OWN = `postgres://postgres@127.0.0.1:${PORT}/postgres`;

if (await answers(USUAL)) {
  console.log(`export TEST_POSTGRESQL=${USUAL}`);
} else {
  if (!(await answers(OWN))) startOwn();
  if (!(await answers(OWN))) throw new Error('PostgreSQL was started and does not answer.');
  console.log(`export TEST_POSTGRESQL=${OWN}`);
}

async function answers(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function startOwn() {
  if (binaries() === undefined) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql']);
  }
  const folder = mkdtempSync(join(tmpdir(), 'postgresql-'));
  const data = join(folder, 'data');
  const [initdb, ctl] = ['initdb', 'pg_ctl'].map((name) => join(binaries(), name));
  const root = process.getuid() === 0;
  if (root) {
    const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, id('-u'), id('-g'));
  }
  // PostgreSQL refuses to run as root.
  const asOwner = (command, args) =>
    root ? run('runuser', ['-u', 'postgres', '--', command, ...args]) : run(command, args);
  asOwner(initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8']);
  const options = `-p ${PORT} -k ${folder} -c listen_addresses=127.0.0.1`;
  asOwner(ctl, ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
}

/** Of the newest version that is installed. */
function binaries() {
  try {
    const versions = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(a) - Number(b));
    return versions.length === 0 ? undefined : `/usr/lib/postgresql/${versions.at(-1)}/bin`;
  } catch {
    return undefined;
  }
}

/** What it says goes to stderr: stdout is for the shell that reads it. */
function run(command, args) {
  execFileSync(command, args, { stdio: ['ignore', 2, 2] });
}
