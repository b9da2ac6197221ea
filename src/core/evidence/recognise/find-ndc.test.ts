import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { terminology } from '../../../../test/support/terminology.js';
import { findNdc } from './find-ndc.js';

const find = (written: string): string | undefined =>
  findNdc(terminology.medications.ndc, written)?.code;

describe('findNdc', () => {
  test.each([
    ['65757-300-01', '65757030001'],
    ['65757-0300-01', '65757030001'],
    ['65757030001', '65757030001'],
    ['6575730001', '65757030001'],
    ['65757-300', '657570300'],
    ['65757-300-99', '657570300'],
    ['00406-1170-01', '004061170'],
    ['0406-1170-01', '004061170'],
    ['406-1170-01', '004061170'],
    ['0406117001', '004061170'],
    ['61392-0466-25', '613920466'],
    ['61392-466-25', '613920466'],
  ])('%s is %s', (written, code) => {
    expect(find(written)).toBe(code);
  });

  test.each(['', '65757', '6575', 'abc', '65757-300-01-1', '99999999999', '123456789012'])(
    '"%s" is none of ours',
    (written) => {
      expect(find(written)).toBeUndefined();
    },
  );

  test('each package is found in every layout that its zeros allow', () => {
    const packages = [...terminology.medications.ndc.keys()].filter(({ length }) => length === 11);
    fc.assert(
      fc.property(fc.constantFrom(...packages), (code) => {
        const labeler = code.slice(0, 5);
        const product = code.slice(5, 9);
        const pack = code.slice(9);
        const layouts = [
          code,
          `${labeler}-${product}-${pack}`,
          ...(labeler.startsWith('0')
            ? [`${labeler.slice(1)}-${product}-${pack}`, code.slice(1)]
            : []),
          ...(product.startsWith('0')
            ? [`${labeler}-${product.slice(1)}-${pack}`, labeler + product.slice(1) + pack]
            : []),
          ...(pack.startsWith('0') ? [`${labeler}-${product}-${pack.slice(1)}`] : []),
        ];
        for (const layout of layouts) expect(find(layout)).toBe(code);
      }),
    );
  });
});
