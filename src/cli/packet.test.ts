import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartOf, requestOf, sha256 } from '../../test/support/packet-of.js';
import { packet } from './packet.js';

const NAMES = [
  'bundle.json',
  'letter.html',
  'letter.pdf',
  'packet.html',
  'packet.pdf',
  'questionnaire-response.json',
];

let folder: string;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packet-'));
  said = [];
  const say = (text: string) => void said.push(text);
  jest.spyOn(console, 'log').mockImplementation(say);
  jest.spyOn(console, 'error').mockImplementation(say);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
  process.exitCode = 0;
});

const options = (out: string, now = '2026-11-24T15:00:00-05:00') => ({
  out: join(folder, out),
  now,
  timeZone: 'America/New_York',
  allowFhir: [],
});
function fileOf(request: unknown): string {
  const path = join(folder, 'request.json');
  writeFileSync(path, typeof request === 'string' ? request : JSON.stringify(request));
  return path;
}

describe('naltrexone-cds packet', () => {
  test('writes six files that only the owner reads, and prints counts and hashes, nothing of the chart', async () => {
    await packet(fileOf(requestOf('rosa-well-documented')), options('out'));
    const out = join(folder, 'out');
    expect(readdirSync(out).sort()).toEqual(NAMES);
    expect(statSync(out).mode & 0o777).toBe(0o700);
    const printed = said.join('\n');
    for (const name of NAMES) {
      expect(statSync(join(out, name)).mode & 0o777).toBe(0o600);
      expect(printed).toContain(sha256(readFileSync(join(out, name))));
    }
    expect(printed).toMatch(/^16 of 16 items of the questionnaire are answered from the chart\./);
    expect(printed).not.toMatch(/rosa|marchetti|oxycodone|heroin/i);
    const bundle = JSON.parse(readFileSync(join(out, 'bundle.json'), 'utf8'));
    expect(bundle.type).toBe('document');
  });

  test('the same chart and instant give the same files', async () => {
    const file = fileOf(requestOf('rosa-well-documented'));
    await packet(file, options('one'));
    await packet(file, options('two'));
    const [one, two] = said.map((text) => text.match(/^[0-9a-f]{64}/gm));
    expect(one).toHaveLength(6);
    expect(one).toEqual(two);
  });

  test('open findings and unread parts are counted', async () => {
    await packet(fileOf(requestOf('tobias-thin-chart', undefined, ['consents'])), options('out'));
    expect(said.join('\n')).toContain('6 open findings about the order');
    expect(said.join('\n')).toContain('The chart could not be read in full: consents.');
  });

  test('never over papers that are there', async () => {
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out', 'letter.html'), 'mine');
    const file = fileOf(requestOf('rosa-well-documented'));
    await expect(packet(file, options('out'))).rejects.toThrow(/is there already.*--out/);
    await expect(packet(file, options('no/such'))).rejects.toThrow(
      /folder above it does not exist/,
    );
    expect(readFileSync(join(folder, 'out', 'letter.html'), 'utf8')).toBe('mine');
  });

  test('what is wrong with the request or the options', async () => {
    const none = { ...requestOf('rosa-well-documented'), hook: 'patient-view' };
    await packet(fileOf(none), options('a'));
    await packet(fileOf('{ no JSON'), options('b'));
    expect(said).toEqual([
      expect.stringContaining('This service does not answer this hook'),
      expect.stringContaining('The body is not JSON'),
    ]);
    expect(process.exitCode).toBe(2);
    await expect(packet(join(folder, 'nowhere.json'), options('c'))).rejects.toThrow(
      'cannot be read',
    );
    await expect(packet(fileOf(none), options('d', 'yesterday'))).rejects.toThrow('--now wants');
    const request = requestOf('rosa-well-documented', chartOf('rosa-well-documented'));
    const order = request.context.draftOrders.entry[0].resource;
    order.medicationCodeableConcept = { text: 'amoxicillin 500 mg capsule' };
    await expect(packet(fileOf(request), options('e'))).rejects.toThrow('orders no naltrexone');
    expect(readdirSync(folder)).toEqual(['request.json']);
  });
});
