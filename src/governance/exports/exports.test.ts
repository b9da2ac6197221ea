import { expect, test } from '@jest/globals';
import { fhirProblems } from '../../../test/support/fhir-problems.js';
import { sqliteDatabase } from '../../../test/support/open-test-store.js';
import { syntheticLog } from '../../../test/support/synthetic-log.js';
import { loadDisclosureNotice } from '../../knowledge/load-disclosure-notice.js';
import { loadTimeZone } from '../../knowledge/load-time-zone.js';
import { openStore } from '../../store/open-store.js';
import { CARDS } from '../../wire.js';
import { gatherReport } from '../report/gather-report.js';
import { csv } from './csv.js';
import { feedbackCsv } from './feedback-csv.js';
import { measureReport } from './measure-report.js';
import { reportCsv } from './report-csv.js';

const START = Date.parse('2026-11-10T15:00:00Z');
const period = { from: START, until: START + 86_400_000 };
const notice = loadDisclosureNotice(CARDS);
const rule = 'opioid-interval-short';

const { url, drop } = sqliteDatabase();
const store = await openStore(url);
const { decisions, feedback } = syntheticLog(
  [
    {
      ...{
        times: 30,
        role: 'Practitioner',
        fired: [{ rule }],
        arms: [{ experiment: 'x', arm: '=1+1' }],
      },
      feedback: { outcome: 'overridden', reason: { known: true, code: 'rapid-induction' } },
    },
    { times: 4, role: 'Practitioner', fired: [{ rule }], feedback: { accepted: ['liver-panel'] } },
    { times: 20, client: 'north' },
  ],
  START,
);
await store.decisions.append(decisions);
const words = 'Patient Doe said so';
await store.feedback.append([
  ...feedback.slice(1),
  { ...feedback[0]!, comment: Uint8Array.from(Buffer.from(words)) },
  { ...feedback[0]!, id: 'foreign', client: 'north' },
]);
const report = await gatherReport(store, period, loadTimeZone('America/New_York'), {
  period: { from: '2026-11-10', until: '2026-11-10', timeZone: 'America/New_York' },
  ...{ madeAt: '2026-11-25T00:00:00.000Z', knowledge: 'abc', reviewDates: [] },
});
const asked = { store, period, notice };
const full = await feedbackCsv({ ...asked, unseal: (sealed) => Buffer.from(sealed).toString() });
const plain = await feedbackCsv(asked);
await store.close();
await drop();

const linesOf = (text: string) => text.trimEnd().split('\r\n');

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  '%j is no formula in a cell',
  (text) => {
    expect(csv([[text, -1]])).toBe(`"'${text}","-1"\r\n`);
  },
);

test('quotes, commas and line breaks stay in their cell', () => {
  expect(csv([['a"b,c\nd', null]])).toBe('"a""b,c\nd",""\r\n');
});

test('a report as CSV has a line a number, says what is withheld, and carries the notice', () => {
  const lines = linesOf(reportCsv(report, notice));
  const head = lines[0]!.split(',').length;
  for (const line of lines) expect(line.split('","')).toHaveLength(head);
  for (const line of lines.slice(1)) expect(line.endsWith(`"${notice.short}"`)).toBe(true);
  const about = `"2026-11-10","2026-11-10","rule","naltrexone","${rule}","1.0.0","mercy","",""`;
  expect(lines).toContain(`${about},"fired","34","","","","no","${notice.short}"`);
  expect(lines).toContain(`${about},"fired/shown/accepted","","","","","yes","${notice.short}"`);
  expect(lines).toContain(`${about},"fires-per-calls","","34","34","100","no","${notice.short}"`);
  expect(lines.some((line) => line.includes(`"experiment:x","'=1+1"`))).toBe(true);
});

test('a report as MeasureReport is valid FHIR R4, with withheld counts masked', () => {
  const resource = measureReport(report, notice);
  expect(fhirProblems(resource)).toEqual([]);
  const group = resource.group?.find(({ code }) => code?.text?.startsWith('rule-acceptance'));
  expect(group).toMatchObject({
    code: { text: `rule-acceptance naltrexone ${rule} 1.0.0` },
    population: [
      { _count: { extension: [{ valueCode: 'masked' }] } },
      { code: { coding: [{ code: 'denominator' }] }, count: 34 },
    ],
  });
  expect(group).not.toHaveProperty('measureScore');
  expect(resource.text?.div).toContain('42 CFR 2.12(c)(5)');
});

test('the validators see what is wrong with a MeasureReport', () => {
  const wrong = { ...measureReport(report, notice), status: 'nonsense', group: [{}] };
  expect(fhirProblems(wrong)).not.toEqual([]);
});

test('feedback line by line: intervention, action, feedback, user, date, location; no words of users', () => {
  const lines = linesOf(plain);
  expect(lines[0]).toBe(
    '"intervention","action_taken","user_feedback","user","date","location","indicator","hook","notice"',
  );
  expect(lines).toHaveLength(35);
  expect(lines[1]).toBe(
    `"${rule}@1.0.0","overridden","rapid-induction","Practitioner user-mark","2026-11-10T15:01:01.000Z","mercy","warning","order-sign","${notice.short}"`,
  );
  expect(lines.at(-1)).toContain('"accepted","liver-panel"');
  expect(plain).not.toContain('Doe');
});

test('words of users come when they are asked for', () => {
  expect(linesOf(full)[0]).toContain('"comment"');
  expect(linesOf(full)[1]).toContain(`"${words}"`);
});
