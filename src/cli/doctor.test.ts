import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { entry, writeClients } from '../../test/support/clients-file.js';
import { newKey } from '../../test/support/signed-token.js';
import { doctor, type DoctorOptions } from './doctor.js';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/naltrexone-cds.js', import.meta.url));
const TOKEN = 'canary.token.4711';
// The command line loads the demo on demand only.
const { startFhirServer } = await import('../demo/fhir-server/start-fhir-server.js');
const { loadFixtures } = await import('../demo/load-fixtures.js');
const people = await loadFixtures({ now: new Date() });
const desmond = people.find(({ name }) => name === 'desmond-clean-and-due')!;

let fhir: Awaited<ReturnType<typeof startFhirServer>>;
beforeAll(async () => {
  fhir = await startFhirServer({ port: 0, patients: people });
});
afterAll(() => fhir.close());
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = 0;
});

const fileOf = (more: object = {}) => {
  const keys = [newKey('key-1').jwk];
  const client = entry({ jwksUrl: undefined, keys, fhirBases: [fhir.url], ...more });
  return writeClients({ clients: [client] }).path;
};

/** The command in a process of its own, with something on stdin. */
async function run(stdin: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, 'doctor', ...args]);
  child.stdin.end(stdin);
  const [out, err] = [text(child.stdout), text(child.stderr)];
  const [exit] = (await once(child, 'close')) as [number | null];
  return { exit, out: await out, err: await err };
}

test('a person of the demo: everything is readable, nothing of it is printed', async () => {
  const args = ['ehr', '--file', fileOf(), '--patient', desmond.patientId, '--token', '-'];
  const { exit, out, err } = await run(`Bearer ${TOKEN}\n`, ...args);
  expect([exit, err]).toEqual([0, '']);
  expect(out).toMatch(/Token +ok +given, opaque; it is not shown/);
  expect(out).toMatch(
    /medicationAdministrations +MedicationAdministration +200 +\d+ +1 +\d+ +complete/,
  );
  expect(out).toContain('An order for this patient would get an honest answer');
  const { family, given } = (desmond.resources[0] as any).name[0];
  expect([TOKEN, desmond.patientId, family, given[0]].filter((one) => out.includes(one))).toEqual(
    [],
  );
  expect(desmond.resources.filter(({ id }) => out.includes(id!))).toEqual([]);
});

test('something that needs a person ends with 1, and with the reason', async () => {
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const file = fileOf({ fhirBases: ['http://127.0.0.1:9/fhir'] });
  await doctor('ehr', { file, patient: desmond.patientId, json: true });
  expect(process.exitCode).toBe(1);
  const report = JSON.parse(String(printed.mock.calls[0]?.[0]));
  expect(report.verdict.answer).toBe('data-source-unreadable');
  expect(report.toDo).toContainEqual(expect.stringContaining('Mend the way to the server'));
});

test.each<[string, string, Partial<DoctorOptions>, object, RegExp]>([
  ['a token in the arguments', 'ehr', { token: TOKEN }, {}, /history of the shell .* --token -/],
  ['no such client', 'nobody', {}, {}, /no client nobody.+ehr/s],
  ['a patient that is no id', 'ehr', { patient: 'Patient/1?x' }, {}, /--patient wants/],
  ['a service address that is none', 'ehr', { serviceUrl: 'cds' }, {}, /--service-url wants/],
  [
    'a choice of bases',
    'ehr',
    {},
    { fhirBases: ['https://one.example/r4', 'https://two.example/r4'] },
    /--fhir-server wants one .*one\.example\/r4.*two\.example/s,
  ],
])('%s is a mistake of the operator', async (_, id, more, registered, words) => {
  const asked = doctor(id, { file: fileOf(registered), patient: 'p1', ...more });
  const error = await asked.catch((thrown: unknown) => thrown as Error);
  expect(error).toMatchObject({ name: 'UsageError', message: expect.stringMatching(words) });
  expect(String(error)).not.toContain(TOKEN);
});

test.each([
  ['no patient', ['ehr'], /--patient <id>/],
  ['an unknown option', ['ehr', '--patient', 'p1', '--tokens', 'x'], /unknown option/],
  ['an empty token', ['ehr', '--patient', 'p1', '--token', '-'], /access token on stdin/],
])('%s ends with 2', async (_, args, words) => {
  const { exit, out, err } = await run('', ...args, '--file', fileOf());
  expect([exit, out]).toEqual([2, '']);
  expect(err).toMatch(words);
});
