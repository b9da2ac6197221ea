import { describe, expect, test } from '@jest/globals';
import type { CodeableConcept, DiagnosticReport, Observation, ServiceRequest } from 'fhir/r4.js';
import { daysOf, evidenceReader, observed, row } from '../../../../test/support/evidence-reader.js';
import { theKnowledge } from '../../../../test/support/hook-parts.js';
import { readLiverEvidence } from './read-liver-evidence.js';

const loinc = (code: string): CodeableConcept => ({
  coding: [{ system: 'http://loinc.org', code }],
});
const ALT = loinc('1742-6');
const AST = loinc('1920-8');
const PANEL = loinc('24325-3');

let count = 0;
function undated(more: Partial<Observation> = {}): Observation {
  count += 1;
  return {
    resourceType: 'Observation',
    id: `o${count}`,
    status: 'final',
    code: ALT,
    valueQuantity: { value: 90, unit: 'U/L' },
    ...more,
  };
}

const alt = (more: Partial<Observation> = {}): Observation =>
  undated({ effectiveDateTime: '2026-11-10', ...more });

const panel = (members: readonly Observation[], more: Partial<Observation> = {}): Observation => ({
  ...undated({ code: PANEL }),
  hasMember: members.map(({ id }) => ({ reference: `Observation/${id ?? ''}` })),
  ...more,
});

const report = (more: Partial<DiagnosticReport> = {}): DiagnosticReport => ({
  resourceType: 'DiagnosticReport',
  id: 'r1',
  status: 'final',
  code: PANEL,
  ...more,
});

function read(
  observations: readonly Observation[],
  reports: readonly DiagnosticReport[] = [],
  serviceRequests: readonly ServiceRequest[] = [],
) {
  const { terminology, zone, now } = evidenceReader();
  return readLiverEvidence(
    {
      observations: observations.map((one) => observed(one)),
      reports: reports.map((one) => row(one)),
      serviceRequests: serviceRequests.map((one) => row(one)),
      diagnoses: [],
    },
    { terminology, zone, now, laboratory: theKnowledge().liverLaboratory, sex: 'male' },
  );
}

const shown = (...args: Parameters<typeof read>): readonly string[] =>
  read(...args).results.map(({ analyte, at, status, value }) =>
    [analyte, daysOf(at), status, value.readable ? value.reported?.value : value.why].join(' '),
  );

describe('which Observations are results (B2.2)', () => {
  test.each<[string, Partial<Observation>, readonly string[]]>([
    ['final', {}, ['alt 2026-11-10 final 90']],
    ['amended', { status: 'amended' }, ['alt 2026-11-10 corrected 90']],
    ['corrected', { status: 'corrected' }, ['alt 2026-11-10 corrected 90']],
    ['preliminary', { status: 'preliminary' }, ['alt 2026-11-10 preliminary 90']],
    ['registered', { status: 'registered' }, []],
    ['cancelled', { status: 'cancelled' }, []],
    ['entered in error', { status: 'entered-in-error' }, []],
    ['of unknown status', { status: 'unknown' }, []],
    [
      'without a status: raises, never clears',
      { status: undefined as unknown as 'final' },
      ['alt 2026-11-10 preliminary 90'],
    ],
    ['the AST/ALT ratio', { code: loinc('1916-6') }, []],
    [
      'direct bilirubin is not total',
      { code: loinc('1968-7'), valueQuantity: { value: 1, unit: 'mg/dL' } },
      ['bilirubin-direct 2026-11-10 final 1'],
    ],
    ['known by its name', { code: { text: 'ALT (SGPT)' } }, ['alt 2026-11-10 final local-code']],
    [
      'a local code beside the real one',
      { code: { coding: [{ system: 'urn:lab', code: 'X' }, ...(ALT.coding ?? [])] } },
      ['alt 2026-11-10 final 90'],
    ],
    ['another enzyme known by its name', { code: { text: 'GGT' } }, []],
    ['direct bilirubin known by its name', { code: { text: 'Direct bilirubin' } }, []],
  ])('%s', (_, more, expected) => {
    expect(shown([alt(more)])).toEqual(expected);
  });
});

describe('time (0.2, 0.4, B2.2)', () => {
  test.each<[string, Partial<Observation>, readonly string[]]>([
    [
      'a period ends',
      { effectivePeriod: { start: '2026-10-01', end: '2026-10-03' } },
      ['alt 2026-10-03 final 90'],
    ],
    ['an instant', { effectiveInstant: '2026-11-10T02:00:00Z' }, ['alt 2026-11-09 final 90']],
    [
      'a month is an interval, clipped at today',
      { effectiveDateTime: '2026-11' },
      ['alt 2026-11-01..2026-11-24 final 90'],
    ],
    ['only released', { issued: '2026-11-12T12:00:00Z' }, ['alt 2026-11-12 final 90']],
    [
      'up to 24 h ahead is now',
      { effectiveDateTime: '2026-11-25T14:00:00-05:00' },
      ['alt 2026-11-24 final 90'],
    ],
    ['tomorrow is now', { effectiveDateTime: '2026-11-25' }, ['alt 2026-11-24 final 90']],
    ['more than 24 h ahead', { effectiveDateTime: '2026-11-25T16:00:00-05:00' }, []],
    ['no date, raised', {}, ['alt 1970-01-01..2026-11-24 final undated']],
    [
      'no date, no limit to be normal by',
      { code: loinc('777-3'), valueQuantity: { value: 90, unit: '10*9/L' } },
      ['platelets 1970-01-01..2026-11-24 final undated'],
    ],
    ['no date, normal', { valueQuantity: { value: 20, unit: 'U/L' } }, []],
    [
      'no real date',
      { effectiveDateTime: '2026-02-30' },
      ['alt 1970-01-01..2026-11-24 final undated'],
    ],
  ])('%s', (_, more, expected) => {
    expect(shown([undated(more)])).toEqual(expected);
  });

  test('a result of next year is ignored and said', () => {
    const { results, futureDated } = read([alt({ id: 'x', effectiveDateTime: '2027-11-10' })]);
    expect(results).toEqual([]);
    expect(futureDated).toMatchObject([{ source: 'Observation/x' }]);
  });

  test('release time is low certainty, collection time is not', () => {
    const { results } = read([alt(), undated({ issued: '2026-11-12T12:00:00Z' })]);
    expect(results.map(({ lowCertainty }) => lowCertainty)).toEqual([false, true]);
  });
});

describe('panels (B2.4)', () => {
  test('components take status and time of their Observation', () => {
    const components = [
      { code: AST, valueQuantity: { value: 70, unit: 'U/L' } },
      { code: ALT, valueQuantity: { value: 90, unit: 'U/L' } },
    ];
    const { results } = read([
      panel([], {
        id: 'p',
        status: 'preliminary',
        effectiveDateTime: '2026-11-02',
        component: components,
      }),
    ]);
    expect(
      results.map(({ analyte, status, provenance }) => [analyte, status, provenance.source]),
    ).toEqual([
      ['ast', 'preliminary', 'Observation/p#1'],
      ['alt', 'preliminary', 'Observation/p#2'],
    ]);
  });

  test('a member without a time takes that of its panel, and keeps its own if it has one', () => {
    const timeless = undated();
    const dated = alt({ effectiveDateTime: '2026-11-08' });
    const whole = panel([timeless, dated], { effectiveDateTime: '2026-11-02' });
    expect(shown([timeless, dated, whole])).toEqual([
      'alt 2026-11-02 final 90',
      'alt 2026-11-08 final 90',
    ]);
  });

  test('a report names a panel that names the result', () => {
    const timeless = undated();
    const whole = panel([timeless], { id: 'p' });
    const above = report({
      effectiveDateTime: '2026-11-03',
      result: [{ reference: 'https://ehr.example/fhir/Observation/p/_history/2' }],
    });
    expect(shown([timeless, whole], [above])).toEqual(['alt 2026-11-03 final 90']);
  });

  test('panels that name each other end somewhere', () => {
    const one = panel([], { id: 'one', hasMember: [{ reference: 'Observation/two' }] });
    const two = panel([], { id: 'two', hasMember: [{ reference: 'Observation/one' }] });
    const timeless = undated({ id: 'm' });
    const of = { ...one, hasMember: [...(one.hasMember ?? []), { reference: 'Observation/m' }] };
    expect(shown([of, two, timeless])).toEqual(['alt 1970-01-01..2026-11-24 final undated']);
  });

  test('several panels of one result: the time lies within all of theirs', () => {
    const timeless = undated();
    const panels = ['2026-11-05', '2026-11-02', '2026-11-08'].map((effectiveDateTime) =>
      panel([timeless], { effectiveDateTime }),
    );
    expect(shown([timeless, ...panels])).toEqual(['alt 2026-11-02..2026-11-08 final 90']);
  });

  test('a panel three levels up is too far', () => {
    const timeless = undated();
    const one = panel([timeless]);
    const two = panel([one]);
    const three = panel([two], { effectiveDateTime: '2026-11-02' });
    expect(shown([timeless, one, two, three])).toEqual([
      'alt 1970-01-01..2026-11-24 final undated',
    ]);
  });

  test('a report is not the panel of the same id', () => {
    const timeless = undated();
    const above = report({ id: 'p', result: [{ reference: `Observation/${timeless.id ?? ''}` }] });
    const other = panel([], {
      effectiveDateTime: '2026-11-02',
      hasMember: [{ reference: 'Observation/p' }],
    });
    expect(shown([timeless, other], [above])).toEqual(['alt 1970-01-01..2026-11-24 final undated']);
  });

  test('an id alone is no reference', () => {
    const timeless = undated({ id: 'm' });
    const whole = panel([], { effectiveDateTime: '2026-11-02', hasMember: [{ reference: 'm' }] });
    expect(shown([timeless, whole])).toEqual(['alt 1970-01-01..2026-11-24 final undated']);
  });

  test('only Observations that stand in a report are results', () => {
    const inner = report({ id: undefined, code: ALT });
    const contained = [inner, undated({ id: undefined })] as DiagnosticReport['contained'];
    const { results } = read([], [report({ effectiveDateTime: '2026-11-03', contained })]);
    expect(results.map(({ provenance }) => provenance)).toEqual([
      { source: 'DiagnosticReport/r1#?', slice: 'laboratory', complete: true },
    ]);
  });

  test('results contained in a report take its time', () => {
    const inner = undated({ id: 'in' });
    const above = report({ effectiveDateTime: '2026-11-03', contained: [inner] });
    const { results } = read([], [above]);
    expect(shown([], [above])).toEqual(['alt 2026-11-03 final 90']);
    expect(results[0]?.provenance.source).toBe('DiagnosticReport/r1#in');
  });
});

describe('liver tests under way (B2.10)', () => {
  const order = (more: Partial<ServiceRequest>): ServiceRequest => ({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    subject: {},
    code: PANEL,
    ...more,
  });
  test.each<[string, Parameters<typeof read>, boolean]>([
    ['a registered panel', [[panel([], { status: 'registered' })]], true],
    ['a registered enzyme', [[alt({ status: 'registered' })]], true],
    ['a registered INR', [[alt({ status: 'registered', code: loinc('6301-6') })]], false],
    ['a registered report', [[], [report({ status: 'registered' })]], true],
    ['a final panel', [[panel([])], [report()]], false],
    ['an active order', [[], [], [order({})]], true],
    [
      'an active order by name',
      [[], [], [order({ code: { text: 'Hepatic function panel' } })]],
      true,
    ],
    ['a comprehensive metabolic panel', [[], [], [order({ code: loinc('24323-8') })]], true],
    ['a completed order', [[], [], [order({ status: 'completed' })]], false],
    ['a plan', [[], [], [order({ intent: 'plan' })]], false],
    ['an order not to', [[], [], [order({ doNotPerform: true })]], false],
    ['an order of something else', [[], [], [order({ code: { text: 'Chest X-ray' } })]], false],
  ])('%s', (_, chart, expected) => {
    expect(read(...chart).pending).toBe(expected);
  });
});

test('a chart of nonsense is read without a word', () => {
  const nonsense = {
    resourceType: 'Observation',
    status: 7,
    code: 'ALT',
    component: 'x',
    contained: [null, 3, { resourceType: 'Observation' }],
    hasMember: [null, { reference: 5 }],
  } as unknown as Observation;
  expect(shown([nonsense, { ...nonsense, status: 'final', code: ALT }])).toEqual([
    'alt 1970-01-01..2026-11-24 final undated',
  ]);
});
