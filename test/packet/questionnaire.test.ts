import { describe, expect, test } from '@jest/globals';
import { fhirProblems } from '../support/fhir-problems.js';
import { chartOf, packetKnowledge, packetOf, requestOf } from '../support/packet-of.js';

const ORIGIN = 'http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin';
const OURS = 'https://naltrexone-cds.org/fhir/StructureDefinition';

interface Answered {
  readonly linkId: string;
  readonly value: unknown;
  readonly sources: readonly string[];
  readonly reported: boolean;
  readonly origin: unknown;
}

/** All answers of a response, in its order. */
function answersIn(items: readonly any[] = []): readonly Answered[] {
  return items.flatMap(({ linkId, answer = [], item }) => [
    ...answer.map(({ extension, ...value }: any) => ({
      linkId,
      value: Object.values(value)[0],
      sources: extension
        .filter(({ url }: any) => url === `${OURS}/answer-source`)
        .map(({ valueReference }: any) => valueReference.reference),
      reported: extension.some(({ url }: any) => url === `${OURS}/patient-reported`),
      origin: extension.find(({ url }: any) => url === ORIGIN),
    })),
    ...answersIn(item),
  ]);
}

const quantity = (value: number, unit: string) => ({ value, unit });
const sct = (code: string, display: string) => ({
  system: 'http://snomed.info/sct',
  code,
  display,
});
const ours = (code: string, display: string) => ({
  system: 'https://naltrexone-cds.org/fhir/CodeSystem/naltrexone-documentation',
  code,
  display,
});
const urine = ['opiates', 'oxycodone', 'fentanyl', 'methadone', 'buprenorphine'];

/** By hand, from the chart. */
const ROSA: readonly (readonly [string, unknown, string | readonly string[]])[] = [
  [
    'indication.diagnosis',
    {
      system: 'http://hl7.org/fhir/sid/icd-10-cm',
      code: 'F11.20',
      display: 'Opioid dependence, uncomplicated',
    },
    'Condition/rosa-oud',
  ],
  ['indication.severity', sct('24484000', 'Severe'), 'Condition/rosa-oud'],
  ['last-opioid-use.date', '2026-10-30', 'Observation/rosa-last-opioid'],
  ['last-opioid-use.substance', 'heroin', 'Observation/rosa-last-opioid'],
  [
    'drug-test.result',
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
      code: 'NEG',
      display: 'Negative',
    },
    urine.map((name) => `Observation/rosa-urine-${name}`),
  ],
  ['drug-test.date', '2026-11-23', urine.map((name) => `Observation/rosa-urine-${name}`)],
  ...['buprenorphine', 'fentanyl', 'methadone', 'opiates', 'oxycodone'].map(
    (name) =>
      ['drug-test.substances', name, urine.map((one) => `Observation/rosa-urine-${one}`)] as const,
  ),
  ['drug-test.fentanyl', true, 'Observation/rosa-urine-fentanyl'],
  [
    'naloxone-challenge.outcome',
    ours('challenge-no-withdrawal', 'No sign of withdrawal'),
    'Observation/rosa-challenge',
  ],
  ['naloxone-challenge.date', '2026-11-24', 'Observation/rosa-challenge'],
  ['withdrawal-score.total', 1, 'Observation/rosa-cows'],
  ['withdrawal-score.date', '2026-11-24', 'Observation/rosa-cows'],
  ['last-drink.date', '2026-09-12', 'Observation/rosa-last-drink'],
  ['liver-tests.alt', quantity(24, 'U/L'), 'Observation/rosa-alt'],
  ['liver-tests.alt-upper-limit', quantity(41, 'U/L'), 'Observation/rosa-alt'],
  ['liver-tests.alt-date', '2026-11-18', 'Observation/rosa-alt'],
  ['liver-tests.ast', quantity(22, 'U/L'), 'Observation/rosa-ast'],
  ['liver-tests.ast-upper-limit', quantity(40, 'U/L'), 'Observation/rosa-ast'],
  ['liver-tests.ast-date', '2026-11-18', 'Observation/rosa-ast'],
  ['liver-tests.bilirubin', quantity(0.6, 'mg/dL'), 'Observation/rosa-bilirubin'],
  ['liver-tests.bilirubin-upper-limit', quantity(1.2, 'mg/dL'), 'Observation/rosa-bilirubin'],
  ['liver-tests.bilirubin-date', '2026-11-18', 'Observation/rosa-bilirubin'],
  ['liver-disease.acute-hepatitis', false, 'Condition/rosa-hepatitis'],
  ['pregnancy.pregnant', false, 'Observation/rosa-pregnancy'],
  ['pregnancy.date', '2026-11-23', 'Observation/rosa-pregnancy'],
  ['hypersensitivity.known', false, 'AllergyIntolerance/rosa-allergies'],
  ['earlier-medicines.name', 'buprenorphine', 'MedicationStatement/rosa-buprenorphine'],
  ['earlier-medicines.from', '2024-06-03', 'MedicationStatement/rosa-buprenorphine'],
  ['earlier-medicines.until', '2025-01-20', 'MedicationStatement/rosa-buprenorphine'],
  [
    'earlier-medicines.outcome',
    'Stopped by the patient: sedation at work',
    'MedicationStatement/rosa-buprenorphine',
  ],
  [
    'psychosocial.programme',
    'Group counselling, intensive outpatient programme',
    'Procedure/rosa-group',
  ],
  [
    'psychosocial.programme',
    'Intensive outpatient programme with group counselling, twice a week',
    'CarePlan/rosa-plan',
  ],
  ['psychosocial.date', '2026-11-19', 'Procedure/rosa-group'],
  ['consent.given', true, 'Consent/rosa-consent'],
  ['consent.date', '2026-11-23', 'Consent/rosa-consent'],
  ['consent.counselling', true, 'Procedure/rosa-education'],
  ['consent.counselling-date', '2026-11-23', 'Procedure/rosa-education'],
  [
    'order.product',
    'naltrexone extended-release injectable suspension',
    'MedicationRequest/draft-naltrexone',
  ],
  [
    'order.dose',
    { value: 380, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' },
    'MedicationRequest/draft-naltrexone',
  ],
  ['order.interval', 28, 'MedicationRequest/draft-naltrexone'],
  ['order.route', 'intramuscular', 'MedicationRequest/draft-naltrexone'],
  ['order.site', 'gluteal', 'MedicationRequest/draft-naltrexone'],
  ['overdose.naloxone', ours('rescue-dispensed', 'Dispensed'), 'MedicationDispense/rosa-naloxone'],
  ['overdose.date', '2026-11-03', 'MedicationDispense/rosa-naloxone'],
  ['monitoring.plan', 'Visit every 28 days with injection', 'CarePlan/rosa-plan'],
  ['monitoring.plan', 'Urine drug screen at each visit', 'CarePlan/rosa-plan'],
  ['monitoring.plan', 'Liver tests every 3 months', 'CarePlan/rosa-plan'],
  ['monitoring.date', '2026-11-23', 'CarePlan/rosa-plan'],
];

const TOBIAS: typeof ROSA = [
  [ROSA[0]?.[0] ?? '', ROSA[0]?.[1], 'Condition/tobias-oud'],
  [
    'order.product',
    'naltrexone extended-release injectable suspension',
    'MedicationRequest/draft-naltrexone',
  ],
];

const plain = (answers: readonly Answered[]) =>
  answers.map(({ linkId, value, sources }) => [
    linkId,
    value,
    sources.length === 1 ? sources[0] : sources,
  ]);

describe('the questionnaire is filled in from the chart', () => {
  test('a well documented chart: every answer and its source, 16 of 16 items', async () => {
    const { response, filled, total } = await packetOf(requestOf('rosa-well-documented'));
    expect(plain(answersIn(response.item))).toEqual(ROSA);
    expect([filled, total]).toEqual([16, 16]);
  });

  test('a thin chart full of half-facts: nothing is answered that it does not say', async () => {
    const { response, filled } = await packetOf(requestOf('tobias-thin-chart'));
    expect(plain(answersIn(response.item))).toEqual(TOBIAS);
    expect(filled).toBe(0);
  });

  test('every answer says that a program gave it; what the patient said is marked', async () => {
    const { response } = await packetOf(requestOf('rosa-well-documented'));
    const answers = answersIn(response.item);
    for (const { origin, sources } of answers) {
      expect(origin).toEqual({
        url: ORIGIN,
        extension: [{ url: 'source', valueCode: 'auto-client' }],
      });
      expect(sources).not.toEqual([]);
    }
    expect(answers.filter(({ reported }) => reported).map(({ linkId }) => linkId)).toEqual([
      'last-opioid-use.date',
      'last-opioid-use.substance',
      'last-drink.date',
    ]);
  });

  test('questionnaire and responses are valid R4', async () => {
    expect(fhirProblems(packetKnowledge().questionnaire)).toEqual([]);
    for (const folder of ['rosa-well-documented', 'tobias-thin-chart']) {
      expect(fhirProblems((await packetOf(requestOf(folder))).response)).toEqual([]);
    }
  });
});

/** Rosa's chart with one row changed, and the items that are then open. */
const changed = (id: string, change: (row: any) => object | undefined): any[] =>
  chartOf('rosa-well-documented').flatMap((row) => (row.id === id ? (change(row) ?? []) : [row]));

describe('a half-fact opens its question again', () => {
  const without = (name: string) => (row: any) =>
    Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));
  test.each<[string, any[], string]>([
    ['severity only in the code', changed('rosa-oud', without('severity')), 'indication.severity'],
    [
      'a provisional diagnosis',
      changed('rosa-oud', (row) => ({
        ...row,
        verificationStatus: { coding: [{ code: 'provisional' }] },
      })),
      'indication.diagnosis',
    ],
    [
      'one preliminary result in the collection',
      changed('rosa-urine-fentanyl', (row) => ({
        ...row,
        status: 'preliminary',
        valueCodeableConcept: { text: 'Positive' },
        interpretation: undefined,
      })),
      'drug-test.result',
    ],
    ['no fentanyl result', changed('rosa-urine-fentanyl', () => undefined), 'drug-test.fentanyl'],
    [
      'opioids dispensed after the reported last use',
      changed('rosa-naloxone', (row) => ({
        ...row,
        medicationCodeableConcept: { text: 'oxycodone 5 mg tablet' },
        daysSupply: { value: 3 },
      })),
      'last-opioid-use.date',
    ],
    [
      'hepatitis both active and ruled out',
      [
        ...chartOf('rosa-well-documented'),
        ...changed('rosa-hepatitis', (row) => ({
          ...row,
          id: 'rosa-hepatitis-again',
          clinicalStatus: { coding: [{ code: 'active' }] },
          verificationStatus: { coding: [{ code: 'confirmed' }] },
        })).filter(({ id }) => id === 'rosa-hepatitis-again'),
      ],
      'liver-disease.acute-hepatitis',
    ],
    [
      'an allergy beside "no known drug allergy"',
      [
        ...chartOf('rosa-well-documented'),
        {
          resourceType: 'AllergyIntolerance',
          id: 'rosa-penicillin',
          code: { text: 'Penicillin' },
          patient: { reference: 'Patient/rosa-marchetti' },
        },
      ],
      'hypersensitivity.known',
    ],
    [
      'a withdrawn consent',
      changed('rosa-consent', (row) => ({ ...row, status: 'inactive' })),
      'consent.given',
    ],
    [
      'a consent that ended yesterday',
      changed('rosa-consent', (row) => ({ ...row, provision: { period: { end: '2026-11-23' } } })),
      'consent.given',
    ],
    [
      'a consent that a later paper takes back',
      [
        ...chartOf('rosa-well-documented'),
        {
          resourceType: 'DocumentReference',
          id: 'rosa-refusal',
          status: 'current',
          description: 'Vivitrol consent declined',
          date: '2026-11-24T09:00:00-05:00',
          subject: { reference: 'Patient/rosa-marchetti' },
          content: [{ attachment: { title: 'scan' } }],
        },
      ],
      'consent.given',
    ],
    [
      'a consent dated next week',
      changed('rosa-consent', (row) => ({ ...row, dateTime: '2026-12-01', provision: undefined })),
      'consent.given',
    ],
    [
      'a plan about another disease',
      changed('rosa-plan', (row) => ({
        ...row,
        title: 'Diabetes care',
        activity: [row.activity[0]],
      })),
      'monitoring.plan',
    ],
    [
      'a preliminary score',
      changed('rosa-cows', (row) => ({ ...row, status: 'preliminary' })),
      'withdrawal-score.total',
    ],
    [
      'an ALT without unit',
      changed('rosa-alt', (row) => ({
        ...row,
        valueQuantity: { value: 24 },
        referenceRange: undefined,
      })),
      'liver-tests.alt',
    ],
    [
      'an ALT without reference range',
      changed('rosa-alt', without('referenceRange')),
      'liver-tests.alt-upper-limit',
    ],
    [
      'a care plan that ended',
      changed('rosa-plan', (row) => ({ ...row, status: 'completed' })),
      'monitoring.plan',
    ],
  ])('%s', async (_, chart, open) => {
    const { response } = await packetOf(requestOf('rosa-well-documented', chart));
    expect(answersIn(response.item).map(({ linkId }) => linkId)).not.toContain(open);
  });

  test('counselling that is only ordered is said, and answers nothing', async () => {
    const ordered = {
      resourceType: 'ServiceRequest',
      id: 'tobias-referral',
      status: 'active',
      intent: 'order',
      code: { text: 'Individual counselling' },
      authoredOn: '2026-11-20',
      subject: { reference: 'Patient/tobias-lindgren' },
    };
    const chart = [...chartOf('tobias-thin-chart'), ordered];
    const { response, letter } = await packetOf(requestOf('tobias-thin-chart', chart));
    expect(plain(answersIn(response.item))).toEqual(TOBIAS);
    const said = letter.sections.flatMap(({ statements }) => statements.map(({ text }) => text));
    expect(said).toContain('Ordered or booked: Individual counselling.');
  });

  test.each([
    ['laboratory', ['drug-test.result']],
    ['allergies', ['hypersensitivity.known']],
    ['conditions', ['indication.diagnosis', 'liver-disease.acute-hepatitis']],
    ['consents', ['consent.given']],
  ])('a source that was not read (%s) answers nothing', async (slice, open) => {
    const request = requestOf('rosa-well-documented', undefined, [slice]);
    const { response, unread } = await packetOf(request);
    const linkIds = answersIn(response.item).map(({ linkId }) => linkId);
    for (const id of open) expect(linkIds).not.toContain(id);
    expect(unread.map((one) => one.slice)).toEqual([slice]);
  });
});
