import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import { decideCase, prepareCase } from '../../../test/support/decide-case.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import type { Knowledge } from '../pack/knowledge.js';
import type { SiteFile } from '../pack/site.js';

const WHY = { reason: 'Agreed locally', owner: 'P&T committee', date: '2025-11-01' };
/** The cases are of 24 Nov 2026. */
const TODAY = '2026-11-24';
const YESTERDAY = '2026-11-23';

const withDrug = (reviewBy: string): Knowledge => ({
  ...theKnowledge(),
  drug: { ...theKnowledge().drug, reviewBy },
});
const withQuestion = (id: string, reviewBy: string): Knowledge => {
  const questions = new Map(theKnowledge().questions);
  const question = questions.get(id);
  if (question === undefined) throw new Error(`no question ${id}`);
  return { ...theKnowledge(), questions: questions.set(id, { ...question, reviewBy }) };
};

async function cardsUnder(knowledge: Knowledge, site: SiteFile = {}) {
  const facts = [{ type: 'MedicationAdministration', code: 'methadone tablet', effective: '-3d' }];
  const given = ['oud', 'negative-panel'];
  const prepared = await prepareCase(caseToFhir({ given, facts, site }));
  return decideCase(prepared, knowledge)?.cards ?? [];
}
const lastLines = async (knowledge: Knowledge, site?: SiteFile) =>
  (await cardsUnder(knowledge, site)).map(({ detail }) => detail.split('\n').at(-1) ?? '');

describe('a review date that is over', () => {
  test('of the drug is said on every card', async () => {
    const lines = await lastLines(withDrug(YESTERDAY));
    expect(lines.length).toBe(2);
    for (const line of lines) {
      expect(line).toContain('**Review overdue since 23 Nov 2026**: naltrexone.');
    }
  });

  test('of a question is said on its card only', async () => {
    const lines = await lastLines(withQuestion('opioid-interval', YESTERDAY));
    expect(lines.map((line) => line.includes('since 23 Nov 2026**: opioid-interval.'))).toEqual([
      true,
      false,
    ]);
  });

  test.each<[string, SiteFile]>([
    ['mode', { modes: [{ rule: 'age-under-18', mode: 'off', ...WHY, reviewBy: YESTERDAY }] }],
    [
      'indicator',
      { indicators: [{ rule: 'age-under-18', indicator: 'info', ...WHY, reviewBy: YESTERDAY }] },
    ],
    [
      'number',
      {
        parameters: [
          {
            question: 'liver-tests',
            parameter: 'fresh.first-dose',
            value: 90,
            ...WHY,
            reviewBy: YESTERDAY,
          },
        ],
      },
    ],
  ])('of a changed %s is said on every card', async (_, site) => {
    for (const line of await lastLines(theKnowledge(), site)) {
      expect(line).toContain('since 23 Nov 2026**: site policy.');
    }
  });

  test('of several names them once each, from the oldest day', async () => {
    const site: SiteFile = {
      modes: [
        { rule: 'age-under-18', mode: 'off', ...WHY, reviewBy: '2026-01-02' },
        { rule: 'liver-rising', mode: 'off', ...WHY, reviewBy: '2026-03-02' },
      ],
    };
    const [line] = await lastLines(withDrug(YESTERDAY), site);
    expect(line).toContain('since 2 Jan 2026**: site policy and naltrexone.');
  });

  test('is not over on its own day, nor ahead of it', async () => {
    for (const knowledge of [withDrug(TODAY), theKnowledge()]) {
      for (const line of await lastLines(knowledge)) expect(line).not.toContain('overdue');
    }
  });

  test('never changes what is decided', async () => {
    const verdicts = async (knowledge: Knowledge) =>
      (await cardsUnder(knowledge)).map(({ detail: _, ...card }) => card);
    expect(await verdicts(withDrug(YESTERDAY))).toEqual(await verdicts(theKnowledge()));
  });
});
