import type { OverrideReasonsFile } from '../core/pack/override-reasons.js';
import type { FeedbackRecord } from '../record/feedback-record.js';
import type { Mark } from '../record/marks.js';
import type { SentReason } from './feedback-item.js';

/**
 * A reason of ours, or of the HL7 list that ours are mapped to, by its code, also where a client leaves the system out. Any other
 * could be anything, a name too: it becomes a mark, so that equal ones can be counted.
 */
export function nameReason(
  { system, code }: SentReason,
  client: string,
  { system: ours, nonAdherenceSystem, reasons }: OverrideReasonsFile,
  mark: Mark,
): NonNullable<FeedbackRecord['reason']> {
  const isOurs = (system ?? ours) === ours && Object.hasOwn(reasons, code);
  const isMapped =
    (system ?? nonAdherenceSystem) === nonAdherenceSystem &&
    Object.values(reasons).some(({ nonAdherence }) => nonAdherence === code);
  return isOurs || isMapped
    ? { known: true, code }
    : { known: false, code: mark('override-reason', client, JSON.stringify([system, code])) };
}
