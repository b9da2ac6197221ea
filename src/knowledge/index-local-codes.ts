import { hidesWords, type HiddenWords } from '../core/evidence/local-codes/hides-words.js';
import { meaningOfCode } from '../core/evidence/local-codes/meaning-of-code.js';
import { spellingOf } from '../core/evidence/local-codes/spelling-of.js';
import { normaliseSystem } from '../core/evidence/recognise/recognise-system.js';
import type {
  CodeMeaning,
  LocalCode,
  LocalCodeEntry,
  LocalCodes,
} from '../core/pack/local-codes.js';
import type { Terminology } from '../core/pack/terminology.js';
import { LocalCodeError } from './local-code-error.js';

/** The two places where local codes are listed; the client's add to the site's. */
export type LocalCodeLists = Readonly<Record<'site' | 'client', readonly LocalCodeEntry[]>>;

/**
 * Checks and indexes the local codes that hold for one client.
 * @returns undefined when there are none
 * @throws LocalCodeError for the first one that cannot be used
 */
export function indexLocalCodes(
  lists: LocalCodeLists,
  terminology: Terminology,
): LocalCodes | undefined {
  const byCode = new Map<string, Map<string, LocalCode>>();
  const byText = new Map<string, LocalCode>();
  for (const list of ['site', 'client'] as const) {
    for (const [index, entry] of lists[list].entries()) {
      const fault = (member: string, problem: string, remedy: string) =>
        new LocalCodeError(list, `localCodes[${String(index)}]${member}`, problem, remedy);
      const meaning = check(entry, terminology, fault);
      const local = Object.freeze({ entry: Object.freeze(entry), meaning });
      const { system, code, text } = entry;
      if (text !== undefined) addOnce(byText, spellingOf(text), local, fault);
      else if (system !== undefined && code !== undefined) {
        const name = normaliseSystem(system);
        const ofSystem = byCode.get(name) ?? new Map<string, LocalCode>();
        byCode.set(name, ofSystem);
        addOnce(ofSystem, code.trim(), local, fault);
      }
    }
  }
  return byCode.size + byText.size === 0 ? undefined : { byCode, byText, memo: new Map() };
}

type Fault = (member: string, problem: string, remedy: string) => LocalCodeError;

function check(entry: LocalCodeEntry, terminology: Terminology, fault: Fault): CodeMeaning {
  const { system, code, text, means } = entry;
  const hasCode = system !== undefined && code !== undefined;
  if (hasCode === (text !== undefined) || (system === undefined) !== (code === undefined)) {
    throw fault('', 'it wants either "system" and "code" or "text"', 'Give exactly one of the two');
  }
  for (const member of ['date', 'reviewBy'] as const) {
    const day = entry[member];
    if (day === undefined || !Number.isNaN(Date.parse(day))) continue;
    throw fault(`.${member}`, `${day} is no day`, 'Write it as 2026-11-24');
  }
  const meaning = meaningOfCode(terminology, means);
  if (meaning === undefined) {
    throw fault(
      '.means',
      `none of our tables knows ${means.code} of ${means.system}`,
      'Give a standard code of cards/terminology, for a drug by its ingredient if need be, or one of concepts.csv',
    );
  }
  if (hasCode && meaningOfCode(terminology, { system, code }) !== undefined) {
    throw fault(
      '.code',
      `${code} of ${system} is a standard code that our tables know`,
      'Remove the entry: standard codes are not given another meaning',
    );
  }
  const hidden = text === undefined ? undefined : hidesWords(terminology, text, meaning);
  if (hidden !== undefined) throw fault('.means', ...HIDDEN[hidden]);
  return meaning;
}

const HIDDEN: Readonly<Record<HiddenWords, readonly [problem: string, remedy: string]>> = {
  opioid: [
    'the text names an opioid and the code does not mean it',
    'Give a code of this opioid, or remove the entry: the text is known as it is',
  ],
  'opioid-condition': [
    'the text names an opioid condition and the code is none',
    'Give a code of that condition, such as F11.20 of ICD-10-CM for opioid use disorder',
  ],
  naltrexone: [
    'the text names naltrexone and the code does not mean it',
    'Give a code of naltrexone, or remove the entry: the text is known as it is',
  ],
  test: [
    'the text names one test and the code is another, or has no result of its own',
    'Give the code of the test that the text names',
  ],
  route: [
    'the text names one route and the code is another',
    'Give the code of the route that the text names, or remove the entry: the text is known as it is',
  ],
  challenge: [
    'the text names a naloxone challenge and the code is another procedure',
    'Give naloxone-challenge of https://naltrexone-cds.org/concept',
  ],
};

/** The same entry twice does no harm; with two meanings nobody could tell which holds. */
function addOnce(known: Map<string, LocalCode>, key: string, local: LocalCode, fault: Fault): void {
  const before = known.get(key)?.entry.means;
  const { means } = local.entry;
  if (before !== undefined && (before.system !== means.system || before.code !== means.code)) {
    throw fault(
      '',
      `the site gives it another meaning already, ${before.code} of ${before.system}`,
      'Keep one of the two',
    );
  }
  if (before === undefined) known.set(key, local);
}
