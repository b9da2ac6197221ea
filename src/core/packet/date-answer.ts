import { isoDay } from '../compose/format-day.js';
import type { Span } from '../time/instant.js';
import { type ItemAnswer, answer } from './documented.js';

/** The one day of a span; undefined when it leaves several open. */
export const exactDay = ({ earliest, latest }: Span) =>
  earliest.day === latest.day ? latest.day : undefined;

/** An answer with a day, where the chart gives one day and no more. */
export function dateAnswer(
  linkId: string,
  at: Span | undefined,
  evidence: ItemAnswer['evidence'],
  more?: { reported?: boolean; occurrence?: number },
): readonly ItemAnswer[] {
  const day = at && exactDay(at);
  return day === undefined ? [] : [answer(linkId, { valueDate: isoDay(day) }, evidence, more)];
}

/** Newest first by the latest day. */
export const newestFirst = <T extends { readonly at: Span | undefined }>(
  all: readonly T[],
): readonly T[] =>
  [...all].sort((a, b) => (b.at?.latest.day ?? -Infinity) - (a.at?.latest.day ?? -Infinity));
