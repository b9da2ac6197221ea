import { describe, expect, test } from '@jest/globals';
import type {
  CarePlan,
  Consent,
  DocumentReference,
  Encounter,
  FhirResource,
  QuestionnaireResponse,
} from 'fhir/r4.js';
import { evidenceReader } from '../../../../test/support/evidence-reader.js';
import type { ChartRow } from '../chart-rows.js';
import { readChartPapers } from './read-chart-papers.js';
import { readConsentDocuments } from './read-consent-papers.js';
import { readConsentQuestionnaires } from './read-consent-questionnaires.js';
import { readConsents } from './read-consents.js';
import { readPsychosocial } from './read-psychosocial.js';
import { readVisits } from './read-visits.js';
import { recognisePsychosocial } from './recognise-psychosocial.js';

const reader = evidenceReader();
const row = <R extends FhirResource>(resource: R): ChartRow<R> => ({
  resource,
  slice: 'consents',
  complete: true,
});
const consent = (more: object): Consent => ({
  resourceType: 'Consent',
  status: 'active',
  scope: { coding: [{ code: 'treatment' }] },
  category: [{ text: 'naltrexone consent' }],
  ...more,
});

describe('Consent, on 24 November 2026', () => {
  const until = (end: string) => ({ provision: { period: { end } } });
  test.each([
    ['active', {}, 'valid'],
    ['its last day', until('2026-11-24'), 'valid'],
    ['its last day, an hour that has passed', until('2026-11-24T08:00:00-05:00'), 'valid'],
    ['the day after', until('2026-11-23'), 'ended'],
    ['its last month', until('2026-11'), 'valid'],
    ['starts tomorrow', { provision: { period: { start: '2026-11-25' } } }, 'unfinished'],
    ['forbids', { provision: { type: 'deny' } }, 'refused'],
    ['inactive', { status: 'inactive' }, 'ended'],
    ['rejected', { status: 'rejected' }, 'refused'],
    ['proposed', { status: 'proposed' }, 'unfinished'],
    ['a draft', { status: 'draft' }, 'unfinished'],
    [
      'named by its policy',
      { category: [], policy: [{ uri: 'https://x.org/vivitrol-consent' }] },
      'valid',
    ],
    ['named by its rule', { category: [], policyRule: { text: 'Vivitrol' } }, 'valid'],
    ['general', { category: [{ text: 'general consent to treatment' }] }, undefined],
    ['of an opioid with naltrexone', { category: [{ text: 'Embeda consent' }] }, undefined],
    ['of methylnaltrexone', { category: [{ text: 'methylnaltrexone consent' }] }, undefined],
    [
      'to pass on records',
      { category: [{ text: 'naltrexone: release of information' }] },
      undefined,
    ],
    ['about privacy', { scope: { coding: [{ code: 'patient-privacy' }] } }, undefined],
    ['about research', { scope: { coding: [{ code: 'research' }] } }, undefined],
  ])('%s', (_, more, standing) => {
    expect(readConsents([row(consent(more))], reader)[0]?.standing).toBe(standing);
  });

  test('names alternatives beside it and tells what it is about', () => {
    const category = [
      { text: 'Naltrexone consent: risks, alternatives (methadone, buprenorphine)' },
    ];
    expect(readConsents([row(consent({ category }))], reader)[0]).toMatchObject({
      standing: 'valid',
      topics: ['risks', 'alternatives'],
    });
  });
});

test.each([
  ['Vivitrol consent, signed', {}, 'valid'],
  ['Vivitrol consent', { docStatus: 'preliminary' }, 'unfinished'],
  ['Vivitrol consent, blank form', {}, 'unfinished'],
  ['Vivitrol consent declined', {}, 'refused'],
  ['Vivitrol consent', { status: 'superseded' }, undefined],
  ['Vivitrol leaflet', {}, undefined],
  ['Consent to treatment', {}, undefined],
])('the document "%s" %j', (text, more, standing) => {
  const document = {
    resourceType: 'DocumentReference',
    status: 'current',
    type: { text },
    ...more,
  } as DocumentReference;
  expect(readConsentDocuments([row(document)], reader)[0]?.standing).toBe(standing);
});

test.each([
  ['yes', [{ valueBoolean: true }], 'completed', 'valid'],
  ['no', [{ valueBoolean: false }], 'completed', 'refused'],
  ['signed on a day', [{ valueDate: '2026-11-20' }], 'completed', 'valid'],
  ['not answered', undefined, 'completed', 'unfinished'],
  ['not completed', [{ valueBoolean: true }], 'in-progress', undefined],
])('a form, %s', (_, answer, status, standing) => {
  const form = {
    resourceType: 'QuestionnaireResponse',
    status,
    questionnaire: 'https://x.org/Questionnaire/naltrexone-start',
    item: [{ linkId: '1', item: [{ linkId: '1.1', text: 'I consent to the injection', answer }] }],
  } as QuestionnaireResponse;
  expect(readConsentQuestionnaires([row(form)], reader)[0]?.standing).toBe(standing);
});

test.each([
  ['Counseling session', 'counselling'],
  ['CBT group', 'cognitive-behavioural'],
  ['12-step facilitation', 'twelve-step'],
  ['Intensive outpatient program', 'intensive-outpatient'],
  ['Nutrition counseling', undefined],
  ['Smoking cessation counseling', undefined],
  ['Counseling declined', undefined],
  ['Physical therapy', undefined],
])('"%s": %s', (text, treatment) => {
  expect(recognisePsychosocial(reader.terminology, [{ text }])?.treatment).toBe(treatment);
});

test.each([
  ['https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'G2086', 'programme'],
  ['https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'H0004', 'counselling'],
  ['http://www.ama-assn.org/go/cpt', '90837', 'counselling'],
  ['http://snomed.info/sct', '313071005', 'counselling'],
  ['http://example.org/local', 'H0004', undefined],
])('%s %s: %s', (system, code, treatment) => {
  expect(
    recognisePsychosocial(reader.terminology, [{ coding: [{ system, code }] }])?.treatment,
  ).toBe(treatment);
});

test('each source of counselling counts by its own status', () => {
  const none = {
    procedures: [],
    visits: [],
    appointments: [],
    orders: [],
    carePlans: [],
    documents: [],
  };
  const said = { text: 'Substance use counseling' };
  const visit = (status: string) =>
    row({ resourceType: 'Encounter', status, type: [said] } as unknown as Encounter);
  const plan = (status: string, end?: string) =>
    row({
      resourceType: 'CarePlan',
      status,
      intent: 'plan',
      category: [said],
      period: { end },
    } as CarePlan);
  const standing = (sources: object) =>
    readPsychosocial({ ...none, ...sources }, reader).map((one) => one.standing);
  expect(standing({ visits: ['finished', 'planned', 'cancelled'].map(visit) })).toEqual([
    'held',
    'planned',
  ]);
  expect(
    standing({ carePlans: [plan('active'), plan('revoked'), plan('active', '2026-11-23')] }),
  ).toEqual(['planned']);
});

test.each([
  ['of the disorder', 'Alcohol use disorder: care plan', ['treatment-plan']],
  ['that names naltrexone', 'Monthly naltrexone', ['treatment-plan']],
  ['against relapse', 'Relapse prevention plan', ['treatment-plan']],
  ['about another disease', 'Diabetes self management plan', []],
])('an active plan of care %s', (_, title, kinds) => {
  const plan = { resourceType: 'CarePlan', status: 'active', intent: 'plan', title } as CarePlan;
  const sources = { documents: [], procedures: [], carePlans: [row(plan)] };
  expect(readChartPapers(sources, reader).map(({ is }) => is)).toEqual(kinds);
});

test('visits that took place, by where they were', () => {
  const visit = (status: string, code: string, start: string) =>
    row({ resourceType: 'Encounter', status, class: { code }, period: { start } } as Encounter);
  expect(
    readVisits(
      [
        visit('finished', 'AMB', '2026-11-01'),
        visit('finished', 'EMER', '2026-11-02'),
        visit('finished', 'IMP', '2026-11-03'),
        visit('planned', 'AMB', '2026-11-04'),
        visit('finished', 'AMB', '2026-12-24'),
      ],
      reader,
    ).map(({ setting }) => setting),
  ).toEqual(['outpatient', 'emergency', 'inpatient']);
});
