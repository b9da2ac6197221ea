import { expect, test } from '@jest/globals';
import { printReplay } from '../cli/print-replay.js';
import type { CdsCard } from '../hook/cds-response.js';
import type { DecisionRecord } from '../record/decision-record.js';
import { compareAnswers, isSame } from './compare-answers.js';

const record = { answer: 'cards', cards: [], findings: [] } as unknown as DecisionRecord;
const card = {
  ...{ uuid: 'card-1', summary: 'Summary', detail: 'one\ntwo', indicator: 'info' },
  ...{ source: { label: 'Label' }, links: [] },
} as unknown as CdsCard;

const compare = (changed: object, words: { cards: CdsCard[] } | undefined = { cards: [card] }) =>
  compareAnswers(
    record,
    { record, response: { cards: [{ ...card, ...changed }] }, judged: undefined },
    words,
  );

test('what is the same is the same', () => {
  expect(isSame(compare({}))).toBe(true);
});

test.each([
  ['its line', { detail: 'one\nthree' }, [['two'], ['three']], []],
  ['the order of its lines', { detail: 'two\none' }, undefined, ['order']],
  ['another member', { links: [{ label: 'x' }] }, undefined, ['links']],
  ['a member that was not there', { overrideReasons: [] }, undefined, ['overrideReasons']],
])('a card that differs in %s', (_, changed, lines, names) => {
  const differences = compare(changed);
  expect(isSame(differences)).toBe(false);
  expect(differences.lines.map(({ gone, come }) => [gone, come])).toEqual(lines ? [lines] : []);
  expect(differences.members.flatMap((one) => one.names)).toEqual(names);
});

const printed = (differences: ReturnType<typeof compare>) => {
  const same = { then: 'x', now: 'x' };
  return printReplay({
    ...{ decision: 'd', at: '2026-11-24T20:00:00.000Z', client: 'mercy', identical: false },
    ...{ knowledge: same, site: same, build: same, differences },
  });
};

test('words that nobody knows are said to be unknown, and no others', () => {
  const unknown = 'the words of then are not known';
  expect(
    printed(
      compareAnswers(record, { record, response: { cards: [] }, judged: undefined }, undefined),
    ),
  ).toContain(unknown);
  const known = printed(compare({ links: [{ label: 'x' }] }));
  expect(known).toContain('card card-1 has the same lines, but another links');
  expect(known).not.toContain(unknown);
});
