import { describe, expect, test } from '@jest/globals';
import type { Claim, ClaimResponse, Coverage, Extension, FhirResource } from 'fhir/r4.js';
import type { DraftOrder } from '../../call.js';
import type { Chart, Slice, SliceName } from '../../chart.js';
import { RESOURCE_TYPE_OF } from '../../chart.js';
import type { Readiness } from '../../pack/readiness.js';
import { exactly } from '../../time/instant.js';
import type { NaltrexoneDose } from '../exposure.js';
import type { CoverageSources } from './gather-coverage.js';
import { gatherCoverage } from './gather-coverage.js';
import { daysAgo, seen } from '../../../../test/support/clinical-facts.js';
import { theKnowledge } from '../../../../test/support/hook-parts.js';
import { order as situation } from '../../../../test/support/situation.js';

const MEDICARE_HMO = { coding: [{ system: 'https://nahdo.org/sopt', code: '111' }] };

const coverage = (payer: string | undefined, differing: Partial<Coverage> = {}): Coverage => ({
  resourceType: 'Coverage',
  id: 'cov1',
  status: 'active',
  beneficiary: { reference: 'Patient/p1' },
  payor: [payer === undefined ? { reference: 'Organization/7' } : { display: payer }],
  ...differing,
});

interface Given {
  readonly coverages?: readonly Coverage[];
  readonly claims?: readonly Claim[];
  readonly claimResponses?: readonly ClaimResponse[];
  readonly extension?: readonly Extension[];
  readonly site?: Readiness;
  readonly slices?: Partial<Record<SliceName, Slice>>;
  readonly doses?: readonly NaltrexoneDose[];
  readonly sources?: Partial<CoverageSources>;
}

function gathered(given: Given) {
  const complete = (resources: readonly FhirResource[] = []): Slice => ({
    state: 'complete',
    resources,
  });
  const names = Object.keys(RESOURCE_TYPE_OF) as SliceName[];
  const chart = {
    slices: {
      ...Object.fromEntries(names.map((name) => [name, complete()])),
      coverages: complete(given.coverages),
      claims: complete(given.claims),
      claimResponses: complete(given.claimResponses),
      ...given.slices,
    },
    medications: new Map(),
    foreignRows: 0,
  } as unknown as Chart;
  const draft = {
    ref: 'MedicationRequest/draft-1',
    resource: { resourceType: 'MedicationRequest', id: 'draft-1', extension: given.extension },
    dosing: { instructions: [{ dose: { value: 380, unit: 'mg' } }] },
  } as unknown as DraftOrder;
  const sources = {
    ...{ orders: [], statements: [], dispenses: [], allergies: [], observations: [] },
    doses: given.doses ?? [],
    ...given.sources,
  } as unknown as CoverageSources;
  return gatherCoverage(chart, sources, situation().clock, theKnowledge(), draft, given.site);
}

const medicareOf = (given: Given) => gathered(given).medicare.is;

test.each<[string, Given, string]>([
  ['the word Medicare', { coverages: [coverage('medicare')] }, 'yes'],
  [
    'Medicare HMO by its code',
    { coverages: [coverage('Acme Senior', { type: MEDICARE_HMO })] },
    'yes',
  ],
  [
    'Medicare HMO where the site says that such plans have their own rules',
    {
      coverages: [coverage('Acme Senior', { type: MEDICARE_HMO })],
      site: { medicareAdvantage: 'own-rules' },
    },
    'no',
  ],
  ['another payer', { coverages: [coverage('Acme Health')] }, 'no'],
  ['Medicaid', { coverages: [coverage('Texas Medicaid')] }, 'no'],
  ['"non-Medicare"', { coverages: [coverage('Acme non-Medicare retirees')] }, 'no'],
  ['a payor without a name', { coverages: [coverage(undefined)] }, 'unknown'],
  [
    'the same payor on the map of the site',
    {
      coverages: [coverage(undefined)],
      site: { payers: [{ payor: 'Organization/7', medicare: true }] },
    },
    'yes',
  ],
  ['no coverage', {}, 'unknown'],
  ['cancelled', { coverages: [coverage('medicare', { status: 'cancelled' })] }, 'unknown'],
  [
    'ended yesterday',
    { coverages: [coverage('medicare', { period: { end: '2026-11-23' } })] },
    'unknown',
  ],
  ['ends today', { coverages: [coverage('medicare', { period: { end: '2026-11-24' } })] }, 'yes'],
  [
    'begins tomorrow',
    { coverages: [coverage('medicare', { period: { start: '2026-11-25' } })] },
    'unknown',
  ],
  [
    'coverages not read',
    { slices: { coverages: { state: 'failed', fault: { reason: 'http-error' } } } },
    'unknown',
  ],
  [
    'another payer, and not all was read',
    {
      slices: {
        coverages: {
          state: 'partial',
          resources: [coverage('Acme Health')],
          fault: { reason: 'more-pages' },
        },
      },
    },
    'unknown',
  ],
])('Medicare: %s', (_, given, is) => {
  expect(medicareOf(given)).toBe(is);
});

const MEDICAID = { coding: [{ system: 'https://nahdo.org/sopt', code: '2' }] };

test.each<[string, Given, string, string | undefined]>([
  ['Blue Cross and Blue Shield of Alabama', {}, 'bcbs-alabama', undefined],
  ['BCBS of Alabama PPO', {}, 'bcbs-alabama', undefined],
  ['BCBS of Texas', {}, 'generic', 'unknown-payer'],
  ['Blue Cross Blue Shield', {}, 'generic', 'unknown-payer'],
  ['Anthem Blue Cross', {}, 'anthem-cg-drug-21', undefined],
  ['Anthem Medicaid', {}, 'generic', 'unknown-payer'],
  ['Anthemum Health', {}, 'generic', 'unknown-payer'],
  ['Western Health', {}, 'generic', 'unknown-payer'],
  ['Tufts Health Plan', {}, 'generic', 'unknown-payer'],
  ['Oregon Health Plan', {}, 'oregon-health-plan', undefined],
])('policy of %s', (payer, given, policy, why) => {
  const chosen = gathered({ ...given, coverages: [coverage(payer)] }).policy;
  expect([chosen.policy.id, chosen.why]).toEqual([policy, why]);
});

describe('which policy', () => {
  test('a type that says Medicaid keeps a commercial policy out', () => {
    const { policy } = gathered({ coverages: [coverage('Anthem', { type: MEDICAID })] }).policy;
    expect(policy.id).toBe('generic');
  });

  test('the site file goes first', () => {
    const site = { payers: [{ payor: 'Anthem Medicaid', policy: 'centene-sunflower' }] };
    const chosen = gathered({ coverages: [coverage('anthem medicaid')], site }).policy;
    expect([chosen.policy.id, chosen.by]).toEqual(['centene-sunflower', 'site']);
  });

  test('the primary of two coverages counts', () => {
    const coverages = [
      coverage('Wellmark', { id: 'b', order: 2 }),
      coverage('QualChoice', { id: 'a', order: 1 }),
    ];
    expect(gathered({ coverages }).policy.policy.id).toBe('qualchoice-bi213');
  });

  test('two payers in one coverage are one too many', () => {
    const coverages = [
      coverage('Wellmark', { payor: [{ display: 'Wellmark' }, { display: 'Highmark' }] }),
    ];
    expect(gathered({ coverages }).policy.why).toBe('ambiguous');
  });

  test.each<[Given, string]>([
    [{}, 'no-coverage'],
    [
      { slices: { coverages: { state: 'not-asked', fault: { reason: 'not-needed' } } } },
      'not-read',
    ],
  ])('without a coverage it is the generic one, and why is said', (given, why) => {
    expect(gathered(given).policy).toMatchObject({ by: 'generic', why, coverage: undefined });
  });
});

/** An assertion of 20 November 2026, in the parts of CRD 2.2. */
const assertion = (
  parts: Readonly<Record<string, Partial<Extension>>>,
  url = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information',
): Extension => ({
  url,
  extension: [
    { url: 'coverage', valueReference: { reference: 'Coverage/cov1' } },
    { url: 'date', valueDate: '2026-11-20' },
    ...Object.entries(parts).map(([name, value]) => ({ url: name, ...value })),
  ],
});
const paNeeded = (valueCode: string) => ({ 'pa-needed': { valueCode } });
const allowed = (value: number, unit: string): Partial<Extension> => ({
  extension: [
    { url: 'code', valueCodeableConcept: { coding: [{ code: 'allowed-quantity' }] } },
    { url: 'value', valueQuantity: { value, unit } },
  ],
});

/** A request for six injections, and the payer's answer to it. */
const request = (differing: Partial<Claim> = {}): Claim =>
  ({
    resourceType: 'Claim',
    id: 'pa',
    status: 'active',
    use: 'preauthorization',
    insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/cov1' } }],
    item: [
      {
        sequence: 1,
        productOrService: {
          coding: [
            { system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J2315' },
          ],
        },
        quantity: { value: 6, unit: 'injections' },
      },
    ],
    ...differing,
  }) as Claim;
const answer = (differing: Partial<ClaimResponse> = {}): ClaimResponse =>
  ({
    resourceType: 'ClaimResponse',
    id: 'answer',
    status: 'active',
    use: 'preauthorization',
    outcome: 'complete',
    request: { reference: 'Claim/pa' },
    preAuthRef: 'PA-1',
    preAuthPeriod: { start: '2026-09-01', end: '2027-02-28' },
    ...differing,
  }) as ClaimResponse;
const adjudged = (code: string): Partial<ClaimResponse> => ({
  item: [{ itemSequence: 1, adjudication: [{ category: { coding: [{ code }] } }] }],
});
const injections = (count: number): readonly NaltrexoneDose[] =>
  Array.from({ length: count }, (_, place) => ({
    product: 'depot',
    at: exactly(daysAgo(28 + place)),
    provenance: seen(),
  }));

const ASKS_FOR_PA = [coverage('QualChoice')];

test.each<[string, Given, string, number | undefined]>([
  ['satisfied', { extension: [assertion(paNeeded('satisfied'))] }, 'approved', undefined],
  ['none needed', { extension: [assertion(paNeeded('no-auth'))] }, 'not-needed', undefined],
  ['needed', { extension: [assertion(paNeeded('auth-needed'))] }, 'needed', undefined],
  ['by the performer', { extension: [assertion(paNeeded('performpa'))] }, 'needed', undefined],
  ['conditional', { extension: [assertion(paNeeded('conditional'))] }, 'unknown', undefined],
  ['indeterminate', { extension: [assertion(paNeeded('indeterminate'))] }, 'unknown', undefined],
  [
    'two assertions of one day that disagree',
    { extension: [assertion(paNeeded('satisfied')), assertion(paNeeded('auth-needed'))] },
    'unknown',
    undefined,
  ],
  [
    'satisfied until yesterday',
    {
      extension: [
        assertion({ ...paNeeded('satisfied'), 'expiry-date': { valueDate: '2026-11-23' } }),
      ],
    },
    'expired',
    undefined,
  ],
  [
    'satisfied until today',
    {
      extension: [
        assertion({ ...paNeeded('satisfied'), 'expiry-date': { valueDate: '2026-11-24' } }),
      ],
    },
    'approved',
    undefined,
  ],
  [
    'satisfied for less than the order',
    { extension: [assertion({ ...paNeeded('satisfied'), detail: allowed(379, 'mg') })] },
    'too-small',
    undefined,
  ],
  [
    'satisfied for one injection',
    { extension: [assertion({ ...paNeeded('satisfied'), detail: allowed(1, 'injection') })] },
    'approved',
    undefined,
  ],
  [
    'approved, and nothing given yet',
    { claims: [request()], claimResponses: [answer(adjudged('A1'))] },
    'approved',
    6,
  ],
  [
    'five of six given',
    { claims: [request()], claimResponses: [answer(adjudged('A1'))], doses: injections(5) },
    'approved',
    1,
  ],
  [
    'six of six given',
    { claims: [request()], claimResponses: [answer(adjudged('A1'))], doses: injections(6) },
    'used-up',
    0,
  ],
  [
    'ended yesterday',
    {
      claims: [request()],
      claimResponses: [answer({ preAuthPeriod: { start: '2026-05-01', end: '2026-11-23' } })],
    },
    'expired',
    6,
  ],
  [
    'denied',
    { claims: [request()], claimResponses: [answer({ ...adjudged('A3'), preAuthRef: '' })] },
    'denied',
    undefined,
  ],
  [
    '"not approved" is no approval',
    { claims: [request()], claimResponses: [answer({ disposition: 'Not approved' })] },
    'denied',
    undefined,
  ],
  [
    'pended',
    { claims: [request()], claimResponses: [answer(adjudged('A4'))] },
    'pending',
    undefined,
  ],
  ['asked for, no answer', { claims: [request()] }, 'pending', undefined],
  ['nothing on file', { coverages: ASKS_FOR_PA }, 'none-on-file', undefined],
  [
    'nothing on file, and claims were not read',
    {
      coverages: ASKS_FOR_PA,
      slices: { claims: { state: 'failed', fault: { reason: 'http-error' } } },
    },
    'unknown',
    undefined,
  ],
  [
    'a policy that asks for none',
    { coverages: [coverage('Oregon Health Plan')] },
    'not-needed',
    undefined,
  ],
  ['an unknown payer', { coverages: [coverage('Acme')] }, 'unknown', undefined],
])('prior authorization: %s', (_, given, state, dosesLeft) => {
  const { priorAuthorization } = gathered({ coverages: [coverage('Acme')], ...given });
  expect([priorAuthorization.state, priorAuthorization.dosesLeft]).toEqual([state, dosesLeft]);
});

test('an approval for another drug is no approval', () => {
  const other = request({
    item: [{ sequence: 1, productOrService: { text: 'physiotherapy' } }],
  });
  const { authorizations } = gathered({ claims: [other], claimResponses: [answer()] });
  expect(authorizations).toEqual([]);
});

test('an assertion gives its billing codes without modifiers, and its number', () => {
  const [said] = gathered({
    extension: [
      assertion(
        {
          covered: { valueCode: 'covered' },
          ...paNeeded('satisfied'),
          'satisfied-pa-id': { valueString: 'PA-9' },
          billingCode: { valueCoding: { code: 'j2315:JZ' } },
        },
        'https://payer.example/fhir/StructureDefinition/ext-coverage-information|2.0.1',
      ),
    ],
  }).assertions;
  expect(said).toMatchObject({
    covered: 'covered',
    authorizationNumber: 'PA-9',
    billingCodes: ['J2315'],
  });
});

describe('earlier treatments', () => {
  const statement = (text: string, differing: object): object => ({
    resource: {
      resourceType: 'MedicationStatement',
      id: 's1',
      status: 'stopped',
      medicationCodeableConcept: { text },
      effectivePeriod: { start: '2026-02-01', end: '2026-04-01' },
      ...differing,
    },
    slice: 'medicationStatements',
    complete: true,
  });
  const outcomes = (...rows: readonly object[]) =>
    gathered({
      sources: { statements: rows } as unknown as Partial<CoverageSources>,
    }).priorTrials.map(({ drug, outcome }) => [drug, outcome]);

  test.each([
    ['acamprosate 333 mg', 'side effects', ['acamprosate', 'intolerance']],
    ['Antabuse', 'contraindicated', ['disulfiram', 'contraindication']],
    ['naltrexone 50 mg oral tablet', 'Ineffective', ['naltrexone', 'failure']],
    ['naltrexone 50 mg oral tablet', 'missed doses', ['naltrexone', 'not-taken-as-prescribed']],
    ['buprenorphine 8 mg sublingual tablet', 'moved away', ['buprenorphine', 'ended']],
  ])('%s, %s', (drug, reason, expected) => {
    expect(outcomes(statement(drug, { statusReason: [{ text: reason }] }))).toEqual([expected]);
  });

  test('a code of SNOMED CT tells why', () => {
    const statusReason = [{ coding: [{ system: 'http://snomed.info/sct', code: '395007004' }] }];
    expect(outcomes(statement('disulfiram', { statusReason }))).toEqual([
      ['disulfiram', 'failure'],
    ]);
  });

  test('the injection itself, and other drugs, are none', () => {
    expect(outcomes(statement('Vivitrol 380 mg', {}), statement('metformin', {}))).toEqual([]);
  });
});
