import type { ContextDrug, FormSet, MedicationWords, Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { remember } from './remember.js';

/**
 * What words say about a medication: drugs and forms of `drug-words.csv` and `form-words.csv`, as whole words, the longest
 * phrase first, never as parts of words. The word for the whole class ("opioid") says nothing beside a named drug; an
 * opioid together with naltrexone is an extended-release combination (`clinical-opioid.md` 4). Negations are not read.
 */
export function readMedicationWords(terminology: Terminology, words: string): MedicationWords {
  return (
    terminology.memo.medicationWords.get(words) ??
    remember(terminology.memo.medicationWords, words, readWords(terminology, splitWords(words)))
  );
}

function readWords(terminology: Terminology, words: readonly string[]): MedicationWords {
  const opioids = new Set<string>();
  const generic = new Set<string>();
  const antagonists = new Set<string>();
  let naltrexone = false;
  let nothing = 0;
  let forms: FormSet = 0;
  for (const { row, length } of findPhrases(terminology.words.drugs, words)) {
    forms |= row.forms;
    for (const { drug, kind, generic: isGeneric } of row.drugs) {
      if (kind === 'opioid') (isGeneric ? generic : opioids).add(drug);
      else if (kind === 'antagonist') antagonists.add(drug);
      else if (kind === 'naltrexone') naltrexone = true;
      else if (kind === 'nothing') nothing += length;
    }
  }
  let formsInDosage = forms;
  for (const { row } of findPhrases(terminology.words.forms, words)) {
    forms |= row.forms;
    if (!row.onlyInName) formsInDosage |= row.forms;
  }
  if (naltrexone && opioids.size > 0) forms |= terminology.forms.get('extended-release') ?? 0;
  const named = naltrexone || opioids.size > 0 || antagonists.size > 0;
  return {
    naltrexone,
    opioids: named ? [...opioids].sort() : [...generic],
    antagonists: [...antagonists].sort(),
    contextDrugs: contextDrugsIn(terminology, words),
    forms,
    formsInDosage,
    strengthMg: strengthIn(words),
    empty: nothing === words.length,
  };
}

const contextDrugsIn = (
  terminology: Terminology,
  words: readonly string[],
): readonly ContextDrug[] => [
  ...new Set(findPhrases(terminology.words.contextDrugs, words).map(({ row }) => row)),
];

/** The one strength in milligrams; a concentration, a rate or several strengths are none. */
function strengthIn(words: readonly string[]): number | undefined {
  const strengths = new Set<number>();
  words.forEach((word, at) => {
    const next = words[at + 2];
    if (words[at + 1] !== 'mg' || next === 'ml' || next === 'hr') return;
    const strength = Number(word);
    if (strength > 0) strengths.add(strength);
  });
  const [only] = strengths;
  return strengths.size === 1 ? only : undefined;
}
