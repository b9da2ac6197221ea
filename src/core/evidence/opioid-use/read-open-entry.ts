import type { Exposure } from '../exposure.js';
import type { Point } from '../../time/instant.js';
import type { OpioidIdentity } from './medication-use.js';
import type { Reader } from './reader.js';

const STAYS_ONGOING = new Set([
  'extended-release',
  'transdermal',
  'methadone',
  'long-acting',
  'buprenorphine-transmucosal',
  'buprenorphine-patch',
]);

type OpenEntry = Pick<Exposure, 'certainty' | 'last' | 'ongoing' | 'doubt'>;

/**
 * An active order or list entry without an end (`clinical-opioid` 5.1): use goes on while the entry is young, is possible
 * while it is listed, and is a stale entry afterwards. Long-acting forms stay ongoing as long as they are listed.
 * @param writtenOn when the order was authored or the list entry last asserted
 */
export function readOpenEntry(
  reader: Reader,
  identity: OpioidIdentity,
  writtenOn: Point | undefined,
): OpenEntry {
  const possible = { certainty: 'possible', last: undefined, ongoing: false } as const;
  if (writtenOn === undefined) return { ...possible, doubt: 'undated' };
  const age = reader.now.day - writtenOn.day;
  const listed = age <= reader.numbers['order.listed'];
  const longActing = identity.extendedRelease || STAYS_ONGOING.has(identity.exposureClass);
  if (age <= reader.numbers['order.ongoing'] || (longActing && listed)) {
    return { certainty: 'confirmed', last: undefined, ongoing: true, doubt: undefined };
  }
  return { ...possible, doubt: listed ? 'open-entry' : 'stale-entry' };
}
