import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entry, writeClients } from '../support/clients-file.js';
import { writeKeys } from '../support/keys-file.js';
import { postgresqlDatabase, sqliteDatabase } from '../support/open-test-store.js';
import { newKey, token } from '../support/signed-token.js';
import { type Program, startProgram } from '../support/start-program.js';

/* Instances of the built program, in processes of their own, that share a store. */

const AUDIENCE = 'https://cds.example.org/cds-services';
const key = newKey('key-1');
const withKeys = entry({ keys: [key.jwk], jwksUrl: undefined });
const strict = {
  ...withKeys,
  id: 'strict',
  issuer: 'https://strict.example.org/',
  strictReplay: true,
};
const { path } = writeClients({ clients: [withKeys, strict] });

const keys = writeKeys();
const spool = mkdtempSync(join(tmpdir(), 'spool-'));
const programs: Program[] = [];

async function start(store: string): Promise<{ readonly program: Program; readonly url: string }> {
  const program = startProgram(['serve'], {
    NALTREXONE_CDS_CLIENTS: path,
    NALTREXONE_CDS_PORT: '0',
    NALTREXONE_CDS_STORE: store,
    NALTREXONE_CDS_SPOOL: spool,
    NALTREXONE_CDS_KEYS: keys,
  });
  programs.push(program);
  return { program, url: await program.says(/Listening on (\S+)/) };
}

async function stop(program: Program): Promise<number | null> {
  program.child.kill('SIGTERM');
  return program.exit;
}

function sign(issuer: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: AUDIENCE, iat: now, exp: now + 300, jti: crypto.randomUUID() };
  return token({ key, claims });
}

/** 400 = the caller is known, and `{}` is no request. */
async function call(url: string, signed: string): Promise<number> {
  const { status } = await fetch(`${url}/cds-services/naltrexone-safety`, {
    method: 'POST',
    headers: { authorization: `Bearer ${signed}`, 'content-type': 'application/json' },
    body: '{}',
  });
  return status;
}

const readiness = async (url: string): Promise<unknown> => (await fetch(`${url}/readyz`)).json();

afterAll(() => {
  for (const { child } of programs) child.kill('SIGKILL');
});

const databases = [sqliteDatabase(), await postgresqlDatabase()].filter(
  (database) => database !== undefined,
);

describe.each(databases)('$url', ({ url: store, drop }) => {
  afterAll(drop);

  test('a token that one instance has taken is refused by the other, and after a restart', async () => {
    const [here, there] = await Promise.all([start(store), start(store)]);
    const used = sign(withKeys.issuer);
    expect(await call(here.url, used)).toBe(400);
    expect(await call(there.url, used)).toBe(401);
    expect(await call(there.url, sign(withKeys.issuer))).toBe(400);
    expect(await call(here.url, sign(strict.issuer))).toBe(400);
    const racing = sign(withKeys.issuer);
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => call([here, there][index % 2]!.url, racing)),
    );
    expect(statuses.filter((status) => status === 400)).toHaveLength(1);
    expect(await readiness(here.url)).toMatchObject({ status: 'ready', store: 'open' });
    expect(await Promise.all([stop(here.program), stop(there.program)])).toEqual([0, 0]);
    const again = await start(store);
    expect(await call(again.url, used)).toBe(401);
    expect(await stop(again.program)).toBe(0);
  });
});

test('a damaged store is left as it is; the service starts, answers, and says so', async () => {
  const { url: store, drop } = sqliteDatabase();
  const file = store.slice('file:'.length);
  const content = 'this is no database, and long enough to be looked at as one'.repeat(50);
  writeFileSync(file, content);
  const { program, url } = await start(store);
  expect(await readiness(url)).toMatchObject({ status: 'ready', store: 'damaged' });
  const used = sign(withKeys.issuer);
  expect(await call(url, used)).toBe(400);
  expect(await call(url, used)).toBe(401);
  expect(await call(url, sign(strict.issuer))).toBe(503);
  expect(await stop(program)).toBe(0);
  expect(program.stdout()).toContain('"event":"replay-unchecked"');
  expect(readFileSync(file, 'utf8')).toBe(content);
  await drop();
});
