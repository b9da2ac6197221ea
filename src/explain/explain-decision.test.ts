import { expect, test } from '@jest/globals';
import { hookParts } from '../../test/support/hook-parts.js';
import type { DecisionRecord } from '../record/decision-record.js';
import { explainDecision } from './explain-decision.js';

const SILENT = {
  ...{ answer: 'silent', shown: true, cards: [], findings: [], slices: [] },
  question: 'naltrexone',
} as unknown as DecisionRecord;
const unknown = [{ slice: 'conditions', state: 'failed', from: 'server', rows: 0 }] as const;
const finding = {
  ...{ rule: 'r', version: '1.0.0', outcome: 'o', state: 'met', indicator: 'info' },
  shadow: true,
} as const;

test.each([
  ['nothing found', {}, ['nothing-found']],
  ['all in shadow', { findings: [finding] }, ['only-shadow']],
  ['silent mode', { shown: false }, ['nothing-found', 'client-in-silent-mode']],
  ['an opioid beside a known history', { question: 'mirror' }, ['nothing-found']],
  [
    'an opioid beside a history that is not known',
    { question: 'mirror', slices: unknown },
    ['nothing-found', 'opioid-history-unknown'],
  ],
  ['a bug', { answer: 'not-checked' }, ['bug']],
  [
    'a bug beside an opioid',
    { answer: 'not-checked', question: 'mirror' },
    ['bug', 'opioid-history-unknown'],
  ],
  ['412', { answer: 'unreadable' }, ['client-wants-an-error']],
] as const)('why there is no card: %s', (_, changed, reasons) => {
  const record = { ...SILENT, ...changed } as DecisionRecord;
  expect(explainDecision(record, [], undefined, hookParts()).noCardBecause).toEqual(reasons);
});
