import { expect, test } from '@jest/globals';
import type { CodeableConcept, FhirResource } from 'fhir/r4.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import { loadLookAlikes } from '../../knowledge/load-look-alikes.js';
import { loadSitePolicy } from '../../knowledge/load-site-policy.js';
import { CARDS } from '../../wire.js';
import type { DraftOrder } from '../call.js';
import type { Chart, SliceName } from '../chart.js';
import { recogniseMedication } from '../evidence/recognise/recognise-medication.js';
import { unreadInChart, unreadInOrders } from './find-unread-texts.js';
import { looksLikeBy } from './looks-like.js';

const looksLike = looksLikeBy(loadLookAlikes(CARDS));
const { terminology } = theKnowledge();

const order = (concept: CodeableConcept, resource = {}): DraftOrder =>
  ({
    identity: recogniseMedication(terminology, concept),
    resource: { medicationCodeableConcept: concept, ...resource },
  }) as unknown as DraftOrder;

test.each([
  ['Naltrexon 380 mg i.m.', 'naltrexone'],
  ['VIVITROL380', 'naltrexone'],
  ['inj. XR-NTX', 'naltrexone'],
  ['Oxycodon HCl 5mg', 'opioid'],
  ['Hydromorfona', 'opioid'],
  ['methylnaltrexone 12 mg', undefined],
  ['dextromethorphan syrup', undefined],
  ['apomorphine pen', undefined],
  ['naloxone 4 mg nasal', undefined],
  ['lisinopril 10 mg', undefined],
])('%s looks like %s', (text, like) => {
  expect(looksLike(text)).toBe(like);
  expect(looksLike(text)).toBe(like); // out of the memo too
});

test.each<[string, CodeableConcept, unknown[]]>([
  ['a misspelt name', { text: 'Naltrexxone depot' }, [['naltrexone-order', 'Naltrexxone depot']]],
  [
    'a name in the display behind another text',
    { text: 'Injection', coding: [{ system: 'urn:x', code: '1', display: 'Vivitrolo 380' }] },
    [['naltrexone-order', 'Vivitrolo 380']],
  ],
  ['an opioid in another language', { text: 'Oxicodonum' }, [['opioid-order', 'Oxicodonum']]],
  ['naltrexone that is known', { text: 'naltrexone 50 mg' }, []],
  ['a code alone', { coding: [{ system: 'urn:x', code: '80001' }] }, []],
  ['another drug', { text: 'lisinopril' }, []],
])('an order with %s', (_, concept, expected) => {
  expect(unreadInOrders([order(concept)], looksLike).map(({ kind, text }) => [kind, text])).toEqual(
    expected,
  );
});

test('a service is collected for naltrexone, and not for an opioid, which is a test or a talk', () => {
  const service = (text: string) =>
    ({
      identity: { is: 'other', name: text },
      resource: { code: { text } },
    }) as unknown as DraftOrder;
  const found = unreadInOrders(
    [service('Naltrexon injection visit'), service('Opiatescreen')],
    looksLike,
  );
  expect(found).toEqual([{ kind: 'naltrexone-order', text: 'Naltrexon injection visit' }]);
});

function chartOf(rows: Partial<Record<SliceName, readonly object[]>>): Chart {
  const empty = { state: 'failed', fault: { reason: 'not-sent' } } as const;
  const slices = new Proxy(
    {},
    {
      get: (_, name) => {
        const resources = rows[name as SliceName] as readonly FhirResource[] | undefined;
        return resources === undefined ? empty : { state: 'complete', resources };
      },
    },
  );
  return { slices, medications: new Map(), foreignRows: 0 } as unknown as Chart;
}
const drug = (text: string) => ({ medicationCodeableConcept: { text } });

test('rows of a chart that look like an opioid and are none to the tables', () => {
  const chart = chartOf({
    medicationRequests: [drug('oxycodone 5 mg'), drug('Oxykodon 5'), drug('metformin')],
    medicationStatements: [drug('Tramadolor'), drug('Naltrexxon')],
    laboratory: [
      { code: { text: 'Opiates, urine' } },
      { code: { coding: [{ system: 'http://loinc.org', code: '1742-6', display: 'Opiate?' }] } },
      { code: { text: 'Panel' }, component: [{ code: { text: 'Fentanylum U' } }] },
    ],
  });
  const found = unreadInChart(chart, { looksLike, terminology, localCodes: undefined });
  expect(found.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'opioid-row: Tramadolor',
    'naltrexone-row: Naltrexxon',
    'opioid-test: Fentanylum U',
  ]);
});

test('what has a line in the local codes is read', () => {
  const { localCodes } = loadSitePolicy(
    {
      localCodes: [
        {
          text: 'Tramadolor',
          means: { system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '10689' },
          ...{ owner: 'Pharmacy', date: '2026-11-02' },
        },
      ],
    },
    theKnowledge(),
  );
  const chart = chartOf({ medicationStatements: [drug('Tramadolor')] });
  expect(unreadInChart(chart, { looksLike, terminology, localCodes })).toEqual([]);
});
