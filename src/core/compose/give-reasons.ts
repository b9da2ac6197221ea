import type { Knowledge } from '../pack/knowledge.js';
import type { Outcome } from '../pack/question.js';
import type { Finding } from '../rules/finding.js';

/** Why a clinician may go on in spite of a card, or what will be done about it. */
export interface OverrideReason {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

/**
 * The reasons of a card's findings, each once, those of its first finding first; then those that say what will be done. A finding
 * that is acknowledged already asks for none.
 * @param findings in reading order
 */
export function giveReasons(
  findings: readonly Finding[],
  outcomeOf: (finding: Finding) => Outcome,
  { overrideReasons: { system, reasons, parameters } }: Knowledge,
): readonly OverrideReason[] {
  const codes = new Set(
    findings.flatMap((finding) =>
      finding.acknowledged === undefined ? (outcomeOf(finding).overrideReasons ?? []) : [],
    ),
  );
  const known = [...codes].flatMap((code) => {
    const reason = reasons[code];
    return reason === undefined ? [] : [{ code, ...reason }];
  });
  const most = (isFollowUp: boolean, count: number) =>
    known.filter(({ followUp = false }) => followUp === isFollowUp).slice(0, count);
  return [
    ...most(false, parameters['card.most'].value),
    ...most(true, parameters['card.most-follow-up'].value),
  ].map(({ code, display }) => ({ system, code, display }));
}
