import type { CodeableConcept } from 'fhir/r4.js';
import type { InjectionSite, Terminology } from '../../pack/terminology.js';
import { listOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { recogniseSystem } from '../recognise/recognise-system.js';
import { conceptTexts } from '../toxicology/concept-texts.js';
import { orderWordsIn } from './order-words.js';

/** The sites of an injection: by SNOMED CT code, else by words, else by the words of the dosage text. */
export function readSites(
  terminology: Terminology,
  site: CodeableConcept | undefined,
  texts: readonly string[],
): readonly InjectionSite[] {
  const coded = listOf(site?.coding).flatMap((coding) =>
    recogniseSystem(terminology, coding.system) === 'SNOMED CT'
      ? (terminology.injectionSites.get(codeOf(coding) ?? '') ?? [])
      : [],
  );
  if (coded.length > 0) return coded;
  const worded = sitesIn(terminology, conceptTexts(site));
  return worded.length > 0 ? worded : sitesIn(terminology, texts);
}

const sitesIn = (terminology: Terminology, texts: readonly string[]): readonly InjectionSite[] =>
  orderWordsIn(terminology, texts).flatMap((row) => (row.says === 'site' ? [row.site] : []));
