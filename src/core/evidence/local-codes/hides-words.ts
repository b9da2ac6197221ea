import type { CodeMeaning } from '../../pack/local-codes.js';
import type {
  ConditionCode,
  ObservationCode,
  Terminology,
  ToxicologyTest,
} from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { readMedicationWords } from '../recognise/read-medication-words.js';
import { readObservationWords } from '../recognise/read-observation-words.js';
import { recogniseProcedure } from '../recognise/recognise-procedure.js';
import { recogniseRoute } from '../recognise/recognise-route.js';

/** What words say that a code beside them would make unheard; each has its own sentence for the operator. */
export type HiddenWords =
  'opioid' | 'opioid-condition' | 'naltrexone' | 'test' | 'route' | 'challenge';

/**
 * Would a local code hide what the words beside it say? Words that name an opioid keep to that opioid, an opioid condition to
 * one of opioids, naltrexone to naltrexone, a test to a result of the same test, a route to itself (a depot under the skin is
 * none under the tongue), a naloxone challenge to itself: a wrong line of a site's list must not silence a hazard.
 */
export function hidesWords(
  terminology: Terminology,
  words: string,
  meaning: CodeMeaning,
): HiddenWords | undefined {
  const { opioids, naltrexone } = readMedicationWords(terminology, words);
  if (opioids.length > 0 && !isAbout(opioids, meaning, terminology)) return 'opioid';
  if (meaning.condition !== undefined && !isOpioidCondition(meaning.condition)) {
    if (findPhrases(terminology.words.opioidConditions, splitWords(words)).length > 0) {
      return 'opioid-condition';
    }
  }
  if (naltrexone && opioids.length === 0 && !isAboutNaltrexone(meaning)) return 'naltrexone';
  if (meaning.observation !== undefined) {
    const said = readObservationWords(terminology, words);
    if (said !== undefined && !isSameTest(said, meaning.observation)) return 'test';
  }
  if (meaning.route !== undefined) {
    const said = recogniseRoute(terminology, { text: words });
    if (said !== undefined && said !== meaning.route) return 'route';
  }
  const isChallenge =
    meaning.procedure !== undefined &&
    recogniseProcedure(terminology, { text: words }).is === 'naloxone-challenge';
  return isChallenge ? 'challenge' : undefined;
}

const ABOUT_OPIOID_USE: ReadonlySet<string> = new Set([
  'cows',
  'last-opioid-use',
  'naloxone-challenge',
]);

/** A drug of another name could be the one with the shorter waiting time; the word for the whole class fits any of them. */
function isAbout(
  opioids: readonly string[],
  { medication, condition, observation }: CodeMeaning,
  { drugs }: Terminology,
): boolean {
  if (medication !== undefined && medication.opioids.length > 0) {
    return opioids.every(
      (drug) => drugs.get(drug)?.generic === true || medication.opioids.includes(drug),
    );
  }
  if (condition !== undefined) return isOpioidCondition(condition);
  switch (observation?.is) {
    case 'toxicology':
      return observation.test.subject === 'opioid';
    case 'assessment':
      return ABOUT_OPIOID_USE.has(observation.test.assessment);
    default:
      return false;
  }
}

export const isOpioidCondition = ({ group }: ConditionCode): boolean => group.startsWith('opioid');

const isAboutNaltrexone = ({ medication, observation }: CodeMeaning): boolean =>
  medication === undefined
    ? observation?.is === 'toxicology' && observation.test.subject === 'naltrexone'
    : medication.naltrexone && medication.opioids.length === 0;

/** Is the code a result of what the words name? A code without a result of its own would leave theirs unread. */
function isSameTest(words: ObservationCode, code: ObservationCode): boolean {
  if (words.is === 'toxicology' && code.is === 'toxicology') {
    return (
      words.test.subject === code.test.subject &&
      (hasResult(code.test) || !hasResult(words.test)) &&
      drugsOf(words.test).some((drug) => drugsOf(code.test).includes(drug))
    );
  }
  if (words.is === 'liver' && code.is === 'liver') {
    return words.test.analyte === code.test.analyte && code.test.use !== 'trap';
  }
  return (
    words.is === 'assessment' &&
    code.is === 'assessment' &&
    words.test.assessment === code.test.assessment &&
    (code.test.part !== 'panel' || words.test.part === 'panel')
  );
}

const NO_RESULT: ReadonlySet<string> = new Set(['panel', 'cutoff', 'metadata']);
const hasResult = ({ method }: ToxicologyTest): boolean => !NO_RESULT.has(method);

const drugsOf = ({ sourceDrugs, analytes }: ToxicologyTest): readonly string[] =>
  sourceDrugs.length > 0 ? sourceDrugs : analytes;
