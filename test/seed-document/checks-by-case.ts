import { expect } from '@jest/globals';
import type { Fact } from '../support/clinical-case.js';
import { answersAs, BOTH, cardsOf, cases, CLEAR } from './cases.js';
import type { Check } from './sentences-page.js';

const LOCATIONS = {
  'codes of the drug': { order: { hcpcs: 'J2320' } },
  'billing options': { order: { billingOptions: ['J2320'] } },
  'our billing line': { order: { billingLines: [{ code: 'J2320', units: 380 }] } },
  claim: {
    facts: [{ type: 'Claim', created: '0d', lines: [{ code: 'J2320', units: 380 }] }] as Fact[],
  },
} satisfies Record<string, Parameters<typeof cardsOf>[0]>;

const DRUG_CODES = [
  { system: 'rxnorm', code: '637216', text: 'Vivitrol' },
  { system: 'rxnorm', code: '7243', text: 'naltrexone injection' },
  { system: 'hcpcs', code: 'J2315', text: 'extended-release injection' },
  { text: 'Vivitrol 380 mg IM' },
];

const BUPRENORPHINE_CODES = [
  'J0570',
  'J0571',
  'J0572',
  'J0573',
  'J0574',
  'J0575',
  'J0577',
  'J0578',
];
const INJECTED_BUPRENORPHINE = ['J0592', 'Q9991', 'Q9992'];

/** Rows that the cards of an order show. */
export const CASES: Readonly<Record<string, Check>> = {
  D1: {
    what: `The same wrong code at each place of an order makes one finding on one card: ${Object.keys(LOCATIONS).join(', ')}`,
    holds: async () => {
      for (const place of Object.values(LOCATIONS)) {
        const cards = await cardsOf({ given: CLEAR, services: BOTH, ...place });
        expect(cards.map(({ indicator }) => indicator)).toEqual(['info']);
        expect(cards[0]!.detail!.match(/J2320[^.]*nandrolone/g)).toHaveLength(1);
      }
    },
  },
  D2: cases('bq-031', 'bc-104', 'bc-105', 'bq-010'),
  D5: cases('ot-031', 'bd-122', 'pq-147', 'bi-014'),
  D6: {
    what: 'Alcohol dependence alone: an active oxycodone order stays critical, and no card speaks of opioid use disorder',
    holds: async () => {
      const cards = await cardsOf({
        given: ['aud', 'normal-liver'],
        facts: [
          {
            type: 'MedicationRequest',
            code: 'oxycodone/acetaminophen tablet',
            status: 'active',
            authoredOn: '-3d',
          },
        ],
      });
      expect(cards.map(({ indicator }) => indicator)).toContain('critical');
      expect(JSON.stringify(cards)).not.toMatch(/opioid use disorder|opioid dependence/i);
    },
  },
  D7: {
    what: 'The depot is known by brand code, ingredient with form, HCPCS code and words alone',
    holds: async () => {
      for (const code of DRUG_CODES) {
        const cards = await cardsOf({
          given: CLEAR,
          order: { code },
          facts: [
            {
              type: 'MedicationRequest',
              code: 'oxycodone/acetaminophen tablet',
              status: 'active',
              authoredOn: '-3d',
            },
          ],
        });
        expect(cards.map(({ indicator }) => indicator)).toContain('critical');
      }
    },
  },
  C3: {
    what: 'Without counselling, and with documentation asked for: no card',
    holds: () =>
      answersAs({
        given: CLEAR,
        services: BOTH,
        site: { readiness: { documentation: 'on' } },
        order: { hcpcs: 'J2315' },
        facts: [{ type: 'Consent', code: { text: 'Vivitrol consent' }, dateTime: '-4d' }],
        expect: { indicator: 'none' },
      }),
  },
  C6: cases('bd-009', 'bd-010', 'bd-011', 'bd-012', 'op-044'),
  C8: cases('oq-061', 'ot-015', 'op-059', 'op-082'),
  M1: {
    what: 'A Medicare order coded J2315 is asked for JZ; nandrolone coded J2320 is asked for nothing',
    holds: async () => {
      await answersAs({
        given: [...CLEAR, 'medicare'],
        services: BOTH,
        order: { hcpcs: 'J2315' },
        expect: { indicator: 'info', rules: ['billing-modifier'], mention: ['JZ'] },
      });
      await cases('bc-105').holds();
    },
  },
  'M4-M6': {
    what: 'Modifier GN, GO, GP: the card says whose plan of care it stands for',
    holds: async () => {
      for (const [modifier, plan] of [
        ['GN', 'speech-language'],
        ['GO', 'occupational'],
        ['GP', 'physical'],
      ] as const) {
        await answersAs({
          given: CLEAR,
          services: BOTH,
          order: { hcpcs: 'J2315', modifiers: [modifier] },
          expect: { indicator: 'info', rules: ['billing-modifier'], mention: [plan] },
        });
      }
    },
  },
  R3: cases('bi-012', 'bi-013', 'bq-028', 'bq-030'),
  'N4-N5': cases('bi-010', 'bi-008', 'bm-101', 'bq-018'),
  N6: cases('bi-003', 'bq-006', 'bc-112', 'bi-004', 'bq-001', 'bq-004'),
  N7: cases('bi-006', 'bc-102', 'bq-027', 'bc-101', 'bq-012', 'bc-103'),
  P6: {
    what: 'Selecting and signing an order with the wrong code and units: one info card each',
    holds: async () => {
      for (const hook of ['order-select', 'order-sign'] as const) {
        const cards = await cardsOf({
          given: CLEAR,
          services: BOTH,
          order: { hook, billingLines: [{ code: 'J2320', units: 1, modifiers: ['GN'] }] },
        });
        expect(cards.map(({ indicator }) => indicator)).toEqual(['info']);
      }
    },
  },
  X4: {
    what: `Each of ${[...BUPRENORPHINE_CODES, ...INJECTED_BUPRENORPHINE].join(', ')} three days ago is critical`,
    holds: async () => {
      for (const code of [...BUPRENORPHINE_CODES, ...INJECTED_BUPRENORPHINE]) {
        const cards = await cardsOf({
          given: CLEAR,
          facts: [{ type: 'Procedure', code: { system: 'hcpcs', code }, performed: '-3d' }],
        });
        expect([code, ...cards.map(({ indicator }) => indicator)]).toEqual([code, 'critical']);
        expect(cards[0]!.detail).toMatch(/buprenorphine/i);
      }
    },
  },
  X5: {
    what: 'Monthly buprenorphine 60 days ago: critical; 119 days ago by its code Q9992: still critical',
    holds: async () => {
      await answersAs({
        given: ['oud', 'negative-panel', 'normal-liver', 'naloxone'],
        facts: [{ type: 'MedicationAdministration', code: 'Sublocade', effective: '-60d' }],
        expect: { indicator: 'critical', rules: ['buprenorphine-depot-interval'] },
      });
      await cases('pq-195').holds();
    },
  },
  'X7-X8': cases('bq-025', 'bc-110', 'bc-109'),
};
