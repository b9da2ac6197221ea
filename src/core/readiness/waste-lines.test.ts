import { expect, test } from '@jest/globals';
import { wasteLines } from './waste-lines.js';

const VIAL = 380;

test('over doses of 1 to 1000 mg billed and discarded units are the content of the opened vials', () => {
  for (let dose = 1; dose <= 1000; dose += 1) {
    const lines = wasteLines(dose, VIAL);
    const vials = Math.ceil(dose / VIAL);
    expect(lines.reduce((sum, { units }) => sum + units, 0)).toBe(vials * VIAL);
    expect(lines[0]?.units).toBe(dose);
    expect(lines.every(({ units }) => units > 0)).toBe(true);
    const modifiers = lines.flatMap(({ modifier }) => modifier ?? []);
    expect(modifiers).toEqual([dose % VIAL === 0 ? 'JZ' : 'JW']);
  }
});

test.each([
  [380, [{ units: 380, modifier: 'JZ' }]],
  [
    379,
    [
      { units: 379, modifier: undefined },
      { units: 1, modifier: 'JW' },
    ],
  ],
  [
    300,
    [
      { units: 300, modifier: undefined },
      { units: 80, modifier: 'JW' },
    ],
  ],
  [
    381,
    [
      { units: 381, modifier: undefined },
      { units: 379, modifier: 'JW' },
    ],
  ],
  [379.5, [{ units: 380, modifier: 'JZ' }]],
])('%d mg of vials of 380 mg', (dose, lines) => {
  expect(wasteLines(dose, VIAL)).toEqual(lines);
});
