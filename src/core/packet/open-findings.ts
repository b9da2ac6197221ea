import { cardWords } from '../compose/card-words.js';
import type { SliceName } from '../chart.js';
import { type Finding, isAtLeast } from '../rules/finding.js';
import { RULES } from '../rules/registry.js';
import { day, term } from '../rules/rule.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import type { PaperInput } from './paper-input.js';
import type { Statement } from './paper.js';
import type { StatementWriter } from './statements.js';

/** What the safety rules have to say against the order: nobody should send a letter without having seen it. */
export function openFindings(given: PaperInput, write: StatementWriter): readonly Statement[] {
  const words = cardWords(given.knowledge);
  return given.decision.findings.filter(isOpen).flatMap((finding) => {
    const values = { ...finding.values, earliestDate: earliest(given) };
    const text = words.say(words.outcomeOf(finding).summary, { ...finding, values }, 'plain');
    const basis = write.rows(finding.evidence);
    return [
      basis === undefined
        ? write.search(text, slicesOf(finding))
        : { text, basis, reported: false },
    ];
  });
}

/** Above information, and nobody has answered for it. */
export const isOpen = ({ shadow, card, indicator, acknowledged }: Finding): boolean =>
  !shadow &&
  acknowledged === undefined &&
  (card === 'safety' || card === 'missing') &&
  isAtLeast(indicator, 'warning');

function earliest({ decision, situation }: PaperInput) {
  const at = readFhirTime(decision.earliestDate, situation.clock.zone);
  return at === undefined ? term('detail.day-unknown') : day(at.latest.day);
}

/** Where the rule behind a finding has looked. */
const slicesOf = ({ question }: Finding): readonly SliceName[] =>
  RULES.find((rule) => rule.question === question)?.needs ?? [];
