import type { Chart } from '../chart.js';
import type { Decision } from '../decision.js';
import type { PacketWords } from '../pack/packet-words.js';
import type { ReadinessTerms } from '../pack/readiness-list.js';
import type { Terminology } from '../pack/terminology.js';
import type { RuleInput } from '../rules/rule.js';

/** What the papers of one order are written from. */
export interface PacketInput {
  /** The order with its evidence, as the rules saw it. */
  readonly situation: RuleInput;
  /** The answer of the safety question about this order. */
  readonly decision: Decision;
  /** With the site's local codes read. */
  readonly chart: Chart;
  readonly terminology: Terminology;
  readonly words: PacketWords;
  /** Words of `cards/readiness` for what the chart names by a code alone. */
  readonly readinessTerms: ReadinessTerms;
}
