import type { Span } from '../../time/instant.js';

/** Local days between two samples; of partial dates as few as there may be, because a pattern of hazard must not be missed. */
export const leastDaysApart = (a: Span, b: Span): number =>
  Math.max(0, a.earliest.day - b.latest.day, b.earliest.day - a.latest.day);

/** Local days between the first and the last of some samples; of partial dates as many as there may be. */
export const mostDaysApart = (spans: readonly Span[]): number =>
  Math.max(...spans.map(({ latest }) => latest.day)) -
  Math.min(...spans.map(({ earliest }) => earliest.day));
