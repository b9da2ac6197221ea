import type { AllergyIntolerance, Coding } from 'fhir/r4.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { hasStatus } from '../concept-status.js';
import { listOf } from '../fhir-json.js';
import type { Reader } from '../opioid-use/reader.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { recogniseSystem } from '../recognise/recognise-system.js';
import { conceptTexts } from '../toxicology/concept-texts.js';
import { paperWordsIn } from './paper-words.js';
import type { NoKnownAllergy } from './papers-evidence.js';

const NOT_TRUE = new Set(['refuted', 'entered-in-error']);
const OVER = new Set(['inactive', 'resolved']);

/** Entries that say "no known allergy": the only written evidence that there is none. */
export const readNoKnownAllergies = (
  rows: readonly ChartRow<AllergyIntolerance>[],
  { terminology, zone }: Reader,
): readonly NoKnownAllergy[] =>
  rows.flatMap((row) => {
    const { code, clinicalStatus, verificationStatus, recordedDate } = row.resource;
    if (hasStatus(verificationStatus, NOT_TRUE) || hasStatus(clinicalStatus, OVER)) return [];
    const isCoded = listOf<Coding>(code?.coding).some(
      (coding) =>
        recogniseSystem(terminology, coding.system) === 'SNOMED CT' &&
        terminology.papers.noKnownAllergies.has(codeOf(coding) ?? ''),
    );
    const said = paperWordsIn(terminology, conceptTexts(code)).has('no-known-allergy');
    return isCoded || said
      ? [{ at: readFhirTime(recordedDate, zone), provenance: provenanceOf(row) }]
      : [];
  });
