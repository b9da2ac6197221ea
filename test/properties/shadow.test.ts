import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { SiteFile } from '../../src/core/pack/site.js';
import { respond } from '../../src/hook/respond.js';
import { caseToFhir } from '../support/case-to-fhir.js';
import { decideCase, type PreparedCase, prepareCase } from '../support/decide-case.js';
import { examples } from '../support/examples.js';
import { theKnowledge } from '../support/hook-parts.js';
import { loadCases } from '../support/load-cases.js';

const WHY = { reason: 'Being tried', owner: 'P&T committee', date: '2026-11-01' };
const IDENTITY = {
  decision: 'of-a-case',
  service: 'naltrexone-safety',
  patientId: 'of-a-case',
  encounterId: undefined,
  user: undefined,
};
const anyCase = fc.constantFrom(...loadCases().flatMap(({ cases }) => cases));
type Mode = NonNullable<SiteFile['modes']>[number]['mode'];

describe('a rule in shadow', () => {
  test('is heard as little as one that is off: the answers are the same, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, fc.nat(), async (one, pick) => {
        const prepared = await prepareCase(caseToFhir(one));
        const rules = [...new Set(decide(prepared)?.findings.map(({ rule }) => rule))];
        fc.pre(rules.length > 0);
        const rule = rules[pick % rules.length] ?? '';
        expect(answer(prepared, rule, 'shadow')).toBe(answer(prepared, rule, 'off'));
      }),
      examples(120),
    );
  });

  test('is recorded all the same', async () => {
    const prepared = await prepareCase(caseToFhir({ given: ['oud', 'negative-panel'] }));
    const found = (mode: Mode) =>
      decide(under(prepared, 'liver-tests-missing', mode))
        ?.findings.filter(({ rule }) => rule === 'liver-tests-missing')
        .map(({ shadow }) => shadow);
    expect([found('on'), found('shadow'), found('off')]).toEqual([[false], [true], []]);
  });
});

const decide = (prepared: PreparedCase) => decideCase(prepared, theKnowledge());

const under = (prepared: PreparedCase, rule: string, mode: Mode): PreparedCase => ({
  ...prepared,
  site: {
    ...prepared.site,
    file: { ...prepared.site.file, modes: [{ rule, mode, ...WHY }] },
  },
});

function answer(prepared: PreparedCase, rule: string, mode: Mode): string {
  const decision = decide(under(prepared, rule, mode));
  return JSON.stringify(decision === undefined ? { cards: [] } : respond(decision, IDENTITY));
}
