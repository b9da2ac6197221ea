import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Questionnaire, QuestionnaireItem } from 'fhir/r4.js';
import { namesIn } from '../core/compose/fill-words.js';
import { FACT_VALUES, ITEM_IDS } from '../core/packet/fact-names.js';
import type { PacketKnowledge } from '../core/packet/make-packet.js';
import { PacketWords } from '../core/pack/packet-words.js';
import { deepFreeze } from './deep-freeze.js';
import { KnowledgeError } from './knowledge-error.js';
import { loadDisclosureNotice } from './load-disclosure-notice.js';
import { readCheckedJson } from './read-checked-json.js';

const WORDS = 'cards/packet/words.json';
const QUESTIONNAIRE = 'cards/packet/naltrexone-documentation.json';
/** Values of the paper itself that fixed words may name. */
const FRAME_VALUES = [
  'today',
  'filled',
  'total',
  'documented',
  'applying',
  'software',
  'knowledge',
];

/**
 * Reads and checks the words of the papers, the questionnaire and the notice of 42 CFR part 2.
 * @throws KnowledgeError naming the place that is wrong
 */
export function loadPacketKnowledge(cards: string): PacketKnowledge {
  const words = readCheckedJson(join(cards, 'packet/words.json'), WORDS, PacketWords);
  const file = join(cards, 'packet/naltrexone-documentation.json');
  const questionnaire = JSON.parse(readFileSync(file, 'utf8')) as Questionnaire;
  for (const [name, sentence] of Object.entries(words.facts)) {
    checkNames(name, sentence, FACT_VALUES[name as keyof typeof FACT_VALUES]);
  }
  for (const [name, sentence] of Object.entries(words.frames)) {
    checkNames(name, sentence, FRAME_VALUES);
  }
  for (const [name, sentences] of Object.entries(words.gaps)) {
    for (const sentence of Object.values(sentences)) checkNames(name, sentence, []);
  }
  for (const [name, sentence] of Object.entries(words.gapForms)) {
    checkNames(name, sentence, name === 'unread' ? ['what', 'parts'] : ['what']);
  }
  checkQuestions(questionnaire, words);
  const { statement: notice } = loadDisclosureNotice(cards);
  return { words: deepFreeze(words), questionnaire: deepFreeze(questionnaire), notice };
}

function checkNames(name: string, sentence: string, allowed: readonly string[]): void {
  const unknown = namesIn(sentence).find((one) => !allowed.includes(one));
  if (unknown === undefined) return;
  throw new KnowledgeError(
    WORDS,
    `"${name}" names {{${unknown}}}`,
    allowed.length === 0 ? 'It has no values' : `It may name: ${allowed.join(', ')}`,
  );
}

/** Groups are the items, in their order; what fills an item are questions of it; nothing is hidden or read-only. */
function checkQuestions({ item = [] }: Questionnaire, words: PacketWords): void {
  const wrong = (what: string, advice: string) => new KnowledgeError(QUESTIONNAIRE, what, advice);
  const groups = item.map(({ linkId }) => linkId);
  if (groups.join() !== ITEM_IDS.join()) {
    throw wrong('has other groups than the items', `They are: ${ITEM_IDS.join(', ')}`);
  }
  for (const group of item) {
    const questions = flatten(group.item ?? []);
    const ids = questions.map(({ linkId }) => linkId);
    const fills = words.filledBy[group.linkId as keyof typeof words.filledBy].flat();
    const unknown = fills.find((id) => !ids.includes(id));
    if (unknown !== undefined) throw wrong(`${group.linkId} has no question ${unknown}`, 'Add it');
    const closed = questions.find((one) => one.readOnly === true || one.extension !== undefined);
    if (closed !== undefined) {
      throw wrong(`${closed.linkId} is read-only or extended`, 'Pre-filled questions stay open');
    }
  }
}

const flatten = (items: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] =>
  items.flatMap((one) => [one, ...flatten(one.item ?? [])]);
