import { expect, test } from '@jest/globals';
import { theKnowledge } from '../../../test/support/hook-parts.js';

const { units, analytes } = theKnowledge().liverLaboratory;

test.each(Object.entries(units))(
  '%s: every unit has one factor, every spelling one unit',
  (_, table) => {
    for (const { multiplyBy, divideBy } of table.accepted) {
      expect([multiplyBy, divideBy].filter((factor) => factor !== undefined)).toHaveLength(1);
    }
    const spellings = table.accepted.flatMap((unit) => unit.spellings);
    expect(new Set(spellings).size).toBe(spellings.length);
    const canonical = table.accepted.find((unit) => unit.spellings.includes(table.canonical));
    expect(canonical?.multiplyBy).toBe(1);
  },
);

test('every analyte has its table of units, and every table is used', () => {
  const used = new Set(Object.values(analytes).map((analyte) => analyte.units));
  // Body weight is no analyte: `read-body-weights.ts` takes its table by name.
  expect([...used, 'weight'].sort()).toEqual(Object.keys(units).sort());
});

test('the default limits are of a size that a limit may have', () => {
  for (const { upperLimit, plausibleUpperLimit } of Object.values(analytes)) {
    if (upperLimit === undefined || plausibleUpperLimit === undefined) continue;
    for (const high of [upperLimit.female, upperLimit.male]) {
      expect(high).toBeGreaterThanOrEqual(plausibleUpperLimit.low);
      expect(high).toBeLessThanOrEqual(plausibleUpperLimit.high);
    }
  }
});
