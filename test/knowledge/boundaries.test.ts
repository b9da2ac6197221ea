import { beforeAll, describe, expect, test } from '@jest/globals';
import { explainFailure } from '../support/explain-failure.js';
import { theKnowledge } from '../support/hook-parts.js';
import {
  cardsOf,
  differencesOf,
  owners,
  type ReadyCase,
  readyCases,
  withNumber,
} from '../support/question-cases.js';
import { decideCase } from '../support/decide-case.js';

describe.each(owners().map((owner) => [owner.id, owner] as const))('%s', (_, owner) => {
  let cases: readonly ReadyCase[] = [];
  beforeAll(async () => {
    cases = await readyCases(owner);
  });

  test('its own cases are answered as it says', () => {
    const failures = cases.flatMap((one) => {
      const differences = differencesOf(one, theKnowledge());
      if (differences.length === 0) return [];
      const cards = cardsOf(decideCase(one.prepared, theKnowledge()));
      const title = `${owner.id}: ${one.written.name}`;
      return [explainFailure(title, one.sent, cards, differences)];
    });
    if (failures.length > 0) throw new Error(failures.join('\n'));
  });

  const numbers = Object.entries(owner.parameters);
  if (numbers.length === 0) return;
  // A number that no case notices is a number that nobody has checked.
  test.each(
    numbers.flatMap(([name, { value, step = 1, unit }]) => [
      { name, unit, value, changed: value + step },
      { name, unit, value, changed: value - step },
    ]),
  )('$name: $changed instead of $value $unit turns one of its cases red', ({ name, changed }) => {
    const other = withNumber(theKnowledge(), owner.id, name, changed);
    expect(cases.some((one) => differencesOf(one, other).length > 0)).toBe(true);
  });
});
