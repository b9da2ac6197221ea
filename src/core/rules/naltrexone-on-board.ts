import type { Evidence } from '../evidence/evidence.js';
import type { NaltrexoneDose } from '../evidence/exposure.js';
import type { Span } from '../time/instant.js';

export const ON_BOARD_NUMBERS = ['on-board.depot', 'on-board.oral'] as const;
export type OnBoardNumbers = Readonly<Record<(typeof ON_BOARD_NUMBERS)[number], number>>;

/**
 * Was naltrexone surely in the body when a specimen was collected (`clinical-opioid` 6.5)? An observed dose of the depot or of
 * oral naltrexone in the days before, or an active list entry for oral naltrexone asserted around that day. Local calendar days;
 * only from a wholly read source, since it makes a positive test look milder.
 */
export function isNaltrexoneOnBoard(
  { naltrexoneDoses, naltrexoneListings }: Pick<Evidence, 'naltrexoneDoses' | 'naltrexoneListings'>,
  collected: Span,
  numbers: OnBoardNumbers,
): boolean {
  const given = naltrexoneDoses.some(({ product, at, provenance }) => {
    const limit = daysOnBoard(product, numbers);
    return (
      provenance.complete &&
      limit !== undefined &&
      at.latest.day <= collected.earliest.day &&
      collected.latest.day - at.earliest.day <= limit
    );
  });
  const listed = naltrexoneListings.some(
    ({ product, from, covers, provenance }) =>
      provenance.complete &&
      from === 'statement' &&
      isOral(product) &&
      Math.abs(collected.latest.day - covers.last.day) <= numbers['on-board.oral'] &&
      Math.abs(collected.earliest.day - covers.first.day) <= numbers['on-board.oral'],
  );
  return given || listed;
}

const isOral = (product: NaltrexoneDose['product']): boolean =>
  product === 'oral' || product === 'contrave';

function daysOnBoard(
  product: NaltrexoneDose['product'],
  numbers: OnBoardNumbers,
): number | undefined {
  if (product === 'depot') return numbers['on-board.depot'];
  return isOral(product) ? numbers['on-board.oral'] : undefined;
}
