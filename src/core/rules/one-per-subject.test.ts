import { expect, test } from '@jest/globals';
import { seen, TODAY } from '../../../test/support/clinical-facts.js';
import { dayPlus } from '../time/instant.js';
import { onePerSubject } from './one-per-subject.js';
import type { AnyVerdict } from './rule.js';

const short = (source: string, clearsIn: number, subject = 'oxycodone'): AnyVerdict => ({
  outcome: 'too-short',
  values: {},
  subject,
  evidence: [seen(source)],
  dates: { notBefore: dayPlus(TODAY, clearsIn - 3), earliest: dayPlus(TODAY, clearsIn) },
});
const equal = () => 0;

test('ten doses of one drug are one verdict with the evidence and the latest dates of all', () => {
  const [one, ...others] = onePerSubject([short('a', 4), short('b', 9), short('c', 6)], equal);
  expect(others).toEqual([]);
  expect(one?.evidence.map(({ source }) => source)).toEqual(['a', 'b', 'c']);
  expect(one?.dates).toEqual({ notBefore: TODAY + 6, earliest: TODAY + 9 });
});

test('drugs and outcomes stay apart', () => {
  const verdicts = [
    short('a', 4),
    short('b', 4, 'tramadol'),
    { ...short('c', 4), outcome: 'borderline' },
  ];
  expect(onePerSubject(verdicts, equal)).toHaveLength(3);
});

test('the worst speaks, of equals the same one in whatever order they arrive', () => {
  const laterFirst = (a: AnyVerdict, b: AnyVerdict) => earliestOf(b) - earliestOf(a);
  const verdicts = [short('b', 4), short('c', 9), short('a', 9)];
  for (const order of [verdicts, verdicts.toReversed()]) {
    expect(onePerSubject(order, laterFirst)[0]?.evidence[0]?.source).toBe('a');
  }
});

test('one without a known end leaves no date', () => {
  expect(
    onePerSubject([short('a', 4), { ...short('b', 4), dates: 'never' }], equal)[0]?.dates,
  ).toBe('never');
});

test('without a subject or a source they are still one for each outcome', () => {
  const bare: AnyVerdict = { outcome: 'missing', values: {}, evidence: [] };
  const found = onePerSubject([{ ...bare, evidence: [seen('a')] }, bare], equal);
  expect(found).toEqual([{ ...bare, evidence: [seen('a')] }]);
});

const earliestOf = ({ dates }: AnyVerdict): number =>
  dates === undefined || dates === 'never' ? 0 : dates.earliest;
