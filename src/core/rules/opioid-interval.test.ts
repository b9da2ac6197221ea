import { describe, expect, test } from '@jest/globals';
import { between, daysAgo, exposure, seen, TODAY } from '../../../test/support/clinical-facts.js';
import { OPIOID_NUMBERS, positive, ruleInput } from '../../../test/support/opioid-judging.js';
import type { Exposure } from '../evidence/exposure.js';
import type { ClearingResult } from '../evidence/toxicology.js';
import { exactly } from '../time/instant.js';
import { opioidInterval } from './opioid-interval.js';

const judge = (...exposures: readonly Exposure[]) =>
  opioidInterval.judge(ruleInput({ exposures }), OPIOID_NUMBERS);
const outcomes = (...exposures: readonly Exposure[]) =>
  judge(...exposures).map(({ outcome }) => outcome);
const used = (days: number, differing: Partial<Exposure> = {}) =>
  exposure({
    last: exactly(daysAgo(days)),
    provenance: seen(`MedicationDispense/${String(days)}`),
    ...differing,
  });

test('too short: what, since when, both limits and where it stands', () => {
  expect(judge(exposure())).toEqual([
    {
      outcome: 'too-short',
      subject: 'oxycodone',
      evidence: [seen()],
      values: {
        opioid: { kind: 'text', text: 'oxycodone' },
        product: { kind: 'text', text: 'oxycodone 5 mg tablet' },
        source: { kind: 'term', term: 'source.dispense' },
        basis: { kind: 'term', term: 'window.short-acting' },
        last: { kind: 'span', earliest: TODAY - 5, latest: TODAY - 5 },
        days: { kind: 'number', value: 5 },
        minimum: { kind: 'number', value: 7 },
        earliestDate: { kind: 'day', day: TODAY + 5 },
      },
      dates: { notBefore: TODAY + 2, earliest: TODAY + 5 },
    },
  ]);
});

test.each<[string, Exposure, string[]]>([
  ['a possible use', used(2, { certainty: 'possible' }), []],
  ['a use without a date', exposure({ last: undefined }), []],
  ['a date too vague for critical', exposure({ last: between(300, 3) }), []],
  ['use without an end', exposure({ last: undefined, ongoing: true }), ['open-ended']],
  ['a supply that runs', used(-4), ['supply-running']],
])('%s', (_, one, expected) => {
  expect(outcomes(one)).toEqual(expected);
});

describe('several courses of one drug', () => {
  test('the worst first, whatever their order in the chart', () => {
    const all = [used(8), used(3), used(-4), exposure({ ongoing: true, last: undefined })];
    const sorted = ['open-ended', 'supply-running', 'too-short', 'borderline'];
    expect(outcomes(...all)).toEqual(sorted);
    expect(outcomes(...all.toReversed())).toEqual(sorted);
  });
  test('two without an end are one finding', () => {
    const open = { ongoing: true, last: undefined };
    expect(
      judge(
        exposure({ ...open, provenance: seen('b') }),
        exposure({ ...open, provenance: seen('a') }),
      ),
    ).toMatchObject([{ outcome: 'open-ended', evidence: [seen('a'), seen('b')], dates: 'never' }]);
  });
  test.each<[string, Exposure, Exposure, number, number]>([
    ['the newer day speaks', used(3), used(5), 3, 7],
    ['the later date speaks', used(5, { exposureClass: 'extended-release' }), used(3), 5, 9],
    ['of equal dates the newer day', used(6, { exposureClass: 'extended-release' }), used(2), 2, 8],
  ])('%s', (_, one, other, days, ahead) => {
    for (const exposures of [
      [one, other],
      [other, one],
    ]) {
      const [verdict, ...more] = judge(...exposures);
      expect(more).toEqual([]);
      expect(verdict?.values).toMatchObject({ days: { value: days } });
      expect(verdict?.evidence).toHaveLength(2);
      expect(verdict?.dates).toMatchObject({ earliest: TODAY + ahead });
    }
  });
});

describe('illicit fentanyl is not cleared by time alone', () => {
  const illicit = (days: number) => used(days, { ingredient: 'fentanyl', illicit: true });
  const negative = (days: number, covers = ['fentanyl']) =>
    positive({ covers, collected: exactly(daysAgo(days)) }) as unknown as ClearingResult;
  const judgeBeside = (one: Exposure, ...clearing: readonly ClearingResult[]) =>
    opioidInterval.judge(
      ruleInput({
        exposures: [one],
        toxicology: { raised: [], clearing, invalidSpecimens: [], panel: [], pending: false },
      }),
      OPIOID_NUMBERS,
    );
  test.each<[string, Exposure, ClearingResult[], string[]]>([
    ['13 days ago', illicit(13), [], ['borderline']],
    ['14 days ago', illicit(14), [], ['illicit-unproven']],
    ['29 days ago', illicit(29), [], ['illicit-unproven']],
    ['30 days ago', illicit(30), [], []],
    ['with a negative of 3 days ago', illicit(20), [negative(3)], []],
    ['with a negative of 4 days ago', illicit(20), [negative(4)], ['illicit-unproven']],
    ['with a negative for opiates', illicit(20), [negative(1, ['morphine'])], ['illicit-unproven']],
    ['prescribed fentanyl', used(20, { ingredient: 'fentanyl' }), [], []],
  ])('%s', (_, one, clearing, expected) => {
    expect(judgeBeside(one, ...clearing).map(({ outcome }) => outcome)).toEqual(expected);
  });
  test('no date is given: a test clears it', () => {
    const [verdict] = judgeBeside(illicit(20));
    expect(verdict).toMatchObject({
      subject: 'fentanyl',
      evidence: [seen('MedicationDispense/20')],
      values: { days: { value: 20 }, last: { latest: TODAY - 20 } },
    });
    expect(verdict?.dates).toBeUndefined();
  });
});
