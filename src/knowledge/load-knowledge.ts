import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CoverageWords } from '../core/pack/coverage-words.js';
import { DrugFile } from '../core/pack/drug.js';
import type { Knowledge } from '../core/pack/knowledge.js';
import { InductionProtocolsFile } from '../core/pack/induction-protocols.js';
import { LiverLaboratory } from '../core/pack/liver-laboratory.js';
import { LiverScoreFormulas } from '../core/pack/liver-scores.js';
import { NeverList } from '../core/pack/never-list.js';
import { OverrideReasonsFile } from '../core/pack/override-reasons.js';
import { Question } from '../core/pack/question.js';
import { SiteFile } from '../core/pack/site.js';
import { SuggestionsFile } from '../core/pack/suggestions.js';
import {
  ResultCodesFile,
  ToxicologyFile,
  toxicologyKnowledge,
} from '../core/pack/toxicology-knowledge.js';
import { RULES } from '../core/rules/registry.js';
import { checkOffers } from './check-offers.js';
import { checkNeverList } from './check-never-list.js';
import { checkProtocols } from './check-protocols.js';
import { checkQuestions } from './check-questions.js';
import { deepFreeze } from './deep-freeze.js';
import { KnowledgeError } from './knowledge-error.js';
import { loadPayerPolicies } from './load-payer-policies.js';
import { loadReadiness } from './load-readiness.js';
import { loadTerminology } from './load-terminology.js';
import { readCheckedJson } from './read-checked-json.js';

const NO_QUESTION =
  /^(drug|toxicology|liver-laboratory|liver-scores|never-list|suggestions|override-reasons|induction-protocols|result-codes-.*)\.json$/;

/**
 * Reads, checks, freezes and hashes the reviewed knowledge.
 * @param cards the folder `cards/`
 * @throws KnowledgeError or TableError when anything in it is wrong: a bad pack stops the start
 */
export function loadKnowledge(cards: string): Knowledge {
  const folder = join(cards, 'naltrexone');
  const files = filesIn(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  const read = <S extends Parameters<typeof readCheckedJson>[2]>(file: string, schema: S) =>
    readCheckedJson(join(folder, file), `cards/naltrexone/${file}`, schema);

  const questions = new Map<string, Question>();
  for (const file of files.filter((name) => !NO_QUESTION.test(name))) {
    const question = read(file, Question);
    if (`${question.id}.json` !== file) {
      throw new KnowledgeError(
        `cards/naltrexone/${file}`,
        `holds the question "${question.id}"`,
        'Name the file like its id',
      );
    }
    questions.set(question.id, question);
  }
  const drug = read('drug.json', DrugFile);
  checkQuestions(questions, drug, RULES);
  const suggestions = read('suggestions.json', SuggestionsFile);
  const overrideReasons = read('override-reasons.json', OverrideReasonsFile);
  const neverList = read('never-list.json', NeverList);
  checkNeverList(neverList, questions, drug);
  const inductionProtocols = read('induction-protocols.json', InductionProtocolsFile);
  checkProtocols(inductionProtocols, questions);
  const answers = files
    .filter((file) => file.startsWith('result-codes-'))
    .map((file) => read(file, ResultCodesFile));
  const toxicology = toxicologyKnowledge(read('toxicology.json', ToxicologyFile), answers);
  checkOffers({ questions, suggestions, overrideReasons, panel: toxicology.panel }, RULES);
  return Object.freeze({
    drug: deepFreeze(drug),
    questions: deepFreeze(questions),
    siteDefaults: deepFreeze(
      readCheckedJson(join(cards, 'site-defaults.json'), 'cards/site-defaults.json', SiteFile),
    ),
    terminology: loadTerminology(join(cards, 'terminology')),
    toxicology: deepFreeze(toxicology),
    liverLaboratory: deepFreeze(read('liver-laboratory.json', LiverLaboratory)),
    liverScores: deepFreeze(read('liver-scores.json', LiverScoreFormulas)),
    suggestions: deepFreeze(suggestions),
    overrideReasons: deepFreeze(overrideReasons),
    neverList: deepFreeze(neverList),
    inductionProtocols: deepFreeze(inductionProtocols),
    coverageWords: deepFreeze(
      readCheckedJson(
        join(cards, 'coverage-words.json'),
        'cards/coverage-words.json',
        CoverageWords,
      ),
    ),
    readiness: loadReadiness(cards, questions),
    payerPolicies: loadPayerPolicies(cards),
    hash: hashOf(cards),
  });
}

/** One hash for everything that decides what a card says. */
function hashOf(cards: string): string {
  const hash = createHash('sha256');
  const paths = readdirSync(cards, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of paths)
    hash.update(relative(cards, path)).update('\0').update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    throw new KnowledgeError(folder, 'cannot be read', 'It wants a folder made like cards/');
  }
}
