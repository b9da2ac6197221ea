import { elapsedHours } from '../../time/distance.js';
import type { Point, Span } from '../../time/instant.js';

/**
 * The time of something that has happened, clipped at now; a clock that runs ahead by no more than the tolerance counts as
 * now (`clinical-liver-other` 0.2, 0.4).
 */
export function upToNow(span: Span, now: Point, toleranceHours: number): Span | 'future' {
  if (elapsedHours(now, span.earliest) > toleranceHours) return 'future';
  return {
    earliest: elapsedHours(now, span.earliest) > 0 ? now : span.earliest,
    latest: elapsedHours(now, span.latest) > 0 ? now : span.latest,
  };
}
