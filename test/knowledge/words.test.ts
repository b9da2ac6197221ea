import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fillWords, namesIn } from '../../src/core/compose/fill-words.js';
import type { Outcome } from '../../src/core/pack/question.js';
import type { Finding } from '../../src/core/rules/finding.js';
import { RULES } from '../../src/core/rules/registry.js';
import type { WordValue } from '../../src/core/rules/rule.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import { decideCase, prepareCase } from '../support/decide-case.js';
import { theKnowledge } from '../support/hook-parts.js';
import { loadCases } from '../support/load-cases.js';
import { owners, readyCases } from '../support/question-cases.js';
import { worstCaseWords } from '../support/worst-case-words.js';

/** CDS Hooks: a summary is shorter than 140 characters. */
const LONGEST_SUMMARY = 139;

const avoided = (
  JSON.parse(readFileSync(new URL('./words-to-avoid.json', import.meta.url), 'utf8')) as {
    word: string;
    say: string;
  }[]
).map(({ word, say }) => ({ pattern: new RegExp(`\\b(${word})\\b`, 'i'), say }));

const { questions, drug } = theKnowledge();
const outcomes = [...questions.values()].flatMap((question) =>
  Object.entries(question.outcomes).map(
    ([name, outcome]) => [`${question.id}/${name}`, { question, name, outcome }] as const,
  ),
);
const textsOf = ({ summary, bullet, next }: Outcome): readonly string[] =>
  [summary, bullet, next].filter((text) => text !== undefined);

describe.each(outcomes)('the words of %s', (_, { question, name, outcome }) => {
  test('are person-first', () => {
    expect(textsOf(outcome).flatMap(avoidedIn)).toEqual([]);
  });

  test('hold no HTML, link or image', () => {
    for (const text of textsOf(outcome)) expect(text).not.toMatch(/<[a-z/!]|&[a-z#]\w*;|\]\(|!\[/i);
  });

  test('name only values that the rule gives', () => {
    const given = RULES.find((rule) => rule.question === question.id)?.outcomes[name] ?? [];
    expect(
      textsOf(outcome)
        .flatMap(namesIn)
        .filter((asked) => !given.includes(asked)),
    ).toEqual([]);
  });

  test('begin with a summary of one sentence without codes and markup', () => {
    const { summary } = outcome;
    expect(summary).not.toMatch(/[.!?](\s|$)|\n/);
    expect(summary).not.toMatch(/\b[A-TV-Z]\d\d(\.\w+)?\b|\b\d{3,6}-\d\b|\b[GJQ]\d{4}\b/);
    expect(summary.replace(/\{\{\w+\}\}/g, '')).not.toMatch(/[*_`#[\]]/);
  });
});

test.each(Object.entries(drug.terms))('the term %s is person-first and without HTML', (_, text) => {
  expect(avoidedIn(text)).toEqual([]);
  expect(text).not.toMatch(/<[a-z/!]|&[a-z#]\w*;/i);
});

describe('summaries are short enough with the longest values there are', () => {
  let worst: Readonly<Record<string, Readonly<Record<string, WordValue>>>> = {};
  beforeAll(async () => {
    const findings = await findingsOfAllCases();
    worst = Object.fromEntries(
      [...questions.keys()].map((id) => [
        id,
        worstCaseWords(
          findings.filter(({ question }) => question === id),
          theKnowledge(),
        ),
      ]),
    );
  });

  test.each(outcomes)('%s', (_, { question, outcome }) => {
    const summary = fillWords(outcome.summary, worst[question.id] ?? {}, drug.terms, 'plain');
    expect(summary).toHaveLength(Math.min(summary.length, LONGEST_SUMMARY));
  });
});

const avoidedIn = (text: string): readonly string[] =>
  avoided
    .filter(({ pattern }) => pattern.test(text))
    .map(({ pattern, say }) => `"${pattern.exec(text)?.[0] ?? ''}": better ${say}`);

async function findingsOfAllCases(): Promise<readonly Finding[]> {
  const own = (await Promise.all(owners().map(readyCases))).flat().map(({ prepared }) => prepared);
  const cases = loadCases().flatMap((theme) => theme.cases);
  const table = await Promise.all(cases.map((one) => prepareCase(caseToFhir(one))));
  return [...own, ...table].flatMap((one) => decideCase(one, theKnowledge())?.findings ?? []);
}
