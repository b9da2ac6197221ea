import type { FeedbackRecord } from '../../record/feedback-record.js';

/** The class of an override whose reason is neither ours nor of HL7's list; its mark is nobody's business here. */
const OTHER_CODE = 'other-code';
const NO_REASON = 'no-reason-given';

/**
 * What came of a card that was shown, as a class path. No feedback is a class of its own: clients do not report what was ignored.
 * A card that was accepted once is accepted; else one that was overridden is overridden, for the reason that was given last.
 */
export function responseTo(feedback: readonly FeedbackRecord[]): readonly string[] {
  if (feedback.length === 0) return ['no-response'];
  if (feedback.some(({ outcome }) => outcome === 'accepted')) return ['accepted'];
  const overrides = feedback.filter(({ outcome }) => outcome === 'overridden');
  if (overrides.length === 0) return ['outcome-unclear'];
  const reason = overrides.findLast((said) => said.reason !== undefined)?.reason;
  if (reason === undefined) return ['overridden', NO_REASON];
  return ['overridden', reason.known ? reason.code : OTHER_CODE];
}
