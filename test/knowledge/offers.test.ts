import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { checkOffers } from '../../src/knowledge/check-offers.js';
import { RULES } from '../../src/core/rules/registry.js';
import { theKnowledge } from '../support/hook-parts.js';

const knowledge = theKnowledge();
const { suggestions, overrideReasons, toxicology } = knowledge;
const outcomes = [...knowledge.questions.values()].flatMap((question) =>
  Object.entries(question.outcomes).map(
    ([name, outcome]) => [`${question.id}/${name}`, outcome] as const,
  ),
);
const committed = (name: string): any =>
  JSON.parse(readFileSync(new URL(`../contract/${name}`, import.meta.url), 'utf8'));

const rows = readFileSync(
  new URL('../../docs/suggestions-and-overrides.md', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

describe('override reasons', () => {
  test('a code that was ever offered is still there and still says the same', () => {
    const known = Object.fromEntries(
      Object.entries(overrideReasons.reasons).map(([code, { display }]) => [code, display]),
    );
    expect({ system: overrideReasons.system, reasons: known }).toMatchObject(
      committed('override-reasons.json'),
    );
  });

  test('a new code is written down with the others', () => {
    const { reasons } = committed('override-reasons.json');
    expect(Object.keys(overrideReasons.reasons).sort()).toEqual(Object.keys(reasons).sort());
  });

  test('what they are mapped to are HL7 non-adherence reasons', () => {
    const hl7 = committed('non-adherence-reasons.json');
    expect(overrideReasons.nonAdherenceSystem).toBe(hl7.system);
    for (const { nonAdherence } of Object.values(overrideReasons.reasons)) {
      if (nonAdherence !== undefined) expect(hl7.codes).toContain(nonAdherence);
    }
  });

  test.each(
    outcomes.filter(([, { card, indicator }]) => card === 'safety' && indicator !== 'info'),
  )('%s says why a clinician may go on', (_, { overrideReasons: codes = [] }) => {
    const isFollowUp = (code: string) => overrideReasons.reasons[code]?.followUp === true;
    expect(codes.filter((code) => !isFollowUp(code)).length).toBeGreaterThanOrEqual(3);
    expect(codes.filter(isFollowUp).length).toBeGreaterThanOrEqual(1);
  });

  test('the guide lists every code with its words and what it is mapped to', () => {
    for (const [code, { display, nonAdherence }] of Object.entries(overrideReasons.reasons)) {
      const row = rows.find(([name]) => name === `\`${code}\``);
      expect(row?.slice(1, 3)).toEqual([
        display,
        nonAdherence === undefined ? '' : `\`${nonAdherence}\``,
      ]);
    }
  });

  test('every one is used', () => {
    const used = new Set(outcomes.flatMap(([, outcome]) => outcome.overrideReasons ?? []));
    expect(Object.keys(overrideReasons.reasons).filter((code) => !used.has(code))).toEqual([]);
  });
});

describe('suggestions', () => {
  test('the guide lists every one', () => {
    const names = rows.map(([name]) => name);
    for (const name of Object.keys(suggestions.create)) expect(names).toContain(`\`${name}\``);
  });

  test('every one is offered by some outcome', () => {
    const used = new Set(outcomes.flatMap(([, outcome]) => outcome.suggestions ?? []));
    expect(Object.keys(suggestions.create).filter((name) => !used.has(name))).toEqual([]);
  });

  test('fentanyl is among what a drug panel is ordered for', () => {
    expect(toxicology.panel).toContain('fentanyl');
    expect(suggestions.analytes).toHaveProperty('fentanyl');
  });

  test('a panel that is stated to be negative names every member of a full one', () => {
    const { resource } = suggestions.create['record-bedside-panel'] ?? {};
    const codes = (resource as any).component.map(({ code }: any) => code.coding[0].code);
    expect(codes).toEqual(toxicology.panel.map((name) => suggestions.analytes[name]?.code));
  });

  test('nothing is ordered at once: drafts are for the clinician to sign, facts are stated, and the team is asked for papers', () => {
    const expected: Readonly<Record<string, readonly [string, boolean]>> = {
      Observation: ['final', true],
      Task: ['requested', false],
    };
    for (const { resource, stated = false } of Object.values(suggestions.create)) {
      const { resourceType, status } = resource as { resourceType: string; status?: string };
      expect([status, stated]).toEqual(expected[resourceType] ?? ['draft', false]);
    }
  });

  test('no recommended one states a fact', () => {
    for (const { recommended, stated } of Object.values(suggestions.create)) {
      expect(recommended && stated === true).toBe(false);
    }
  });
});

describe('the start stops at', () => {
  const offers = { ...knowledge, panel: toxicology.panel };
  const withOutcome = (more: object) => {
    const question = knowledge.questions.get('liver-tests');
    const { missing } = question?.outcomes ?? {};
    return {
      ...offers,
      questions: new Map(knowledge.questions).set('liver-tests', {
        ...question,
        outcomes: { ...question?.outcomes, missing: { ...missing, ...more } },
      } as never),
    };
  };
  test.each<[string, typeof offers, string]>([
    ['a suggestion that is none', withOutcome({ suggestions: ['rest'] }), '"rest", which is no'],
    [
      'a suggestion that asks for a value that is not there',
      withOutcome({ suggestions: ['order-untested-opioids'] }),
      '{{untested}}',
    ],
    ['a reason that is none', withOutcome({ overrideReasons: ['why not'] }), '"why not", which'],
    [
      'a member of the panel that cannot be ordered',
      { ...offers, panel: [...toxicology.panel, 'tramadol'] },
      '"tramadol"',
    ],
  ])('%s', (_, wrong, words) => {
    expect(() => {
      checkOffers(wrong, RULES);
    }).toThrow(words);
  });
  test('nothing of what is there', () => {
    expect(() => {
      checkOffers(offers, RULES);
    }).not.toThrow();
  });
});
