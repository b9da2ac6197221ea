import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { writeKeys } from '../../test/support/keys-file.js';
import { sqliteDatabase } from '../../test/support/open-test-store.js';
import { syntheticLog } from '../../test/support/synthetic-log.js';
import { loadKeys } from '../keys/load-keys.js';
import { sealWith } from '../record/seal.js';
import { openStore } from '../store/open-store.js';
import { UsageError } from './complain-about.js';
import { type GovernanceReportOptions, reportGovernance } from './governance-report.js';

const database = sqliteDatabase();
const keys = writeKeys();
const ASKED = { store: database.url, from: '2026-11-10', until: '2026-11-10', format: 'text' };

beforeAll(async () => {
  const { decisions, feedback } = syntheticLog(
    [
      {
        times: 30,
        fired: [{ rule: 'opioid-interval-short' }],
        feedback: { outcome: 'overridden' },
      },
      { times: 12, client: 'north', unreadTexts: 1 },
    ],
    // Half an hour before the day of the site ends: the rest of it is the next day's.
    Date.parse('2026-11-10T23:30:00-05:00'),
  );
  const store = await openStore(database.url);
  await store.decisions.append(decisions);
  const comment = sealWith(loadKeys(keys).snapshot).seal('comment', Buffer.from('so it is'));
  await store.feedback.append(feedback.map((row) => ({ ...row, comment })));
  await store.close();
});
afterAll(() => database.drop());

/** All that a command prints. */
async function said(options: Partial<GovernanceReportOptions>): Promise<string> {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line) => void lines.push(`${line}\n`));
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    await reportGovernance({ ...ASKED, ...options });
  } finally {
    log.mockRestore();
    write.mockRestore();
  }
  return lines.join('');
}

test('a report for people names shares with their numbers, what is withheld, and the notice', async () => {
  const text = await said({});
  expect(text).toMatch(
    /opioid-interval-short +1\.0\.0 +naltrexone +mercy +Overridden +29 +29 +100\.0/,
  );
  expect(text).toMatch(/opioid-interval +20\d\d-\d\d-\d\d/);
  expect(text).toContain('* withheld: a number from 1 to 10');
  expect(text).toContain('42 CFR part 2 prohibits');
});

test('days are those of the site; each format is what it says', async () => {
  const report = JSON.parse(await said({ format: 'json' }));
  expect(report.period.timeZone).toBe('America/New_York');
  expect(report.calls[0].rows[0].counts['']).toBe(29);
  expect(report.notice).toContain('42 CFR part 2');
  expect(JSON.parse(await said({ format: 'measure-report' })).resourceType).toBe('MeasureReport');
  expect(await said({ format: 'csv' })).toContain('"fires-per-calls"');
  const next = { from: '2026-11-11', until: '2026-11-11' };
  expect(JSON.parse(await said({ format: 'json', ...next })).clients).toEqual(['mercy', 'north']);
  expect(JSON.parse(await said({ format: 'json', ...next, client: 'north' })).clients).toEqual([
    'north',
  ]);
});

test('words of users come when they are asked for, with the keys', async () => {
  process.env['NALTREXONE_CDS_KEYS'] = keys;
  try {
    expect(await said({ format: 'feedback', withComments: true })).toContain('"so it is"');
    expect(await said({ format: 'feedback' })).not.toContain('so it is');
  } finally {
    delete process.env['NALTREXONE_CDS_KEYS'];
  }
});

test.each<[Partial<GovernanceReportOptions>, RegExp]>([
  [{ from: '2026-11-11' }, /--from and --until want days/],
  [{ format: 'xml' }, /--format wants one of/],
  [{ withComments: true }, /goes with --format feedback/],
  [{ format: 'feedback', withComments: true }, /keys/],
])('%j is a mistake that is explained', async (options, words) => {
  const failure = said(options);
  await expect(failure).rejects.toThrow(words);
  await expect(failure).rejects.toBeInstanceOf(UsageError);
});
