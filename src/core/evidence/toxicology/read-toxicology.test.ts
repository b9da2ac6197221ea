import { describe, expect, test } from '@jest/globals';
import type { DiagnosticReport, Observation, ServiceRequest } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed, row } from '../../../../test/support/evidence-reader.js';
import type { IdentifiedObservation } from '../identify-observations.js';
import { readToxicology } from './read-toxicology.js';

const reader = evidenceReader();
const loinc = (code: string): Observation['code'] => ({
  coding: [{ system: 'http://loinc.org', code }],
});
const OPIATES = '19295-5';
const OXYCODONE = '19642-8';
const FENTANYL = '59673-4';
const OXYCODONE_CONFIRMED = '77730-0';
const OXYMORPHONE_CONFIRMED = '77729-2';
const PANEL = '15401-3';

let count = 0;
function result(code: string, value: string, more: Partial<Observation> = {}): Observation {
  count += 1;
  return {
    resourceType: 'Observation',
    id: `t${count}`,
    status: 'final',
    code: loinc(code),
    effectiveDateTime: '2026-11-20T09:00:00-05:00',
    valueString: value,
    ...more,
  };
}

const read = (
  observations: readonly (Observation | IdentifiedObservation)[],
  reports: readonly DiagnosticReport[] = [],
  serviceRequests: readonly ServiceRequest[] = [],
) =>
  readToxicology(
    {
      observations: observations.map((one) => ('resource' in one ? one : observed(one))),
      reports: reports.map((one) => row(one)),
      serviceRequests: serviceRequests.map((one) => row(one)),
    },
    reader,
  );

const standings = (...args: Parameters<typeof read>) =>
  read(...args).raised.map(({ test: name, standing }) => `${name}: ${standing}`);

describe('refutation (6.4)', () => {
  const screen = result(OXYCODONE, 'Positive');
  const both = [OXYCODONE_CONFIRMED, OXYMORPHONE_CONFIRMED];

  test('every member confirmed negative at the same instant', () => {
    const confirmed = both.map((code) => result(code, 'Not detected'));
    expect(standings([screen, ...confirmed])).toEqual(['oxycodone screen: refuted']);
  });
  test('a member is missing', () => {
    const confirmed = [result(OXYCODONE_CONFIRMED, 'Not detected')];
    expect(standings([screen, ...confirmed])).toEqual(['oxycodone screen: stands']);
  });
  test('the same day without a time is not the same specimen', () => {
    const onDay = { effectiveDateTime: '2026-11-20' };
    const confirmed = both.map((code) => result(code, 'Not detected', onDay));
    expect(standings([result(OXYCODONE, 'Positive', onDay), ...confirmed])).toEqual([
      'oxycodone screen: stands',
    ]);
  });
  test('the same specimen, collected on a stated day only', () => {
    const specimen = { effectiveDateTime: '2026-11-20', specimen: { reference: 'Specimen/s1' } };
    const confirmed = both.map((code) => result(code, 'Not detected', specimen));
    expect(standings([result(OXYCODONE, 'Positive', specimen), ...confirmed])).toEqual([
      'oxycodone screen: refuted',
    ]);
  });
  test('confirmation by words alone, or in a partly known slice, refutes nothing', () => {
    const words = both.map((code) =>
      result(code, 'Not detected', {
        code: { text: 'Oxycodone and oxymorphone confirmation, urine' },
      }),
    );
    const partial = both.map((code) => observed(result(code, 'Not detected'), false));
    expect(standings([screen, ...words])).toEqual(['oxycodone screen: stands']);
    expect(standings([screen, ...partial])).toEqual(['oxycodone screen: stands']);
  });
  test('a class confirmation without named members refutes nothing', () => {
    expect(standings([result(OPIATES, 'Positive'), result('8218-0', 'Negative')])).toEqual([
      'opiates screen: stands',
    ]);
  });
  test('contained specimens of two Observations may share a name', () => {
    const own = { effectiveDateTime: '2026-11-20', specimen: { reference: '#s1' } };
    const confirmed = both.map((code) => result(code, 'Not detected', own));
    expect(standings([result(OXYCODONE, 'Positive', own), ...confirmed])).toEqual([
      'oxycodone screen: stands',
    ]);
  });
  test.each([
    ['absolute and relative', { reference: 'https://ehr.example/fhir/Specimen/s1' }, 'refuted'],
    ['another one', { reference: 'Specimen/s2' }, 'stands'],
    ['a name without a reference', { display: 'urine' }, 'stands'],
  ])('specimen reference, %s', (_, specimen, expected) => {
    const onDay = { effectiveDateTime: '2026-11-20' };
    const positive = result(OXYCODONE, 'Positive', {
      ...onDay,
      specimen: { reference: 'Specimen/s1' },
    });
    const confirmed = both.map((code) => result(code, 'Not detected', { ...onDay, specimen }));
    expect(standings([positive, ...confirmed])).toEqual([`oxycodone screen: ${expected}`]);
  });
  test('a screen that finds nothing refutes no screen of the same specimen', () => {
    expect(standings([result('19710-3', 'Positive'), result('19710-3', 'Negative')])).toEqual([
      'tramadol screen: stands',
    ]);
  });
  test('a confirmed positive is not refuted', () => {
    const confirmed = both.map((code) => result(code, 'Not detected'));
    expect(standings([result(OXYCODONE_CONFIRMED, 'Positive'), ...confirmed])).toEqual([
      'oxycodone confirmation: stands',
    ]);
  });
});

describe('a negative of a later day (6.4)', () => {
  const positive = result(FENTANYL, 'Positive');
  const negative = (effectiveDateTime: string, more: Partial<Observation> = {}) =>
    result(FENTANYL, 'Negative', { effectiveDateTime, ...more });

  test.each([
    ['the next day', negative('2026-11-21'), 'followed-by-negative'],
    ['later on the same day', negative('2026-11-20T23:00:00-05:00'), 'stands'],
    ['preliminary', negative('2026-11-22', { status: 'preliminary' }), 'stands'],
    ['a month that holds earlier days too', negative('2026-11'), 'stands'],
    ['dated by its report only', negative('', { issued: '2026-11-22T09:00:00-05:00' }), 'stands'],
    ['dilute', negative('2026-11-22', { note: [{ text: 'Specimen dilute.' }] }), 'stands'],
    [
      'of another analyte',
      result(OPIATES, 'Negative', { effectiveDateTime: '2026-11-22' }),
      'stands',
    ],
  ])('%s: %s', (_, later, expected) => {
    expect(standings([positive, later])).toEqual([`fentanyl screen: ${expected}`]);
  });
});

test('a positive without a date is followed by nothing', () => {
  const undated = result(FENTANYL, 'Positive', { effectiveDateTime: '' });
  expect(standings([undated, result(FENTANYL, 'Negative')])).toEqual(['fentanyl screen: stands']);
});

describe('later negatives of the members of a class (6.4)', () => {
  const positive = result(OXYCODONE, 'Positive');
  const later = (code: string) => result(code, 'Negative', { effectiveDateTime: '2026-11-22' });

  test('every member confirmed', () => {
    expect(standings([positive, later(OXYCODONE_CONFIRMED), later(OXYMORPHONE_CONFIRMED)])).toEqual(
      ['oxycodone screen: followed-by-negative'],
    );
  });
  test('a member is missing', () => {
    expect(standings([positive, later(OXYMORPHONE_CONFIRMED)])).toEqual([
      'oxycodone screen: stands',
    ]);
  });
  test('one analyte of a test for two is not enough', () => {
    expect(standings([result('58379-9', 'Positive'), later(FENTANYL)])).toEqual([
      'fentanyl screen: stands',
    ]);
  });
});

describe('preliminary results', () => {
  const preliminary = result(FENTANYL, 'Positive', { status: 'preliminary' });

  test('a final result of the same instant replaces it', () => {
    expect(standings([preliminary, result(FENTANYL, 'Negative')])).toEqual([
      'fentanyl screen: replaced-by-final',
    ]);
  });
  test.each([
    ['a final positive', result(FENTANYL, 'Positive'), true],
    [
      'another preliminary positive',
      result(FENTANYL, 'Positive', { status: 'preliminary' }),
      false,
    ],
    ['a final result that cannot be read', result(FENTANYL, '180'), false],
  ])('replaced by %s: %s', (_, other, replaced) => {
    expect(standings([preliminary, other])[0]).toBe(
      `fentanyl screen: ${replaced ? 'replaced-by-final' : 'stands'}`,
    );
  });
  test('a final result of another drug does not', () => {
    expect(standings([preliminary, result(OPIATES, 'Negative')])).toEqual([
      'fentanyl screen: stands',
    ]);
  });
});

describe('specimens (6.3)', () => {
  const negative = result(FENTANYL, 'Negative');
  const creatinine = (value: number, unit: string) =>
    result('2161-8', '', { valueQuantity: { value, unit }, effectiveDateTime: '2026-11-20' });

  test.each([
    ['creatinine 20 mg/dL', creatinine(20, 'mg/dL'), true],
    ['creatinine 19.9 mg/dL', creatinine(19.9, 'mg/dL'), false],
    ['creatinine 1.77 mmol/L', creatinine(1.77, 'mmol/L'), true],
    ['creatinine 1.76 mmol/L', creatinine(1.76, 'mmol/L'), false],
    [
      'specimen validity: invalid',
      result('x', 'Invalid', { code: { text: 'Specimen validity' } }),
      false,
    ],
    ['creatinine 19 without a unit', creatinine(19, ''), false],
    ['creatinine 21 without a unit', creatinine(21, ''), true],
    ['creatinine in words', result('2161-8', 'See note'), true],
    ['a specific gravity is no creatinine', result('5811-5', '1.010'), true],
    [
      'specimen integrity by its interpretation alone',
      result('x', '', {
        code: { text: 'Specimen integrity' },
        interpretation: [{ text: 'Unsuitable' }],
      }),
      false,
    ],
    [
      'specimen validity: not dilute',
      result('x', 'Not dilute', { code: { text: 'Specimen validity' } }),
      true,
    ],
    [
      'a drug test not done, specimen rejected',
      result(OPIATES, '', {
        dataAbsentReason: { text: 'Specimen rejected' },
      }),
      false,
    ],
    [
      'a drug test with a coded value that says so',
      result(OPIATES, '', {
        valueCodeableConcept: { coding: [{ code: 'x', display: 'Adulterated' }] },
      }),
      false,
    ],
    [
      'a dilute creatinine among several components',
      result(PANEL, '', {
        component: [
          { code: loinc(OPIATES), valueString: 'Negative' },
          { code: loinc('2161-8'), valueQuantity: { value: 10, unit: 'mg/dL' } },
        ],
      }),
      false,
      2,
    ],
    [
      'a component about the specimen itself',
      result(PANEL, '', {
        component: [
          { code: loinc(OPIATES), valueString: 'Negative' },
          { code: { text: 'Specimen validity' }, valueString: 'Invalid' },
        ],
      }),
      false,
      2,
    ],
    [
      'a component whose result says so',
      result(PANEL, '', {
        component: [
          { code: loinc(OPIATES), valueString: 'Negative' },
          { code: loinc(OXYCODONE), interpretation: [{ text: 'Dilute' }] },
        ],
      }),
      false,
      2,
    ],
    [
      'a dilute specimen of another day and without a reference',
      result(OPIATES, 'Dilute', {
        effectiveDateTime: '2026-11-19',
      }),
      true,
    ],
    ['a rejected specimen of another kind', result('2823-3', 'Rejected: hemolyzed'), true],
  ])('%s', (_, other, valid, negatives = 1) => {
    const { clearing, invalidSpecimens } = read([negative, other]);
    expect([clearing.length, invalidSpecimens.length]).toEqual(
      valid ? [negatives, 0] : [0, negatives],
    );
  });
  test('a specimen is unfit by its reference alone, and no other one with it', () => {
    const ofSpecimen = (id: string) => ({
      effectiveDateTime: '2026-11-18',
      specimen: { reference: `Specimen/${id}` },
    });
    const unfit = result('x', 'Invalid', {
      code: { text: 'Specimen validity' },
      effectiveDateTime: '',
      specimen: { reference: 'Specimen/s1' },
    });
    const { clearing, invalidSpecimens } = read([
      unfit,
      result(FENTANYL, 'Negative', ofSpecimen('s1')),
      result(OPIATES, 'Negative', ofSpecimen('s2')),
    ]);
    expect(clearing.map(({ analyte }) => analyte)).toEqual(['opiates']);
    expect(invalidSpecimens.map(({ analyte }) => analyte)).toEqual(['fentanyl']);
  });
  test('a positive of a dilute specimen stays positive', () => {
    expect(standings([result(FENTANYL, 'Positive'), creatinine(5, 'mg/dL')])).toEqual([
      'fentanyl screen: stands',
    ]);
  });
});

describe('where results stand', () => {
  test('components take status, time and specimen of their Observation', () => {
    const panel = result(PANEL, '', {
      valueString: undefined as never,
      specimen: { reference: 'Specimen/s1' },
      component: [
        { code: loinc(OPIATES), valueString: 'Negative' },
        { code: loinc(FENTANYL), valueString: 'Positive' },
      ],
    });
    const { clearing, raised } = read([panel]);
    expect(clearing.map(({ test: name }) => name)).toEqual(['opiates screen']);
    expect(
      raised.map(({ specimen, provenance, collected }) => [
        specimen,
        provenance.source,
        daysOf(collected),
      ]),
    ).toEqual([['Specimen/s1', `Observation/${panel.id ?? ''}#2`, '2026-11-20']]);
  });
  test('members take the time of their panel, results that of their report', () => {
    const undatedResult = (id: string) => ({
      ...result(FENTANYL, 'Positive', { id }),
      effectiveDateTime: '',
    });
    const panel = result(PANEL, '', { hasMember: [{ reference: 'Observation/a' }] });
    const report: DiagnosticReport = {
      resourceType: 'DiagnosticReport',
      id: 'r1',
      status: 'final',
      code: loinc(PANEL),
      effectiveDateTime: '2026-11-18',
      result: [{ reference: 'https://ehr.example/fhir/Observation/b' }, { reference: '#c' }],
      contained: [undatedResult('c')],
    };
    const { raised } = read([undatedResult('a'), undatedResult('b'), panel], [report]);
    expect(
      raised.map(({ provenance, collected }) => [provenance.source, daysOf(collected)]),
    ).toEqual([
      ['Observation/a', '2026-11-20'],
      ['Observation/b', '2026-11-18'],
      ['DiagnosticReport/r1#c', '2026-11-18'],
    ]);
  });
  test.each([
    ['without members', {}],
    ['whose members are not there', { hasMember: [{ reference: 'Observation/elsewhere' }] }],
    ['whose members nobody reads', { hasMember: [{ reference: '#m' }] }],
  ])('a positive panel %s names no drug and is unreadable', (_, differing) => {
    const { raised } = read([result(PANEL, 'Positive', differing), result(OPIATES, 'Negative')]);
    expect(raised.map(({ result: found }) => found)).toEqual(['unreadable']);
  });
  test.each([
    ['negative', result(PANEL, 'Negative')],
    ['with a member', result(PANEL, 'Positive', { hasMember: [{ reference: 'Observation/m' }] })],
    ['with components', result(PANEL, 'Positive', { component: [{ code: loinc('2161-8') }] })],
  ])('a panel %s has no result of its own', (_, panel) => {
    const member = { ...result(OPIATES, 'Negative'), id: 'm' };
    expect(read([panel, member]).raised).toEqual([]);
  });
  test('nor has one in a report beside its members', () => {
    const panel = result(PANEL, 'Positive', { hasMember: [{ reference: '#m' }] });
    const report: DiagnosticReport = {
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      code: loinc(PANEL),
      contained: [panel, { ...result(OPIATES, 'Negative'), id: 'm' }],
    };
    expect(read([], [report]).raised).toEqual([]);
  });
  test.each(['cancelled', 'unknown', 'entered-in-error'] as const)('%s is no result', (status) => {
    const { raised, clearing } = read([
      result(FENTANYL, 'Positive', { status }),
      result(OPIATES, 'Negative', { status }),
    ]);
    expect([raised, clearing]).toEqual([[], []]);
  });
  test('a result with components keeps its own', () => {
    const both = result(FENTANYL, 'Positive', {
      component: [{ code: loinc(OPIATES), valueString: 'Positive' }],
    });
    expect(read([both]).raised.map(({ analyte }) => analyte)).toEqual(['fentanyl', 'opiates']);
  });
  test.each([
    [0, []],
    [12, ['positive']],
  ])('a confirmation in relation to creatinine, %s', (value, expected) => {
    const found = read([result('58380-7', '', { valueQuantity: { value, unit: 'ug/g' } })]).raised;
    expect(found.map((one) => one.result)).toEqual(expected);
  });
  test('cut-offs and assays for naltrexone are no results', () => {
    expect(read([result('19380-5', 'Positive'), result('19609-7', 'Positive')]).raised).toEqual([]);
  });
});

describe('time', () => {
  test.each([
    ['none', { effectiveDateTime: '' }, 'undated', undefined],
    ['two days ahead', { effectiveDateTime: '2026-11-26T16:00:00-05:00' }, 'future', undefined],
    [
      'some hours ahead counts as now',
      { effectiveDateTime: '2026-11-25T10:00:00-05:00' },
      'collected',
      '2026-11-24',
    ],
    ['a month ends now', { effectiveDateTime: '2026-11' }, 'collected', '2026-11-01..2026-11-24'],
    [
      'issued only',
      { effectiveDateTime: '', issued: '2026-11-22T09:00:00-05:00' },
      'issued',
      '2026-11-22',
    ],
  ])('%s', (_, more, dating, days) => {
    const [raised] = read([result(FENTANYL, 'Positive', more)]).raised;
    expect([raised?.dating, daysOf(raised?.collected)]).toEqual([dating, days]);
  });
});

describe('pending', () => {
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    code: loinc(PANEL),
    subject: { reference: 'Patient/p1' },
  };
  test('a registered result or an active order', () => {
    expect(read([result(PANEL, '', { status: 'registered' })]).pending).toBe(true);
    expect(read([], [], [order]).pending).toBe(true);
    expect(read([], [], [{ ...order, status: 'completed' }]).pending).toBe(false);
    expect(read([]).pending).toBe(false);
  });
  test.each([
    ['urine creatinine alone', result('2161-8', '', { status: 'registered' }), false],
    [
      'creatinine and fentanyl',
      result('2161-8', '', {
        status: 'registered',
        component: [{ code: loinc('2161-8') }, { code: loinc(FENTANYL) }],
      }),
      true,
    ],
  ])('registered: %s', (_, registered, pending) => {
    expect(read([registered]).pending).toBe(pending);
  });
  test.each([
    ['an order not to test', { doNotPerform: true }],
    ['an order for another test', { code: loinc('1742-6') }],
  ])('%s', (_, more) => {
    expect(read([], [], [{ ...order, ...more }]).pending).toBe(false);
  });
});

test('malformed resources throw nothing', () => {
  const odd = [
    {
      resourceType: 'Observation',
      status: 'final',
      code: 'x',
      component: [null, 'y', { code: null }],
    },
    {
      resourceType: 'Observation',
      status: 5,
      code: loinc(FENTANYL),
      effectivePeriod: 'z',
      specimen: [],
      note: 'n',
    },
    {
      ...result(FENTANYL, 'Positive'),
      effectiveDateTime: 7,
      hasMember: { reference: 9 },
      specimen: null,
    },
  ] as unknown as Observation[];
  expect(read(odd).raised).toHaveLength(1);
});
