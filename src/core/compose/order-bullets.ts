import type { Outcome } from '../pack/question.js';
import { type Finding, isAtLeast } from '../rules/finding.js';

/**
 * The findings of a card that get a bullet, in the order in which they are read: folded ones keep their listing and lose their
 * bullet (E3.6); critical before warning before info, inside one severity the card's own findings before those that ride on
 * it, then by the order of the knowledge (E3.8, E3.9).
 */
export function orderBullets(
  findings: readonly Finding[],
  outcomeOf: (finding: Finding) => Outcome,
  bulletOrder: readonly string[],
  kind: Finding['card'],
): readonly Finding[] {
  const rank = ({ rule, card }: Finding): number => {
    const place = bulletOrder.indexOf(rule);
    const riders = card === kind ? 0 : bulletOrder.length + 1;
    return riders + (place === -1 ? bulletOrder.length : place);
  };
  return findings
    .filter((finding) => !isFolded(finding, findings, outcomeOf(finding)))
    .sort((a, b) =>
      a.indicator === b.indicator
        ? rank(a) - rank(b)
        : isAtLeast(a.indicator, b.indicator)
          ? -1
          : 1,
    );
}

/** Folded: another rule of the card already says it, about the same subject or about any. */
const isFolded = (finding: Finding, all: readonly Finding[], outcome: Outcome): boolean =>
  all.some(
    (other) =>
      other !== finding &&
      (outcome.foldsUnderAny?.includes(other.rule) === true ||
        (outcome.foldsUnder?.includes(other.rule) === true && other.subject === finding.subject)),
  );
