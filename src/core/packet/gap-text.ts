import { fillWords } from '../compose/fill-words.js';
import type { Gap as ReadGap } from '../decision.js';
import type { PacketWords } from '../pack/packet-words.js';
import type { Terms } from '../pack/terms.js';
import { list, term, text } from '../rules/rule.js';
import type { Gap } from './documented.js';

/**
 * "Drug test for opioids: not documented." Where a part that was looked through could not be read in full, the line says that
 * instead: what is not found in it may be documented.
 * @param unread parts of the chart that were not read in full
 */
export function gapText(
  { name, looked }: Gap,
  { gaps, gapForms }: Pick<PacketWords, 'gaps' | 'gapForms'>,
  terms: Terms,
  unread: readonly ReadGap[],
): string {
  const words = gaps[name];
  if ('open' in words) return words.open;
  const types = unread.filter(({ slice }) => looked.includes(slice)).map((one) => one.resourceType);
  const parts = [...new Set(types)].map((type) => term(`resource.${type}`));
  const form = parts.length === 0 ? gapForms.absent : gapForms.unread;
  const said = fillWords(form, { what: text(words.what), parts: list(parts) }, terms, 'plain');
  return words.note === undefined ? said : `${said} ${words.note}`;
}
