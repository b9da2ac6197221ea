import type { Decision } from './decision.js';
import type { Knowledge } from './pack/knowledge.js';
import { type Numbers, numbersOf } from './pack/policy.js';
import { assessReadiness, type Readiness } from './readiness/assess-readiness.js';
import { type BillingPreview, previewBilling } from './readiness/billing-preview.js';
import { type LiverScores, scoreLiver } from './rules/liver/scores/liver-scores.js';
import type { RuleInput } from './rules/rule.js';

/** What is made whether anybody shows it or not. */
export type Decided = Omit<Decision, 'liverScores' | 'readiness' | 'billing'>;

/** What the rest is made of when somebody asks. */
export interface Asked {
  /** The naltrexone orders; none for a drafted opioid. */
  readonly inputs: readonly RuleInput[];
  readonly isSafety: boolean;
  readonly knowledge: Knowledge;
  readonly numbers: Numbers;
}

/**
 * A decision whose further parts are paid for by whoever shows them. A class, because V8 keeps accessors of an object literal in the
 * literal's hidden class, which lives long: with them a call's whole chart outlived the call until the next full collection.
 */
export class MadeDecision implements Decision {
  readonly orders;
  readonly findings;
  readonly cards;
  readonly notBefore;
  readonly earliestDate;
  readonly plan;
  readonly wouldClear;
  readonly gaps;
  readonly localCodes;
  readonly knowledge;
  readonly #asked: Asked;

  constructor(decided: Decided, asked: Asked) {
    this.orders = decided.orders;
    this.findings = decided.findings;
    this.cards = decided.cards;
    this.notBefore = decided.notBefore;
    this.earliestDate = decided.earliestDate;
    this.plan = decided.plan;
    this.wouldClear = decided.wouldClear;
    this.gaps = decided.gaps;
    this.localCodes = decided.localCodes;
    this.knowledge = decided.knowledge;
    this.#asked = asked;
  }

  get liverScores(): LiverScores | undefined {
    const { inputs, isSafety, knowledge, numbers } = this.#asked;
    const [first] = isSafety ? inputs : [];
    return first && scoreLiver(first, knowledge.liverScores, numbers);
  }

  get readiness(): Readiness | undefined {
    const { inputs, knowledge, numbers } = this.#asked;
    for (const input of inputs) {
      const readiness = assessReadiness(input, knowledge, numbers);
      if (readiness !== undefined) return readiness;
    }
    return undefined;
  }

  get billing(): BillingPreview | undefined {
    const { inputs, knowledge, numbers } = this.#asked;
    const [first] = inputs;
    return (
      first &&
      previewBilling(
        first,
        {
          ...numbersOf<'dose.full' | 'dose.per-millilitre'>(numbers, 'depot-order'),
          ...numbersOf<'unit.milligrams' | 'vial.content'>(numbers, 'billing-units'),
        },
        knowledge.terminology,
      )
    );
  }
}
