import type { Provenance } from '../../evidence/provenance.js';
import type { SliceName } from '../../chart.js';
import type { CoverageWords } from '../../pack/coverage-words.js';
import type { Numbers } from '../../pack/policy.js';
import { number, type RuleInput, text, type WordValue } from '../../rules/rule.js';
import type { Day, Span } from '../../time/instant.js';
import type { RequirementState } from '../requirement.js';

/** What is known of one criterion of a policy, before it carries its id and its own numbers. */
export interface Judgement {
  readonly state: RequirementState;
  readonly evidence: readonly Provenance[];
  /** What was found, newest first: the value `found` of its words. Empty where nothing was. */
  readonly found: readonly WordValue[];
  readonly validUntil?: Day | undefined;
}

/** What criteria are judged by. */
export interface CriterionInput extends RuleInput {
  /** Clinical limits under the site's policy. */
  readonly numbers: Numbers;
  readonly words: CoverageWords;
}

export const UNKNOWN: Judgement = { state: 'unknown', evidence: [], found: [] };
export const NOT_APPLICABLE: Judgement = { state: 'not-applicable', evidence: [], found: [] };

/** Were these slices wholly read? What is absent from anything less is not absent. */
export const isWhole = ({ evidence }: RuleInput, ...slices: readonly SliceName[]): boolean =>
  slices.every((slice) => !evidence.coverage.unread.has(slice));

/** "fentanyl screen 12 Nov 2026" */
export const dated = (what: WordValue | string, at: Span | undefined): WordValue => ({
  kind: 'list',
  items: [
    typeof what === 'string' ? text(what) : what,
    ...(at === undefined
      ? []
      : [{ kind: 'span', earliest: at.earliest.day, latest: at.latest.day } as const]),
  ],
  separator: ' ',
});

/** "380 mg" */
export const amount = (value: number, unit: string): WordValue => ({
  kind: 'list',
  items: [number(value), text(unit)],
  separator: ' ',
});
