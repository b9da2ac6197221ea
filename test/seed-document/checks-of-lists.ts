import { expect } from '@jest/globals';
import { checkCited, findUncited, UncitedError } from '../../src/core/packet/check-cited.js';
import type { Readiness } from '../../src/core/readiness/assess-readiness.js';
import { countDocumented } from '../../src/core/readiness/list-input.js';
import type { Requirement } from '../../src/core/readiness/requirement.js';
import type { Fact } from '../support/clinical-case.js';
import { citableOf } from '../support/citable-of.js';
import { packetOf, requestOf } from '../support/packet-of.js';
import { readinessOf } from '../support/readiness-of.js';
import { answersAs, BOTH, cases, CLEAR } from './cases.js';
import type { Check } from './sentences-page.js';

type Written = Parameters<typeof readinessOf>[0];

const assess = async (written: Written): Promise<Readiness> => {
  const readiness = await readinessOf(written);
  if (readiness === undefined) throw new Error('no depot in the case');
  return readiness;
};
const stateIn = (list: readonly Requirement[], id: string): string | undefined =>
  list.find((one) => one.id === id)?.state;
const lineOf = async (id: string, written: Written): Promise<string | undefined> => {
  const { checklist, renewal } = await assess(written);
  return stateIn([...checklist, ...renewal], id);
};
const criterionOf = async (id: string, written: Written): Promise<string | undefined> =>
  stateIn((await assess(written)).payer.criteria, id);
const risksOf = async (written: Written): Promise<readonly string[]> =>
  (await assess(written)).denialRisks
    .filter(({ state }) => state === 'at-risk')
    .map(({ id }) => id);

const paidBy = (payer: string): Fact => ({ type: 'Coverage', payer });
const doc = (text: string, date: string): Fact => ({
  type: 'DocumentReference',
  code: { text },
  date,
});
const CONSENT: Fact = { type: 'Consent', code: { text: 'Vivitrol consent' }, dateTime: '-4d' };
const CBT: Fact = { type: 'Procedure', code: { text: 'CBT for alcohol use' }, performed: '-10d' };
const PLAN = doc('Treatment plan', '-20d');
const HISTORY = doc('History and physical note', '-50d');
const TABLETS: Fact = {
  type: 'MedicationDispense',
  code: { text: 'naltrexone 50 mg tablet' },
  whenHandedOver: '-200d',
  daysSupply: 30,
};
const PAPERS = [CONSENT, CBT, PLAN, HISTORY, TABLETS];
const given = CLEAR;
const injected = (effective: string): Fact => ({
  type: 'MedicationAdministration',
  code: 'naltrexone',
  form: 'depot',
  doseMg: 380,
  effective,
});
const screened = (effective: string): Fact => ({
  type: 'Observation',
  code: 'opiates screen',
  effective,
  value: 'Negative',
});

/** Rows about what is documented and what payers ask. */
export const LISTS: Readonly<Record<string, Check>> = {
  D4: {
    what: 'Taking the consent, the counselling, the plan or the history away opens that line alone',
    holds: async () => {
      const whole = (await assess({ given, facts: PAPERS })).checklist;
      const gaps = {
        consent: CONSENT,
        psychosocial: CBT,
        'treatment-plan': PLAN,
        'clinical-history': HISTORY,
      };
      for (const [id, fact] of Object.entries(gaps)) {
        const { checklist } = await assess({ given, facts: PAPERS.filter((one) => one !== fact) });
        const lost = whole
          .filter(({ state }) => state === 'met')
          .filter((line) => stateIn(checklist, line.id) !== 'met');
        expect(lost.map((line) => line.id)).toEqual([id]);
      }
    },
  },
  D8: {
    what: 'The packet is a FHIR document whose order carries its codes',
    holds: async () => {
      const { document } = await packetOf(requestOf('rosa-well-documented'));
      expect([document.type, document.entry?.[0]?.resource?.resourceType]).toEqual([
        'document',
        'Composition',
      ]);
      const order = document.entry?.find(
        ({ resource }) => resource?.resourceType === 'MedicationRequest',
      );
      expect(JSON.stringify(order)).toMatch(/rxnorm/);
    },
  },
  D9: {
    what: '17 years old; no diagnosis and no reason; a pellet is not what payers pay for',
    holds: async () => {
      await cases('ot-027', 'ot-043').holds();
      const order = {
        code: { text: 'naltrexone 380 mg extended-release injectable pellet implant' },
      };
      const facts = [paidBy('Blue Cross Blue Shield of Alabama')];
      expect(await criterionOf('no-pellet-or-implant', { given, order, facts })).toBe('not-met');
      expect(await criterionOf('no-pellet-or-implant', { given, facts })).toBe('met');
    },
  },
  C1: {
    what: 'An active diagnosis counts; a refuted one and one in remission do not',
    holds: async () => {
      const without = ['negative-panel', 'normal-liver'];
      const diagnosis: Fact = {
        type: 'Condition',
        code: 'F10.20 alcohol dependence',
        recordedDate: '-9d',
      };
      const line = (fact: Fact) => lineOf('indication', { given: without, facts: [fact] });
      expect(await line(diagnosis)).toBe('met');
      expect(await line({ ...diagnosis, verificationStatus: 'refuted' })).toBe('not-met');
      expect(await line({ ...diagnosis, verificationStatus: 'entered-in-error' })).not.toBe('met');
      expect(await line({ ...diagnosis, clinicalStatus: 'remission' })).toBe('not-met');
    },
  },
  C2: {
    what: 'Counselling as a procedure, in a document',
    holds: async () => {
      expect(await lineOf('psychosocial', { given, facts: [CBT] })).toBe('met');
      expect(
        await lineOf('psychosocial', { given, facts: [doc('Group therapy note', '-9d')] }),
      ).toBe('met');
      expect(await lineOf('psychosocial', { given })).not.toBe('met');
    },
  },
  C4: {
    what: 'Consent given, missing, not readable; an allergy beside "no known allergies"',
    holds: async () => {
      expect(await lineOf('consent', { given, facts: [CONSENT] })).toBe('met');
      expect(await lineOf('consent', { given })).toBe('not-met');
      expect(await lineOf('consent', { given, access: { Consent: '403' } })).toBe('unknown');
      const allergy = (text: string): Fact => ({ type: 'AllergyIntolerance', code: { text } });
      const facts = [allergy('naltrexone'), allergy('No known allergies')];
      expect(await lineOf('no-allergy-naltrexone', { given, facts })).toBe('conflicting');
    },
  },
  C5: {
    what: 'A last drink yesterday fails a payer that wants seven days; eight days ago it does not; neither shows on a safety card that the label does not ask for',
    holds: async () => {
      const drink = (valueDate: string): Fact => ({
        type: 'Observation',
        code: 'last drink (self-report)',
        effective: '0d',
        valueDate,
      });
      const etg: Fact = {
        type: 'Observation',
        code: 'urine EtG',
        effective: '-1d',
        value: 'Negative',
      };
      const payer = paidBy('Blue Cross Blue Shield of Alabama');
      const state = (day: string) =>
        criterionOf('alcohol-free', { given, facts: [payer, etg, drink(day)] });
      expect([await state('-6d'), await state('-7d')]).toEqual(['not-met', 'met']);
      await answersAs({ given, facts: [payer, drink('-6d')], expect: { indicator: 'none' } });
    },
  },
  C7: {
    what: 'A dispense of tablets is on the list; without one nothing is claimed',
    holds: async () => {
      expect(await lineOf('reason-for-injection', { given, facts: [TABLETS] })).toBe('met');
      expect(await lineOf('reason-for-injection', { given })).not.toBe('met');
    },
  },
  C9: {
    what: 'Documented missed doses are a reason for the injection',
    holds: async () => {
      const missed: Fact = {
        type: 'Condition',
        code: {
          system: 'icd10cm',
          code: 'Z91.14',
          display: 'Other noncompliance with medication regimen',
        },
        recordedDate: '-30d',
      };
      expect(await lineOf('reason-for-injection', { given, facts: [missed] })).toBe('met');
    },
  },
  M9: {
    what: 'A Medicare order without JZ is at risk by its modifiers, with JZ it is not',
    holds: async () => {
      const order = (modifiers: readonly string[]) => ({
        billingLines: [{ code: 'J2315', units: 380, modifiers: [...modifiers] }],
      });
      const medicare = [...given, 'medicare'];
      expect(await risksOf({ given: medicare, order: order([]) })).toContain('modifiers');
      expect(await risksOf({ given: medicare, order: order(['JZ']) })).not.toContain('modifiers');
    },
  },
  R1: {
    what: 'Met lines of those that apply, counted over the list itself',
    holds: async () => {
      const { checklist } = await assess({ given, facts: PAPERS });
      const applying = checklist.filter(({ state }) => state !== 'not-applicable');
      expect(countDocumented(checklist)).toEqual({
        met: applying.filter(({ state }) => state === 'met').length,
        of: applying.length,
      });
    },
  },
  R2: {
    what: 'Every statement of the letter rests on rows of the chart, on a search that is named, or is fixed words',
    holds: async () => {
      const { letter } = await packetOf(requestOf('rosa-well-documented'));
      const said = letter.sections.flatMap(({ statements }) => statements);
      const bare = said.filter(
        ({ basis }) =>
          (basis.kind === 'chart' && basis.citations.length === 0) ||
          (basis.kind === 'search' && basis.looked.length === 0),
      );
      expect(bare).toEqual([]);
      expect(said.some(({ text }) => /use disorder|dependence/i.test(text))).toBe(true);
    },
  },
  R4: {
    what: 'An empty chart: every contraindication is unknown, none is absent',
    holds: async () => {
      const { checklist } = await assess({});
      const lines = checklist.filter(({ id }) => id.startsWith('no-'));
      expect(lines.length).toBeGreaterThan(5);
      expect(lines.filter(({ state }) => state !== 'unknown').map(({ id }) => id)).toEqual([]);
    },
  },
  R5: {
    what: 'Liver tests of 20 days ago count; none do not; on the safety side 180 and 181 days are told apart',
    holds: async () => {
      expect(await lineOf('liver-tests', { given })).toBe('met');
      expect(await lineOf('liver-tests', { given: ['aud', 'negative-panel'] })).toBe('not-met');
      await cases('li-037', 'li-039', 'li-040').holds();
    },
  },
  R6: {
    what: 'Before an injection nobody is asked for a lot number; after one without it the line is open',
    holds: async () => {
      expect(await lineOf('lot-and-expiry', { given })).toBe('not-applicable');
      expect(await lineOf('lot-and-expiry', { given, facts: [injected('-28d')] })).toBe('not-met');
    },
  },
  R7: {
    what: 'A programme is a criterion where the policy names one, and none where it does not',
    holds: async () => {
      const facts = (payer: string) => [paidBy(payer)];
      expect(
        await criterionOf('psychosocial', { given, facts: facts('QualChoice') }),
      ).toBeDefined();
      expect(
        await criterionOf('psychosocial', { given, facts: facts('Sunflower Health Plan') }),
      ).toBeUndefined();
    },
  },
  R8: {
    what: 'The same chart and instant: the same papers and document, byte by byte',
    holds: async () => {
      const [one, two] = await Promise.all([
        packetOf(requestOf('rosa-well-documented')),
        packetOf(requestOf('rosa-well-documented')),
      ]);
      expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    },
  },
  R9: {
    what: 'QualChoice by its name; a payer that nobody knows gets the general policy, and that is said',
    holds: async () => {
      const choice = async (payer: string) =>
        (await assess({ given, facts: [paidBy(payer)] })).payer.choice;
      expect(await choice('QualChoice')).toMatchObject({
        by: 'name',
        policy: { id: 'qualchoice-bi213' },
      });
      expect(await choice('Lighthouse Mutual')).toMatchObject({
        by: 'generic',
        why: 'unknown-payer',
      });
    },
  },
  N1: {
    what: 'Without history or plan: at risk by necessity',
    holds: async () => {
      expect(await risksOf({ given, facts: PAPERS })).not.toContain('necessity');
      for (const fact of [HISTORY, PLAN]) {
        const facts = PAPERS.filter((one) => one !== fact);
        expect(await risksOf({ given, facts })).toContain('necessity');
      }
    },
  },
  N2: {
    what: 'Centene: a urine test of 6 or 7 days ago is enough, of 8 it is not',
    holds: async () => {
      const state = (effective: string) =>
        criterionOf('opioid-free-proof', {
          given: ['oud'],
          facts: [paidBy('Sunflower Health Plan'), screened(effective)],
        });
      expect([
        await state('-6dT15:00'),
        await state('-7dT15:00'),
        await state('-8dT15:00'),
      ]).toEqual(['met', 'met', 'not-met']);
    },
  },
  N3: {
    what: 'No liver tests: at risk by them; a pending panel is said on the safety side',
    holds: async () => {
      expect(await risksOf({ given, facts: PAPERS })).not.toContain('liver-tests');
      expect(await risksOf({ given: ['aud', 'negative-panel'], facts: PAPERS })).toContain(
        'liver-tests',
      );
      await cases('li-036').holds();
    },
  },
  'N8-N9': {
    what: 'A payer that wants an authorization and none on file: said; with an approval: not',
    holds: async () => {
      const approval: Fact = {
        type: 'ClaimResponse',
        code: { system: 'hcpcs', code: 'J2315' },
        created: '-40d',
        disposition: 'approved',
        number: 'A1',
        until: '60d',
      };
      const facts = [...PAPERS, paidBy('QualChoice')];
      expect(await risksOf({ given, facts })).toContain('authorization');
      expect(await risksOf({ given, facts: [...facts, approval] })).not.toContain('authorization');
      const order = { hcpcs: 'J2315' };
      const site = { readiness: { documentation: 'on' as const } };
      await answersAs({
        ...{ given, order, site, services: BOTH, facts },
        expect: { indicator: 'info', rules: ['coverage-readiness'], mention: ['authori[sz]ation'] },
      });
      await answersAs({
        ...{ given, order, site, services: BOTH, facts: [...facts, approval] },
        expect: { indicator: 'none' },
      });
    },
  },
  P1: {
    what: 'Of an unknown payer nothing is at risk by criteria of its own',
    holds: async () => {
      const { denialRisks, payer } = await assess({ given, facts: [paidBy('Lighthouse Mutual')] });
      expect(payer.choice.by).toBe('generic');
      const open = denialRisks.flatMap((risk) => risk.open);
      expect(open.filter(({ kind }) => kind === 'criterion')).toEqual([]);
    },
  },
  P2: {
    what: 'A treatment plan counts; without one the line is open',
    holds: async () => {
      expect(await lineOf('treatment-plan', { given, facts: [PLAN] })).toBe('met');
      expect(await lineOf('treatment-plan', { given })).toBe('not-met');
    },
  },
  P3: {
    what: 'Acamprosate not taken as prescribed; disulfiram that ended and nobody says why; nothing on record',
    holds: async () => {
      const payer = paidBy('Blue Cross Blue Shield of Alabama');
      const trial = (text: string, status: string, more: object): Fact => ({
        ...{ type: 'MedicationStatement', code: { text }, status, start: '-200d', end: '-150d' },
        ...more,
      });
      const state = (facts: readonly Fact[]) =>
        criterionOf('step-alcohol', { given, facts: [payer, ...facts] });
      expect([
        await state([trial('acamprosate', 'stopped', { statusReason: 'not-taken-as-prescribed' })]),
        await state([trial('disulfiram', 'completed', {})]),
        await state([]),
      ]).toEqual(['met', 'not-met', 'unknown']);
    },
  },
  P7: {
    what: 'Injections 28 and 56 days ago are on time; one of 100 days ago leaves a gap',
    holds: async () => {
      const onTime = [injected('-56d'), injected('-28d')];
      expect(await lineOf('on-time-doses', { given, facts: onTime })).toBe('met');
      const late = [injected('-100d'), injected('-1d')];
      expect(await lineOf('on-time-doses', { given, facts: late })).toBe('not-met');
    },
  },
  P8: {
    what: 'A urine test of three days ago counts for Centene four days more',
    holds: async () => {
      const { payer } = await assess({
        given: ['oud'],
        facts: [paidBy('Sunflower Health Plan'), screened('-3dT15:00')],
      });
      const proof = payer.criteria.find(({ id }) => id === 'opioid-free-proof');
      const today = Date.parse('2026-11-24') / 86_400_000;
      expect(proof?.validUntil).toBe(today + 4);
    },
  },
  P9: {
    what: 'A sentence without a source is found, and a letter with one is not written',
    holds: async () => {
      const { letter } = await packetOf(requestOf('rosa-well-documented'));
      const citable = await citableOf('rosa-well-documented');
      expect(findUncited(letter, citable)).toEqual([]);
      const [first, ...rest] = letter.sections;
      const planted = {
        text: 'The patient has never used opioids.',
        basis: { kind: 'chart' as const, citations: [] },
        reported: false,
      };
      const sections = [{ ...first!, statements: [planted] }, ...rest];
      expect(() => checkCited({ ...letter, sections }, citable)).toThrow(UncitedError);
    },
  },
};
