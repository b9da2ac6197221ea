import { beforeAll, describe, expect, test } from '@jest/globals';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import type { ClinicalCase, Fact } from '../../../test/support/clinical-case.js';
import { readinessOf } from '../../../test/support/readiness-of.js';
import { fillWords } from '../compose/fill-words.js';
import type { Readiness } from './assess-readiness.js';
import { countDocumented } from './list-input.js';
import type { Requirement } from './requirement.js';

type Written = Omit<ClinicalCase, 'id' | 'name' | 'expect'>;

/** An injection before which everything is written down; each fact under the name of what it is for. */
const FACTS: Readonly<Record<string, Fact>> = {
  diagnosis: { type: 'Condition', code: 'F10.20 alcohol dependence', recordedDate: '-54d' },
  history: doc('History and physical note', '-50d'),
  consent: {
    type: 'Consent',
    code: { text: 'naltrexone consent: risks, alternatives' },
    dateTime: '-4d',
  },
  drink: {
    type: 'Observation',
    code: { text: 'Last drink' },
    effective: '-1d',
    value: '2026-11-10',
    category: 'social-history',
  },
  allergies: {
    type: 'AllergyIntolerance',
    code: { text: 'No known allergies' },
  },
  counselling: {
    type: 'Procedure',
    code: { text: 'CBT for alcohol use' },
    performed: '-10d',
  },
  plan: doc('Treatment plan', '-20d'),
  tablets: {
    type: 'MedicationDispense',
    code: { text: 'naltrexone 50 mg tablet' },
    whenHandedOver: '-200d',
    daysSupply: 30,
  },
  coverage: { type: 'Coverage', payer: 'QualChoice' },
  approval: {
    type: 'ClaimResponse',
    code: { system: 'hcpcs', code: 'J2315' },
    created: '-40d',
    disposition: 'approved',
    number: 'A1',
    until: '60d',
  },
};

function doc(text: string, date: string): Fact {
  return { type: 'DocumentReference', code: { text }, date };
}

const order = { doseMg: 380, hcpcs: 'J2315' };
const GIVEN = ['negative-panel', 'normal-liver'];
const written = (
  without: readonly string[] = [],
  given = GIVEN,
  more: readonly Fact[] = [],
): Written => ({
  given,
  order,
  facts: [
    ...Object.entries(FACTS).flatMap(([name, fact]) => (without.includes(name) ? [] : [fact])),
    ...more,
  ],
});
const assess = async (...from: Parameters<typeof written>): Promise<Readiness> => {
  const readiness = await readinessOf(written(...from));
  if (readiness === undefined) throw new Error('no depot in the case');
  return readiness;
};
const states = (list: readonly Requirement[]): Readonly<Record<string, string>> =>
  Object.fromEntries(list.map(({ id, state }) => [id, state]));

let whole: Readiness;
let nothing: Readiness;
beforeAll(async () => {
  whole = await assess();
  nothing = await assess(Object.keys(FACTS), []);
});

describe('the documentation checklist', () => {
  test('a chart in which everything stands', () => {
    expect(states(whole.checklist)).toMatchObject({
      indication: 'met',
      'clinical-history': 'met',
      age: 'met',
      consent: 'met',
      'liver-tests': 'met',
      'opioid-free': 'met',
      'no-acute-hepatitis': 'met',
      'no-liver-failure': 'met',
      'no-allergy-naltrexone': 'met',
      'no-allergy-polymer': 'met',
      'no-allergy-diluent': 'met',
      psychosocial: 'met',
      'treatment-plan': 'met',
      dose: 'met',
      'reason-for-injection': 'met',
      'overdose-education': 'not-applicable',
      'pregnancy-status': 'not-applicable',
      'administration-record': 'not-applicable',
      'lot-and-expiry': 'not-applicable',
      'adherence-monitoring': 'not-applicable',
    });
  });

  test('an empty chart: nothing is absent because nothing was found', () => {
    const found = states(nothing.checklist);
    for (const id of Object.keys(found).filter((one) => one.startsWith('no-'))) {
      expect([id, found[id]]).toEqual([id, 'unknown']);
    }
    expect(found).toMatchObject({
      indication: 'not-met',
      consent: 'not-met',
      'liver-tests': 'not-met',
    });
    expect(found['opioid-free']).not.toBe('met');
  });

  test.each([
    ['diagnosis', ['indication', 'alcohol-free']],
    ['history', ['clinical-history']],
    ['consent', ['consent']],
    ['allergies', ['no-allergy-naltrexone', 'no-allergy-polymer', 'no-allergy-diluent']],
    ['counselling', ['psychosocial']],
    ['plan', ['treatment-plan']],
    ['tablets', ['reason-for-injection']],
    ['drink', ['alcohol-free']],
  ])('without the %s exactly that gap appears', async (name, gaps) => {
    const before = states(whole.checklist);
    const after = states((await assess([name])).checklist);
    const lost = Object.keys(before).filter((id) => before[id] === 'met' && after[id] !== 'met');
    expect(lost).toEqual(gaps);
  });

  test('what could not be read is unknown, and the same chart is never better for it', async () => {
    const readiness = await readinessOf({
      ...written(Object.keys(FACTS), []),
      access: { DocumentReference: '403', Consent: '403', Condition: '403', Observation: '403' },
    });
    const found = states(readiness?.checklist ?? []);
    for (const id of ['indication', 'consent', 'clinical-history', 'liver-tests', 'psychosocial']) {
      expect([id, found[id]]).toEqual([id, 'unknown']);
    }
  });

  test('counted, not weighed', () => {
    const applying = whole.checklist.filter(({ state }) => state !== 'not-applicable');
    const { met, of } = countDocumented(whole.checklist);
    expect(of).toBe(applying.length);
    expect(met).toBe(applying.filter(({ state }) => state === 'met').length);
    expect(met).toBeGreaterThan(15);
  });

  test.each([
    ['refuted', { verificationStatus: 'refuted' }, 'refuted'],
    ['in remission', { clinicalStatus: 'remission' }, 'in remission'],
  ])('a diagnosis that is %s is told apart', async (_, more, said) => {
    const fact = { ...FACTS['diagnosis'], ...more } as Fact;
    const { checklist } = await assess(['diagnosis'], GIVEN, [fact]);
    const line = checklist.find(({ id }) => id === 'indication');
    expect(line?.state).toBe('not-met');
    expect(sayLine(line!)).toContain(said);
  });

  test("a relative's diagnosis is none of the patient's", async () => {
    const fact = {
      type: 'Condition',
      code: { system: 'icd10cm', code: 'Z81.1', display: 'Family history of alcohol dependence' },
      recordedDate: '-9d',
    } as Fact;
    const { checklist } = await assess(['diagnosis'], GIVEN, [fact]);
    expect(sayLine(checklist.find(({ id }) => id === 'indication')!)).toContain('relative');
  });

  test('lot and expiry are asked for after an injection only', async () => {
    const given = {
      type: 'MedicationAdministration',
      code: { text: 'Vivitrol 380 mg' },
      effective: '-28d',
    } as Fact;
    const { checklist } = await assess([], GIVEN, [given]);
    expect(states(checklist)).toMatchObject({
      'lot-and-expiry': 'not-met',
      'administration-record': 'not-met',
    });
  });

  test('an allergy beside "no known allergies" is a contradiction', async () => {
    const fact = {
      type: 'AllergyIntolerance',
      code: { text: 'naltrexone' },
    } as Fact;
    const { checklist } = await assess([], GIVEN, [fact]);
    expect(states(checklist)).toMatchObject({
      'no-allergy-naltrexone': 'conflicting',
      'no-allergy-polymer': 'met',
    });
  });
});

const sayLine = ({ id, state, values }: Requirement): string => {
  const { readiness, drug } = theKnowledge();
  const words = (readiness.checklist.items[id] ?? readiness.renewal.items[id])?.words[state];
  if (words === undefined) throw new Error(`${id} has no words for ${state}`);
  return fillWords(words, values, drug.terms, 'plain');
};

test('every line that was judged has words for its state', () => {
  for (const { checklist, renewal } of [whole, nothing]) {
    for (const line of [...checklist, ...renewal])
      expect(sayLine(line)).not.toMatch(/\{\{|undefined/);
  }
});

describe('denial risks of the whole chart', () => {
  const atRisk = ({ denialRisks }: Readiness): readonly string[] =>
    denialRisks.filter(({ state }) => state === 'at-risk').map(({ id }) => id);

  test.each([
    ['plan', ['necessity']],
    ['tablets', ['necessity']],
    ['counselling', ['payer-documents']],
    ['consent', ['payer-documents']],
    ['approval', ['authorization']],
  ])('without the %s', async (name, risks) => {
    const before = atRisk(whole);
    expect(atRisk(await assess([name])).filter((id) => !before.includes(id))).toEqual(risks);
  });

  test('with all of it there is none', () => {
    expect(atRisk(whole)).toEqual([]);
  });

  test('liver tests', async () => {
    expect(
      atRisk(await assess([], ['negative-panel'])).filter((id) => !atRisk(whole).includes(id)),
    ).toEqual(['liver-tests']);
  });

  test('an order with the wrong code', async () => {
    const readiness = await readinessOf({ ...written(), order: { doseMg: 380, hcpcs: 'J2320' } });
    expect(atRisk(readiness!)).toContain('code');
    expect(atRisk(whole)).not.toContain('code');
  });
});
