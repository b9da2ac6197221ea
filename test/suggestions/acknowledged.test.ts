import { expect, test } from '@jest/globals';
import { RULE_SYSTEM } from '../../src/core/acknowledge/rule-system.js';
import { caseToFhir, type FhirCase } from '../support/case-to-fhir.js';
import { draftsOf, withDrafts } from '../support/decide-cases.js';
import { runCase } from '../support/run-case.js';

/* A finding that was answered for, from the request to the card. */

const why = { reason: 'fewer repeats', owner: 'P&T committee', date: '2026-11-01' };
const stale = (site: object): FhirCase =>
  caseToFhir({
    given: ['oud', 'negative-panel', 'naloxone', 'normal-liver -200d'],
    site,
  });
const withIssue = (sent: FhirCase, date: string): FhirCase =>
  withDrafts(sent, [
    ...draftsOf(sent),
    {
      resourceType: 'DetectedIssue',
      status: 'final',
      patient: { reference: 'Patient/p1' },
      code: { coding: [{ system: RULE_SYSTEM, code: 'liver-tests-stale' }] },
      mitigation: [{ action: { text: 'Result is in another system' }, date }],
    },
  ]);
const cardOf = async (sent: FhirCase) => (await runCase(sent, 'prefetch')).response.cards[0];

test('one line, no next step, no suggestion and no question why', async () => {
  const before = await cardOf(stale({ snooze: { maxDays: 10, ...why } }));
  expect(before).toMatchObject({ indicator: 'warning' });
  expect(before?.suggestions).toHaveLength(1);
  const after = await cardOf(withIssue(stale({ snooze: { maxDays: 10, ...why } }), '2026-11-20'));
  expect(after).toMatchObject({ indicator: 'info', summary: before?.summary });
  expect(after?.detail).toMatch(/^- Documented 20 Nov 2026, put off until 30 Nov 2026: /);
  expect(after?.detail).not.toContain('**Next');
  expect(after).not.toHaveProperty('suggestions');
  expect(after).not.toHaveProperty('overrideReasons');
});

test('a site that says nothing hears it every time', async () => {
  expect(await cardOf(withIssue(stale({}), '2026-11-20'))).toEqual(await cardOf(stale({})));
});
