import { expect, test } from '@jest/globals';
import type { ChartSource, ResourceAnswer } from './chart-source.js';
import { answerFrom, noteReads } from './recorded-reads.js';

const found = (id: string): ResourceAnswer => ({ ok: true, resource: { id } });
const lost: ResourceAnswer = { ok: false, fault: { reason: 'unreachable' } };

/** A source whose reads end when they are told to. */
function sourceOf() {
  const ends: ((answer: ResourceAnswer) => void)[] = [];
  const source: ChartSource = {
    root: 'https://ehr.example/r4/',
    search: () => Promise.resolve([]),
    read: () => new Promise((resolve) => ends.push(resolve)),
    localPath: () => undefined,
  };
  return { source, ends };
}

test('two reads of one path answer again in the order in which they were asked', async () => {
  const { source, ends } = sourceOf();
  const { source: noting, noted } = noteReads(source);
  const [first, second] = [noting.read('Medication/1'), noting.read('Medication/1')];
  ends[1]?.(found('late'));
  await second;
  ends[0]?.(lost);
  await first;
  const again = answerFrom(noted);
  expect(await again.read('Medication/1')).toEqual(lost);
  expect(await again.read('Medication/1')).toEqual(found('late'));
  expect(await again.read('Medication/1')).toEqual(found('late'));
  expect(await again.read('Medication/2')).toEqual({ ok: false, fault: { reason: 'not-sent' } });
});

test('a read that has not ended is not known', async () => {
  const { source } = sourceOf();
  const { source: noting, noted } = noteReads(source);
  void noting.read('Medication/1');
  expect(await answerFrom(noted).read('Medication/1')).toMatchObject({ ok: false });
});
