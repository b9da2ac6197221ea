import { join } from 'node:path';
import { DisclosureNotice } from '../core/pack/disclosure-notice.js';
import { readCheckedJson } from './read-checked-json.js';

/**
 * Reads and checks `cards/disclosure-notice.json`.
 * @throws KnowledgeError naming the place that is wrong
 */
export const loadDisclosureNotice = (cards: string): DisclosureNotice =>
  readCheckedJson(
    join(cards, 'disclosure-notice.json'),
    'cards/disclosure-notice.json',
    DisclosureNotice,
  );
