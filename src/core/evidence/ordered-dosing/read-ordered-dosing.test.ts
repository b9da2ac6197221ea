import { describe, expect, test } from '@jest/globals';
import type { Dosage, MedicationRequest } from 'fhir/r4.js';
import { terminology } from '../../../../test/support/terminology.js';
import { readOrderedDosing } from './read-ordered-dosing.js';

const SNOMED = 'http://snomed.info/sct';
const order = (dosage: Dosage, differing: Partial<MedicationRequest> = {}): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  dosageInstruction: [dosage],
  ...differing,
});
const read = (dosage: Dosage) =>
  readOrderedDosing(terminology, order(dosage), undefined).instructions[0];

describe('route', () => {
  test.each<[string, Dosage, string[]]>([
    ['a code', { route: { coding: [{ system: SNOMED, code: '47625008' }] } }, ['intravenous']],
    ['words of the element', { route: { text: 'by mouth' } }, ['oral']],
    [
      'codes that disagree',
      {
        route: {
          coding: [
            { system: SNOMED, code: '78421000' },
            { system: SNOMED, code: '34206005' },
          ],
        },
      },
      ['intramuscular', 'subcutaneous'],
    ],
    ['dosage text', { text: 'Inject 380 mg IV every 4 weeks' }, ['intravenous']],
    ['the element before the text', { route: { text: 'IM' }, text: 'not IV' }, ['intramuscular']],
    ['dosage text that names the right route', { text: '380 mg IM, not SC' }, ['intramuscular']],
    ['oral in a dosage text', { text: 'Take 380 mg by mouth monthly' }, ['oral']],
    ['oral beside the injection', { text: 'Monthly injection; stop oral tablets' }, []],
    ['ID as an abbreviation', { text: 'Check patient ID, inject monthly' }, []],
    ['nothing', {}, []],
  ])('by %s', (_, dosage, routes) => {
    expect(read(dosage)?.routes).toEqual(routes);
  });
});

describe('site', () => {
  test.each<[string, Dosage, string[]]>([
    ['a code alone', { site: { coding: [{ system: SNOMED, code: '368208006' }] } }, ['upper arm']],
    ['a gluteal code', { site: { coding: [{ system: SNOMED, code: '46862004' }] } }, ['gluteal']],
    ['words', { site: { text: 'Left deltoid' } }, ['upper arm']],
    ['dosage text', { text: 'IM into the vastus lateralis' }, ['thigh']],
    ['the element before the text', { site: { text: 'glut' }, text: 'no arm' }, ['gluteal']],
    ['nothing', { text: 'IM once a month' }, []],
  ])('by %s', (_, dosage, sites) => {
    expect(read(dosage)?.sites).toEqual(sites);
  });
});

describe('dose', () => {
  const dosed = (value: number, unit: string): Dosage => ({
    doseAndRate: [{ doseQuantity: { value, unit } }],
  });
  test.each<[string, Dosage, object | undefined]>([
    ['milligrams', dosed(380, 'mg'), { value: 380, unit: 'mg' }],
    ['grams', dosed(0.38, 'g'), { value: 380, unit: 'mg' }],
    ['millilitres', dosed(4, 'mL'), { value: 4, unit: 'millilitre' }],
    ['a vial', dosed(1, '{vial}'), { value: 1, unit: 'container' }],
    ['kits', dosed(2, 'kits'), { value: 2, unit: 'container' }],
    ['a unit that says nothing', dosed(1, 'each'), undefined],
    ['the one strength of the text', { text: 'Inject 190 mg IM' }, { value: 190, unit: 'mg' }],
    ['several strengths', { text: '380 mg IM, tablets of 50 mg stopped' }, undefined],
    ['nothing', {}, undefined],
  ])('in %s', (_, dosage, dose) => {
    expect(read(dosage)?.dose).toEqual(dose);
  });
});

describe('interval', () => {
  const every = (repeat: object): Dosage => ({ timing: { repeat } });
  test.each<[string, Dosage, number | undefined]>([
    ['28 days', every({ frequency: 1, period: 28, periodUnit: 'd' }), 28],
    ['4 weeks, no frequency', every({ period: 4, periodUnit: 'wk' }), 28],
    ['a month', every({ frequency: 1, period: 1, periodUnit: 'mo' }), 30],
    ['672 hours', every({ frequency: 1, period: 672, periodUnit: 'h' }), 28],
    ['twice in four weeks', every({ frequency: 2, period: 4, periodUnit: 'wk' }), 14],
    [
      'up to two in four weeks',
      every({ frequency: 1, frequencyMax: 2, period: 4, periodUnit: 'wk' }),
      14,
    ],
    ['a single dose', every({ count: 1, frequency: 1, period: 1, periodUnit: 'd' }), undefined],
    ['no period', every({ frequency: 1 }), undefined],
    ['the code BID', { timing: { code: { coding: [{ code: 'BID' }] } } }, 0.5],
    ['the code QW', { timing: { code: { coding: [{ code: 'QW' }] } } }, 7],
    ['the code Q4W', { timing: { code: { coding: [{ code: 'Q4W' }] } } }, 28],
    ['words of the code', { timing: { code: { text: 'every two weeks' } } }, 14],
    ['the dosage text', { text: '380 mg IM every 3 weeks' }, 21],
    ['the longest in the text', { text: 'Inject monthly, call weekly' }, 30],
    ['nothing', { text: '380 mg IM' }, undefined],
  ])('%s', (_, dosage, days) => {
    const interval = read(dosage)?.intervalDays;
    if (days === undefined) expect(interval).toBeUndefined();
    else expect(interval).toBeCloseTo(days, 9);
  });
});

test('a service orders by its site and timing', () => {
  const { instructions } = readOrderedDosing(
    terminology,
    {
      resourceType: 'ServiceRequest',
      status: 'draft',
      intent: 'order',
      subject: { reference: 'Patient/p' },
      bodySite: [{ text: 'left arm' }],
      occurrenceTiming: { repeat: { frequency: 1, period: 2, periodUnit: 'wk' } },
    },
    undefined,
  );
  expect(instructions).toMatchObject([{ sites: ['upper arm'], intervalDays: 14 }]);
});

test.each<[string, Partial<MedicationRequest>, string | undefined, boolean]>([
  ['the name', {}, 'naltrexone 25 mg tablet, oral challenge', true],
  ['a dosage', { dosageInstruction: [{ text: 'one test dose, then the depot' }] }, undefined, true],
  ['a note', { note: [{ text: 'challenge before the depot' }] }, undefined, true],
  ['nowhere', {}, 'naltrexone 50 mg tablet', false],
])('a test dose by the words of %s', (_, differing, name, expected) => {
  const medication = name === undefined ? undefined : { text: name };
  expect(readOrderedDosing(terminology, order({}, differing), medication).testDose).toBe(expected);
});
