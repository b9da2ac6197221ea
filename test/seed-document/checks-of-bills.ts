import { expect } from '@jest/globals';
import type { BillingPreview } from '../../src/core/readiness/billing-preview.js';
import { wasteLines } from '../../src/core/readiness/waste-lines.js';
import { theKnowledge } from '../support/hook-parts.js';
import { decisionOf } from '../support/readiness-of.js';
import { answersAs, BOTH, cases, CLEAR } from './cases.js';
import type { Check } from './sentences-page.js';

type Written = Parameters<typeof decisionOf>[0];

const previewOf = async (written: Written): Promise<BillingPreview> => {
  const billing = (await decisionOf(written))?.billing;
  if (billing === undefined) throw new Error('no naltrexone in the case');
  return billing;
};
const linesOf = async (written: Written): Promise<readonly string[]> =>
  (await previewOf(written)).lines.map(({ code, units, modifiers }) =>
    [`${code} × ${String(units)}`, ...modifiers].join(' '),
  );
const claimOf = (...codes: readonly string[]): Written => ({
  given: CLEAR,
  facts: [{ type: 'Claim', created: '0d', lines: codes.map((code) => ({ code })) }],
});

/** Rows about lines of a bill. */
export const BILLS: Readonly<Record<string, Check>> = {
  D3: {
    what: 'Place of service 11, 22, 72, 50, 58 and 21 by setting; no drug line for inpatients, the weekly bundle in a Medicare programme',
    holds: async () => {
      const places = {
        office: '11',
        opps: '22',
        rhc: '72',
        fqhc: '50',
        otp: '58',
        inpatient: '21',
      };
      for (const [setting, place] of Object.entries(places)) {
        const site = { readiness: { setting: setting as keyof typeof places } };
        const preview = await previewOf({ given: [...CLEAR, 'medicare'], site });
        expect([setting, preview.placeOfService?.place]).toEqual([setting, place]);
        const drug = preview.lines.some(({ code }) => code === 'J2315');
        expect([setting, drug]).toEqual([setting, !['otp', 'inpatient'].includes(setting)]);
      }
    },
  },
  M2: {
    what: '300 of 380 mg given: 300 units and 80 with JW; over 1 to 1,000 mg both lines are the content of the vials; at signing nobody is asked for JW',
    holds: async () => {
      expect(wasteLines(300, 380)).toEqual([
        { units: 300, modifier: undefined },
        { units: 80, modifier: 'JW' },
      ]);
      for (let dose = 1; dose <= 1000; dose += 1) {
        const units = wasteLines(dose, 380).reduce((sum, line) => sum + line.units, 0);
        expect(units).toBe(Math.ceil(dose / 380) * 380);
      }
      await cases('bq-018').holds();
    },
  },
  M3: {
    what: '380 of 380 mg given: one line with JZ; JW and JZ on one line are told',
    holds: async () => {
      expect(wasteLines(380, 380)).toEqual([{ units: 380, modifier: 'JZ' }]);
      await cases('bi-008', 'bi-009').holds();
    },
  },
  M7: {
    what: 'A visit on the claim carries 25, the drug does not; a nurse visit (99211) has no line',
    holds: async () => {
      expect(await linesOf(claimOf('J2315', '99213'))).toEqual([
        'J2315 × 380',
        '96372 × 1',
        '99213 × 1 25',
      ]);
      expect(await linesOf(claimOf('J2315', '99211'))).toEqual(['J2315 × 380', '96372 × 1']);
      await cases('bm-101', 'bm-102').holds();
    },
  },
  M8: {
    what: 'J2315 × 380 and 96372 × 1; G2073 alone in a Medicare programme; 96372 alone when a pharmacy sends the kit',
    holds: async () => {
      expect(await linesOf({ given: CLEAR })).toEqual(['J2315 × 380', '96372 × 1']);
      const site = { readiness: { setting: 'otp' as const } };
      expect(await linesOf({ given: [...CLEAR, 'medicare'], site })).toEqual(['G2073 × 1']);
    },
  },
  'P4-P5': {
    what: 'The benefit is unknown unless the policy says it; no word of ours names a tier or a price',
    holds: async () => {
      expect((await previewOf({ given: CLEAR })).benefit).toBe('unknown');
      const { drug, coverageWords, readiness } = theKnowledge();
      const words = JSON.stringify([drug.terms, coverageWords, readiness]);
      expect(words).not.toMatch(/\btier\b|\bcopay|\$\s?\d/i);
    },
  },
  'X1-X3': {
    what: 'J2315 is the code of the depot; wherever words of ours name J2320 they name nandrolone',
    holds: () => {
      const { terminology } = theKnowledge();
      const meaningOf = (code: string) => terminology.billing.codes.get(code)?.means;
      expect(meaningOf('J2315')).toBe('depot-naltrexone');
      expect(meaningOf('J2320')).toBe('other-drug');
      expect(JSON.stringify(terminology.billing.codes.get('J2320'))).toMatch(/nandrolone/i);
      const { drug, questions, readiness, coverageWords } = theKnowledge();
      const sentences = JSON.stringify([drug, [...questions.values()], readiness, coverageWords])
        .split(/[.;"]/)
        .filter((sentence) => /J2320[^J]*naltrexone/i.test(sentence));
      expect(
        sentences.filter((sentence) => !/nandrolone|not |coded|replace/i.test(sentence)),
      ).toEqual([]);
    },
  },
  X6: {
    what: 'Tablets: pharmacy benefit and no line; with an active opioid still critical; J2315 on tablets is told',
    holds: async () => {
      const order = { kind: 'oral', doseMg: 50, periodDays: 1 } as const;
      const preview = await previewOf({ given: CLEAR, order });
      expect([preview.benefit, preview.lines, preview.remarks.includes('oral')]).toEqual([
        'pharmacy',
        [],
        true,
      ]);
      await answersAs({
        given: CLEAR,
        services: BOTH,
        order,
        facts: [
          {
            type: 'MedicationRequest',
            code: 'oxycodone/acetaminophen tablet',
            status: 'active',
            authoredOn: '-3d',
          },
        ],
        expect: { indicator: 'critical', not: ['billing-modifier', 'hcpcs-units-mismatch'] },
      });
      await cases('bq-025').holds();
    },
  },
};
