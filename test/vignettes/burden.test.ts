import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acceptedPage } from '../support/accepted-page.js';
import { type AnsweredTheme, answerCases } from '../support/answer-cases.js';
import { burden } from '../support/burden.js';
import { closeFhirAccess } from '../support/run-case.js';
import { scenariosPage } from '../support/scenarios-page.js';

afterAll(closeFhirAccess);

describe('what all cases together show a clinician; `npm run burden` accepts a change', () => {
  let themes: readonly AnsweredTheme[] = [];
  beforeAll(async () => {
    themes = await answerCases();
  });

  test('docs/burden.json holds the figures', () => {
    const answers = themes.flatMap(({ cases }) => cases.map(({ cards }) => cards));
    const measured = `${JSON.stringify(burden(answers), undefined, 2)}\n`;
    expect(measured).toBe(acceptedPage('burden.json', measured));
  });

  test('docs/scenarios.md holds every answer', () => {
    const measured = scenariosPage(themes);
    expect(measured).toBe(acceptedPage('scenarios.md', measured));
  });
});

describe('burden', () => {
  const card = (summary: string, detail?: string) =>
    ({ summary, ...(detail === undefined ? {} : { detail }) }) as never;

  test('counts words of summary and detail, not the marks of a list', () => {
    const { wordsPerCard } = burden([[card('Wait until **5 Dec**', '- oxycodone – 6 d ago')]]);
    expect(wordsPerCard).toEqual({ median: 8, p95: 8 });
  });

  test('shares are of the cases, median and p95 of the cards', () => {
    const long = Array.from({ length: 40 }, () => 'word').join(' ');
    expect(burden([[], [card('one'), card('one two')], [card(long)], []])).toEqual({
      cases: 4,
      cards: 3,
      cardsPer100: 75,
      wordsPerCard: { median: 2, p95: 40 },
      silentShare: 0.5,
    });
  });
});
