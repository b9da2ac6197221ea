import type { Evidence } from '../../evidence/evidence.js';
import type { Provenance } from '../../evidence/provenance.js';
import type { Knowledge, SitePolicy } from '../../pack/knowledge.js';
import type { CreateSuggestion } from '../../pack/suggestions.js';
import type { Finding } from '../../rules/finding.js';
import type { JudgedOrder } from '../../rules/judge-order.js';
import type { WordValue } from '../../rules/rule.js';
import type { Day } from '../../time/instant.js';
import { standsAgainst } from './stands-against.js';

/** Does this make sense now, about this finding of this order? Where that cannot be seen, it does not. */
export function isOffered(
  { unless = [], seen = [], onDoseDayOnly, afterDayOf, putsOff }: CreateSuggestion,
  { values, acknowledged, evidence: about }: Finding,
  one: JudgedOrder,
  { file }: SitePolicy,
  { terminology }: Knowledge,
): boolean {
  const { clock, evidence } = one;
  if (acknowledged !== undefined) return false;
  if (putsOff === true && (file.snooze === undefined || !canBeAnswered(about, evidence)))
    return false;
  if (onDoseDayOnly === true && clock.planned.day > clock.now.day) return false;
  if (afterDayOf !== undefined && !isBefore(values[afterDayOf], clock.now.day)) return false;
  return (
    !seen.some((slice) => evidence.incomplete.has(slice)) &&
    !unless.some((reason) => standsAgainst(reason, one, terminology))
  );
}

/** What is evidence of a depot is answered by no history of use: the drug is still there. */
const canBeAnswered = (
  about: readonly Provenance[],
  { buprenorphineDepots }: Pick<Evidence, 'buprenorphineDepots'>,
): boolean =>
  about.length > 0 &&
  !buprenorphineDepots.some(({ provenance }) =>
    about.some(({ source }) => source === provenance.source),
  );

const isBefore = (value: WordValue | undefined, today: Day): boolean =>
  value?.kind === 'span' && value.latest < today;
