import type {
  AssessmentCode,
  LiverTest,
  ObservationCode,
  Terminology,
} from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { readMedicationWords } from './read-medication-words.js';
import { readToxicologyWords } from './read-toxicology-words.js';
import { remember } from './remember.js';

/** What the words of a test, score or question without a code of the tables are about; undefined = nothing of ours. */
export function readObservationWords(
  terminology: Terminology,
  text: string,
): ObservationCode | undefined {
  const { observationWords: memo } = terminology.memo;
  const remembered = memo.get(text);
  if (remembered !== undefined) return remembered ?? undefined;
  return remember(memo, text, readText(terminology, text) ?? null) ?? undefined;
}

function readText(terminology: Terminology, text: string): ObservationCode | undefined {
  const words = splitWords(text);
  const assessment = readAssessment(terminology, text, words);
  if (assessment === 'item') return undefined;
  if (assessment !== undefined) return { is: 'assessment', by: 'words', test: assessment };
  const toxicology = readToxicologyWords(terminology, words);
  if (toxicology !== undefined) return { is: 'toxicology', by: 'words', test: toxicology };
  const liver = readLiver(terminology, words);
  return liver === undefined ? undefined : { is: 'liver', by: 'words', test: liver };
}

function readAssessment(
  terminology: Terminology,
  text: string,
  words: readonly string[],
): AssessmentCode | 'item' | undefined {
  const found = findPhrases(terminology.words.assessments, words);
  if (found.some(({ row }) => row.says === 'item')) return 'item';
  const used = found.reduce((sum, { length }) => sum + length, 0);
  for (const { row } of found) {
    if (row.says !== 'assessment') continue;
    if (row.needs === 'alone' && used < words.length) continue;
    if (row.needs === 'opioid' && readMedicationWords(terminology, text).opioids.length === 0) {
      continue;
    }
    return row.test;
  }
  return undefined;
}

function readLiver(terminology: Terminology, words: readonly string[]): LiverTest | undefined {
  const found = findPhrases(terminology.words.liver, words).map(({ row }) => row);
  if (found.length === 0 || found.includes('elsewhere')) return undefined;
  return found.filter((row): row is LiverTest => row !== 'elsewhere').sort(lookAlikesFirst)[0];
}

/** A ratio or panel that also names its parts is no value of the parts. */
const lookAlikesFirst = (a: LiverTest, b: LiverTest): number =>
  Number(a.use === 'words') - Number(b.use === 'words');
