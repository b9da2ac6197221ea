import { describe, expect, test } from '@jest/globals';
import type { LocalCodeEntry } from '../../src/core/pack/local-codes.js';
import type { Moment } from '../../src/core/time/instant.js';
import { answerHook } from '../../src/hook/answer-hook.js';
import { loadSitePolicy } from '../../src/knowledge/load-site-policy.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import type { ClinicalCase } from '../support/clinical-case.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { hookParts, theKnowledge } from '../support/hook-parts.js';
import { requestOf } from '../support/run-case.js';

/* A code or text that only one site knows, before and after a line in its site file. */

const SITE = 'https://ehr.example.org/codes';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const LOINC = 'http://loinc.org';
const CONCEPT = 'https://naltrexone-cds.org/concept';
const by = { owner: 'Pharmacy informatics', date: '2026-11-02' };
const line = (code: string, system: string, means: string): LocalCodeEntry => ({
  ...{ system: SITE, code, means: { system, code: means } },
  ...by,
});
const local = (code: string, display?: string) => ({
  ...{ system: SITE, code },
  ...(display === undefined ? {} : { display }),
});
const ready = ['oud', 'negative-panel', 'normal-liver', 'naloxone'];

type Written = Pick<ClinicalCase, 'given' | 'facts' | 'drafts' | 'order'>;
const decided = async (written: Written, ...lines: readonly LocalCodeEntry[]) =>
  decideCase(await prepareCase(caseToFhir(written), lines), theKnowledge());
async function rulesOf(written: Written, ...lines: readonly LocalCodeEntry[]) {
  const decision = await decided(written, ...lines);
  return decision?.findings.map(({ rule }) => rule);
}

describe('an opioid', () => {
  const dispense = (code: object) => ({
    given: ready,
    facts: [{ type: 'MedicationDispense', code, whenHandedOver: '-4d', daysSupply: 3 }],
  });
  const houseStock = dispense(local('80001', 'OXIR5 house stock'));
  const oxycodone = line('80001', RXNORM, '7804');

  test('under a local code is no opioid to anybody', async () => {
    expect(await rulesOf(houseStock)).toEqual([]);
  });

  test('is oxycodone with its waiting time after one line', async () => {
    const decision = await decided(houseStock, oxycodone);
    expect(decision).toEqual(
      expect.objectContaining({
        ...(await decided(dispense({ system: 'rxnorm', code: '7804' }))),
        cards: expect.anything(),
        localCodes: [{ ...oxycodone, sources: [decision?.findings[0]?.evidence[0]?.source] }],
      }),
    );
    expect(decision?.findings.map(({ rule }) => rule)).toContain('opioid-interval-short');
    expect(decision?.cards[0]?.detail).toContain(
      'Read by the site list of local codes (Pharmacy informatics, 2 Nov 2026): 80001.',
    );
  });

  test('by its text alone', async () => {
    const text = { text: 'oxir5 HOUSE stock', means: oxycodone.means, ...by };
    expect(await rulesOf(houseStock, text)).toEqual(await rulesOf(houseStock, oxycodone));
  });

  test('a line that decided nothing is recorded and not said', async () => {
    const known = { type: 'MedicationDispense', code: 'methadone tablet' };
    const facts = [
      { ...known, whenHandedOver: '-4d', daysSupply: 3 },
      { type: 'MedicationDispense', code: local('30'), whenHandedOver: '-400d', daysSupply: 3 },
    ];
    const decision = await decided({ given: ready, facts }, line('30', RXNORM, '7804'));
    expect(decision?.localCodes).toHaveLength(1);
    expect(decision?.cards[0]?.detail).not.toContain('local codes');
  });

  test('whose own words say oxycodone stays one, whatever the line says', async () => {
    const facts = dispense(local('80001', 'oxycodone 5 mg tablet'));
    const before = await decided(facts);
    expect(await decided(facts, line('80001', RXNORM, '7243'))).toEqual(before);
    expect(before?.cards[0]?.indicator).toBe('critical');
  });

  test('signed together with naltrexone', async () => {
    const drafts = [{ type: 'MedicationRequest' as const, code: local('80001') }];
    const outcomes = async (...lines: readonly LocalCodeEntry[]) =>
      (await decided({ given: ready, drafts }, ...lines))?.findings.map(({ outcome }) => outcome);
    expect(await outcomes()).toEqual(['unresolvable-draft']);
    expect(await outcomes(oxycodone)).toEqual(['opioid-drafted']);
  });
});

describe('an order', () => {
  const depot = line('N380', RXNORM, '637216');
  const ordered = { given: ['oud', 'normal-liver'], order: { code: local('N380') } };

  test('for naltrexone under a local code alone is answered after one line', async () => {
    expect(await decided(ordered)).toBeUndefined();
    const decision = await decided(ordered, depot);
    expect(decision?.findings.map(({ rule }) => rule)).toContain('opioid-tox-missing');
    expect(decision?.localCodes).toEqual([{ ...depot, sources: ['MedicationRequest/draft-1'] }]);
    expect(decision?.cards.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('2 Nov 2026): N380.'),
    ]);
  });

  test('of an opioid for somebody with a depot on board: the mirror case', async () => {
    const written = {
      given: ['depot-given'],
      order: { kind: 'opioid' as const, code: local('80001') },
    };
    expect(await decided(written)).toBeUndefined();
    expect(await rulesOf(written, line('80001', RXNORM, '7804'))).toEqual([
      'opioid-order-on-depot',
    ]);
  });

  test('with a local reason counts like one with its standard code', async () => {
    const withReason = (reason: object) => ({ given: ['normal-liver'], order: { reason } });
    const aud = line('AUD', 'http://hl7.org/fhir/sid/icd-10-cm', 'F10.20');
    const before = await decided(withReason(local('AUD')));
    const after = await decided(withReason(local('AUD')), aud);
    const standard = await decided(withReason({ system: 'icd10cm', code: 'F10.20' }));
    expect(after?.findings).toEqual(standard?.findings);
    expect(after?.findings).not.toEqual(before?.findings);
  });
});

test('a hook call of a site is answered by its own list', async () => {
  const oxycodone = line('80001', RXNORM, '7804');
  const sent = caseToFhir({
    given: ready,
    order: { code: local('N380') },
    drafts: [{ type: 'MedicationRequest', code: local('80001') }],
  });
  const cardsWith = async (...localCodes: readonly LocalCodeEntry[]) => {
    const { cards } = await answerHook(
      {
        service: 'naltrexone-safety',
        client: { id: 'ehr', fhirBases: [] },
        body: requestOf(sent),
        digest: 'one',
        site: loadSitePolicy({}, theKnowledge(), sent.timeZone, localCodes),
        now: Date.parse(sent.now) as Moment,
      },
      hookParts(),
    );
    return cards.map(({ indicator }) => indicator);
  };
  expect(await cardsWith()).toEqual([]);
  expect(await cardsWith(line('N380', RXNORM, '637216'), oxycodone)).toEqual(['critical']);
});

describe('a result', () => {
  test('of ALT under a local code is judged in its unit', async () => {
    const facts = [
      {
        ...{ type: 'Observation', code: local('L-ALT', 'ALT (local)'), effective: '-3d' },
        ...{ value: 480, unit: 'U/L', refRange: '0-45' },
      },
    ];
    const written = { given: ['oud', 'negative-panel', 'naloxone'], facts };
    expect(await rulesOf(written)).toContain('liver-result-unreadable');
    const rules = await rulesOf(written, line('L-ALT', LOINC, '1742-6'));
    expect(rules).toContain('liver-severe-elevation');
    expect(rules).not.toContain('liver-result-unreadable');
  });

  test('negative of a local drug panel clears what its standard codes cover', async () => {
    const tests = {
      'D-OPI': '19295-5',
      'D-OXY': '10998-3',
      'D-FEN': '59673-4',
      'D-MTD': '19550-3',
      'D-BUP': '3414-0',
    };
    const components = Object.keys(tests).map((code) => ({ code: local(code), value: 'Negative' }));
    const facts = [{ type: 'Observation', code: local('D'), effective: '-1dT10:00', components }];
    const written = { given: ['oud', 'normal-liver', 'naloxone'], facts };
    const lines = Object.entries(tests).map(([code, means]) => line(code, LOINC, means));
    expect(await rulesOf(written)).toEqual(['opioid-tox-missing']);
    expect(await rulesOf(written, ...lines)).toEqual([]);
    expect(await rulesOf(written, ...lines.slice(0, 2))).toContain('opioid-tox-coverage-gap');
  });

  test('of a score without a standard code: our own concept', async () => {
    const facts = [{ type: 'Observation', code: local('WD'), effective: '-2h', value: 14 }];
    const written = { given: ready, facts };
    expect(await rulesOf(written)).toEqual([]);
    expect(await rulesOf(written, line('WD', CONCEPT, 'cows'))).toEqual([
      'opioid-withdrawal-active',
    ]);
  });

  test('of a naloxone challenge done as a local procedure', async () => {
    const facts = [
      { type: 'Procedure', code: local('NXC'), performed: '-1d', outcome: 'withdrawal signs' },
    ];
    const written = { given: ready, facts };
    const challenge = line('NXC', CONCEPT, 'naloxone-challenge');
    expect(await rulesOf(written)).toEqual([]);
    expect(await rulesOf(written, challenge)).toEqual(['naloxone-challenge-failed']);
  });
});
