import { describe, expect, test } from '@jest/globals';
import { caseToFhir } from '../../../test/support/case-to-fhir.js';
import type { ClinicalCase } from '../../../test/support/clinical-case.js';
import { decideCase, prepareCase } from '../../../test/support/decide-case.js';
import { theKnowledge } from '../../../test/support/hook-parts.js';
import type { Chart } from '../chart.js';
import { finding, TODAY } from '../../../test/support/clinical-facts.js';
import type { Knowledge } from '../pack/knowledge.js';
import type { Outcome } from '../pack/question.js';
import type { Finding } from '../rules/finding.js';
import { giveReasons } from './give-reasons.js';
import { listRules } from './list-rules.js';

const methadone = { type: 'MedicationAdministration', code: 'methadone tablet', effective: '-3d' };
const WHY = { reason: 'Being tried', owner: 'P&T committee', date: '2026-11-01' };
type Written = Partial<Pick<ClinicalCase, 'given' | 'facts' | 'access' | 'site'>>;

async function decided(written: Written, change = (chart: Chart) => chart, knowledge?: Knowledge) {
  const prepared = await prepareCase(caseToFhir({ given: ['oud', 'negative-panel'], ...written }));
  const chart = change(prepared.chart);
  const decision = decideCase({ ...prepared, chart }, knowledge ?? theKnowledge());
  if (decision === undefined) throw new Error('a naltrexone order is always decided about');
  return decision;
}
const lastLine = (detail: string | undefined) => detail?.split('\n').at(-1);
const withStatus = (id: string, status: 'reviewed', reviewBy: string): Knowledge => {
  const questions = new Map(theKnowledge().questions);
  const question = questions.get(id);
  if (question === undefined) throw new Error(`no question ${id}`);
  return { ...theKnowledge(), questions: questions.set(id, { ...question, status, reviewBy }) };
};

describe('a card', () => {
  test('ends with its rules, their versions and the first review that is due', async () => {
    const { cards } = await decided({ facts: [methadone] });
    const missing = cards.find(({ kind }) => kind === 'missing');
    expect(missing?.rules.map(({ id }) => id)).toEqual([
      'overdose-rescue-missing',
      'liver-tests-missing',
    ]);
    expect(lastLine(missing?.detail)).toBe(
      'Rules: overdose-rescue-missing 1.0.0, liver-tests-missing 1.0.0. Draft knowledge, not yet reviewed by a clinician, review due 24 May 2027.',
    );
  });

  test('is reviewed only when all of its questions are, and due when the first one is', async () => {
    const footerUnder = async (given: string[]) => {
      const knowledge = withStatus('liver-tests', 'reviewed', '2027-03-01');
      const { cards } = await decided({ given }, undefined, knowledge);
      return lastLine(cards.find(({ kind }) => kind === 'missing')?.detail);
    };
    expect(await footerUnder(['oud', 'negative-panel', 'naloxone'])).toContain(
      'Reviewed knowledge, review due 1 Mar 2027.',
    );
    expect(await footerUnder(['oud', 'negative-panel'])).toContain(
      'Draft knowledge, not yet reviewed by a clinician, review due 1 Mar 2027.',
    );
  });

  test('has no empty paragraph, and one blank line between two', async () => {
    const { cards } = await decided({ facts: [methadone] });
    for (const { detail } of cards) {
      expect(detail).not.toMatch(/\n{3}|^\s|\s$| {2}|\n\n\n/);
      for (const paragraph of detail.split('\n\n')) expect(paragraph.trim()).not.toBe('');
    }
  });

  test('says nothing of gaps, foreign rows or later dates where there are none', async () => {
    const { cards } = await decided({ facts: [methadone] });
    const said = cards.map(({ detail }) => detail).join('\n');
    expect(said).not.toMatch(
      /Could not be read|Not available|another patient|in the future|More findings/,
    );
  });

  test('names the drafts that it is about', async () => {
    const { orders, cards } = await decided({ facts: [methadone] });
    expect(orders).toEqual([expect.stringMatching(/^MedicationRequest\//)]);
    for (const card of cards) expect(card.orders).toEqual(orders);
  });

  test('carries the dates where the rules stand that they come from', async () => {
    const { cards, earliestDate, notBefore } = await decided({ facts: [methadone] });
    expect([notBefore, earliestDate]).toEqual(['2026-12-01', '2026-12-05']);
    expect(cards.map((card) => [card.kind, card.notBefore, card.earliestDate])).toEqual([
      ['safety', '2026-12-01', '2026-12-05'],
      ['missing', undefined, undefined],
    ]);
  });

  test('has no day before which it would be critical for a merely possible use', async () => {
    const code = 'oxycodone/acetaminophen tablet';
    const facts = [
      { type: 'MedicationStatement', code, status: 'unknown', end: '-2d', dateAsserted: '-2d' },
    ];
    const { notBefore, earliestDate } = await decided({ facts });
    expect(notBefore).toBeUndefined();
    expect(earliestDate).toBe('2026-12-02');
  });
});

describe('what was not read', () => {
  test('is listed by resource type, sorted, each once', async () => {
    const access = { Observation: '403', Condition: '403', MedicationDispense: '403' } as const;
    const { cards } = await decided({ access });
    for (const { unknown } of cards) {
      expect(unknown).toEqual(['Condition', 'MedicationDispense', 'Observation']);
    }
  });

  test('is not unknown when the site has no such source; then it is only said', async () => {
    const absent = (chart: Chart): Chart => ({
      ...chart,
      slices: {
        ...chart.slices,
        medicationStatements: { state: 'not-asked', fault: { reason: 'declared-absent' } },
      },
    });
    const { cards } = await decided({ facts: [methadone] }, absent);
    for (const { unknown, detail } of cards) {
      expect(unknown).toEqual([]);
      expect(detail).toContain('Not available at this site: medication list.');
      expect(detail).not.toContain('Could not be read');
    }
  });
});

test('a finding in shadow is recorded and makes no card', async () => {
  const given = ['oud', 'negative-panel', 'naloxone'];
  const site = { modes: [{ rule: 'liver-tests-missing', mode: 'shadow' as const, ...WHY }] };
  const { cards, findings } = await decided({ given, site });
  expect(cards).toEqual([]);
  expect(findings.map(({ rule, shadow }) => [rule, shadow])).toEqual([
    ['liver-tests-missing', true],
  ]);
});

test('a rule behind a card is listed once, in its worst state, of equal ones the first', () => {
  const said = (rule: string, indicator: Finding['indicator'], state: Finding['state'] = 'met') =>
    finding({ rule, indicator, state });
  expect(
    listRules([
      said('a', 'warning'),
      said('b', 'critical', 'conflicting'),
      said('a', 'critical', 'unknown'),
      said('a', 'critical', 'met'),
      said('b', 'info'),
    ]),
  ).toEqual([
    { id: 'a', version: '1.0.0', state: 'unknown', indicator: 'critical' },
    { id: 'b', version: '1.0.0', state: 'conflicting', indicator: 'critical' },
  ]);
});

describe('reasons to go on', () => {
  const reasons = {
    first: { display: 'First' },
    second: { display: 'Second' },
    third: { display: 'Third' },
    later: { display: 'Later', followUp: true },
    next: { display: 'Next', followUp: true },
  };
  const parameters = { 'card.most': { value: 2 }, 'card.most-follow-up': { value: 1 } };
  const knowledge = { overrideReasons: { system: 'urn:x', reasons, parameters } } as never;
  const given = (...findings: readonly (readonly [string[] | undefined, Partial<Finding>?])[]) =>
    giveReasons(
      findings.map(([, differing], place) => finding({ ...differing, subject: String(place) })),
      ({ subject }) => ({ overrideReasons: findings[Number(subject)]?.[0] }) as Outcome,
      knowledge,
    ).map(({ display }) => display);

  test('with system, code and words', () => {
    const outcome = () => ({ overrideReasons: ['later', 'first'] }) as unknown as Outcome;
    expect(giveReasons([finding()], outcome, knowledge)).toEqual([
      { system: 'urn:x', code: 'first', display: 'First' },
      { system: 'urn:x', code: 'later', display: 'Later' },
    ]);
  });
  test('each once, those of the first finding first, few of each kind', () => {
    expect(given([['second', 'later']], [['second', 'first', 'third', 'next']])).toEqual([
      'Second',
      'First',
      'Later',
    ]);
  });
  test('none that the knowledge does not have, of an outcome without any, or after an answer', () => {
    const acknowledged = { on: TODAY, until: undefined };
    expect(given([['gone']], [undefined], [['first'], { acknowledged }])).toEqual([]);
  });
});
