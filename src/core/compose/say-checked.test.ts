import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import type { ClinicalCase } from '../../../test/support/clinical-case.js';
import { decideCase, prepareCase } from '../../../test/support/decide-case.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';

const WHY = { reason: 'Asked for by the clinic', owner: 'P&T committee', date: '2026-11-01' };
const CLEAN = ['oud', 'negative-panel', 'normal-liver', 'naloxone'];
const site = { checkedNothingFound: { show: true as const, ...WHY } };
type Chart = Partial<
  Pick<ClinicalCase, 'given' | 'facts' | 'order' | 'drafts' | 'access' | 'site'>
>;

async function cardsOf(chart: Chart) {
  const prepared = await prepareCase(caseToFhir({ given: CLEAN, site, ...chart }));
  return decideCase(prepared, theKnowledge())?.cards ?? [];
}
const kinds = async (chart: Chart) => (await cardsOf(chart)).map(({ kind }) => kind);

describe('a site that wants to hear that nothing was found', () => {
  test('hears what was looked at, with dates, in at most 60 words', async () => {
    const [card] = await cardsOf({});
    expect(card).toMatchObject({
      kind: 'checked',
      indicator: 'info',
      summary:
        'Checked for naltrexone on 24 Nov 2026: nothing found in the chart that speaks against it',
      rules: [{ id: 'checked-nothing-found', state: 'met', indicator: 'info' }],
      unknown: [],
    });
    expect(card?.detail).toContain('Newest negative drug test: 23 Nov 2026.');
    expect(card?.detail).toContain('Newest ALT or AST: 4 Nov 2026.');
    expect(card?.detail).toContain('medication orders');
    expect(card?.detail).toContain('not yet reviewed by a clinician');
    expect(card?.detail.split(/\s+/).length).toBeLessThanOrEqual(60);
  });

  test('is told which kind of test is not there', async () => {
    const [card] = await cardsOf({
      given: ['aud', 'normal-liver'],
      order: { kind: 'oral', doseMg: 50 },
      site: { ...site, modes: [{ rule: 'opioid-tox-missing', mode: 'off', ...WHY }] },
    });
    expect(card?.detail).toContain('Newest negative drug test: none.');
  });

  test('is told how many rules its policy silences, whether off or in shadow', async () => {
    const silence = (mode: 'off' | 'shadow') =>
      cardsOf({ site: { ...site, modes: [{ rule: 'liver-tests-missing', mode, ...WHY }] } });
    const [off] = await silence('off');
    expect(off?.detail).toContain('Rules silenced by site policy: 1.');
    expect(await silence('shadow')).toEqual([off]);
  });

  test.each<[string, Chart]>([
    ['no such wish', { site: {} }],
    ['another drug', { order: { kind: 'none' }, drafts: [] }],
    [
      'a drafted opioid',
      { order: { kind: 'none' }, drafts: [{ text: 'oxycodone 5 mg tablet' }] as never },
    ],
  ])('no card: %s', async (_, chart) => {
    expect(await kinds(chart)).toEqual([]);
  });

  test('no such card where something is said', async () => {
    expect(await kinds({ given: ['oud', 'negative-panel', 'naloxone'] })).not.toContain('checked');
  });

  test.each(['MedicationStatement', 'Observation', 'Condition', 'Appointment'])(
    'no such card when %s could not be read',
    async (type) => {
      expect(await kinds({ access: { [type]: '403' } })).not.toContain('checked');
    },
  );

  test('no such card with rows of another patient among those that were read', async () => {
    const prepared = await prepareCase(caseToFhir({ given: CLEAN, site }));
    const chart = { ...prepared.chart, foreignRows: 1 };
    expect(decideCase({ ...prepared, chart }, theKnowledge())?.cards).toEqual([]);
  });
});
