import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DecisionRow } from '../../store/store.js';
import { lineOf, readLines } from './spool-lines.js';

const rows = Array.from({ length: 5 }, (_, index): DecisionRow => ({
  ...{ writer: 'w', sequence: index + 1, digest: 'd', previous: 'p', recordedAt: 7 },
  ...{ decision: 'x', client: 'mercy', patient: 'm', cards: [], record: 'ä\\n\n"' },
  snapshot: index === 2 ? Buffer.from([0, 10, 255]) : undefined,
}));
const written = Buffer.from(rows.map(lineOf).join(''));

test('wherever a file was cut off, the whole lines before are read, and nothing else', () => {
  for (let end = 0; end <= written.length; end += 1) {
    const part = written.subarray(0, end);
    const whole = part.toString('latin1').split('\n').length - 1;
    expect(readLines(part)).toEqual({ rows: rows.slice(0, whole), damaged: [] });
  }
});

test('whatever byte was changed, no row is read that was not written, and two lines at most are damaged', () => {
  fc.assert(
    fc.property(fc.nat(written.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
      const changed = Buffer.from(written);
      changed[place] = changed[place]! ^ change;
      const read = readLines(changed);
      for (const row of read.rows) expect(rows).toContainEqual(row);
      expect(read.rows.length).toBeGreaterThanOrEqual(rows.length - 2);
      expect(read.damaged.length).toBeLessThanOrEqual(2);
    }),
  );
});
