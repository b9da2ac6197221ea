import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type { Psychosocial, Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { listOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { recogniseSystem } from '../recognise/recognise-system.js';
import { textsOfConcepts } from './paper-words.js';

/** A psychosocial treatment, and the chart's own words for it; undefined for a code without words. */
export interface RecognisedPsychosocial {
  readonly treatment: Psychosocial;
  readonly what: string | undefined;
}

/**
 * The psychosocial treatment that concepts or words name: by code first. Counselling about diet, genes or tobacco is none, nor is
 * what words say was declined or did not take place.
 */
export function recognisePsychosocial(
  terminology: Terminology,
  concepts: readonly CodeableConcept[],
  texts: readonly string[] = [],
): RecognisedPsychosocial | undefined {
  const coded = concepts.flatMap((concept) =>
    listOf<Coding>(concept.coding).flatMap((coding) => {
      const treatment = codedTreatment(terminology, coding);
      return treatment === undefined ? [] : [{ treatment, what: textsOfConcepts([concept])[0] }];
    }),
  )[0];
  if (coded !== undefined) return coded;
  for (const text of [...textsOfConcepts(concepts), ...texts]) {
    const said = findPhrases(terminology.words.psychosocial, splitWords(text)).map(
      ({ row }) => row,
    );
    if (said.includes('not')) continue;
    const treatment = said.find((row) => row !== 'elsewhere' && row !== 'not');
    if (treatment !== undefined) return { treatment, what: text };
  }
  return undefined;
}

function codedTreatment(terminology: Terminology, coding: Coding): Psychosocial | undefined {
  const code = codeOf(coding)?.toUpperCase() ?? '';
  const { papers } = terminology;
  switch (recogniseSystem(terminology, coding.system)) {
    case 'HCPCS':
    case 'CPT':
      return papers.services.get(code)?.treatment;
    case 'SNOMED CT':
      return papers.treatments.get(code)?.treatment;
    default:
      return undefined;
  }
}
