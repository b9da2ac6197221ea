import { join } from 'node:path';
import { ServiceFile } from '../core/pack/service.js';
import { readCheckedJson } from './read-checked-json.js';

/**
 * Reads and checks `cards/service.json`: what the service says of itself, how far it looks back, its words when it fails.
 * @throws KnowledgeError naming the place that is wrong; the process must not start
 */
export function loadServiceFile(cards: string): ServiceFile {
  return readCheckedJson(join(cards, 'service.json'), 'cards/service.json', ServiceFile);
}
