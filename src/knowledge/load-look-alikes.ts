import { join } from 'node:path';
import { LookAlikesFile } from '../core/pack/look-alikes.js';
import { readCheckedJson } from './read-checked-json.js';

/**
 * Reads and checks `cards/look-alikes.json`.
 * @throws KnowledgeError naming the place that is wrong; the process must not start
 */
export function loadLookAlikes(cards: string): LookAlikesFile {
  return readCheckedJson(join(cards, 'look-alikes.json'), 'cards/look-alikes.json', LookAlikesFile);
}
