import type {
  CodeableConcept,
  Coding,
  Condition,
  DocumentReference,
  MedicationStatement,
} from 'fhir/r4.js';
import type { PaperCondition, Terminology } from '../../pack/terminology.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { hasStatus } from '../concept-status.js';
import { listOf, textOf } from '../fhir-json.js';
import type { Reader } from '../opioid-use/reader.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { medicationOf } from '../recognise/medication-of.js';
import { recogniseCondition } from '../recognise/recognise-condition.js';
import { recogniseSystem } from '../recognise/recognise-system.js';
import { conceptTexts } from '../toxicology/concept-texts.js';
import { documentDay, documentTexts, isCurrent } from './document-words.js';
import { isNaltrexone, paperWordsIn, textsOfConcepts } from './paper-words.js';
import type { NoIndication, NonAdherence } from './papers-evidence.js';

const NOT_TRUE = new Set(['refuted', 'entered-in-error']);
const MISTAKEN = new Set(['entered-in-error']);
const REFUTED = new Set(['refuted']);

/** What is written down about a medication that was not taken as prescribed: coded, in words, or on the list of naltrexone. */
export const readNonAdherence = (
  sources: {
    readonly conditions: readonly ChartRow<Condition>[];
    readonly statements: readonly ChartRow<MedicationStatement>[];
    readonly documents: readonly ChartRow<DocumentReference>[];
  },
  reader: Reader,
): readonly NonAdherence[] => {
  const { terminology, zone, medications } = reader;
  return [
    ...sources.conditions.flatMap((row): readonly NonAdherence[] => {
      const { resource } = row;
      if (hasStatus(resource.verificationStatus, NOT_TRUE)) return [];
      const coded = paperCondition(terminology, resource.code);
      const texts = conceptTexts(resource.code);
      const said = paperWordsIn(terminology, texts).has('non-adherence');
      if (coded?.says !== 'non-adherence' && !said) return [];
      const at =
        readFhirTime(resource.onsetDateTime, zone) ?? readFhirTime(resource.recordedDate, zone);
      return [
        { from: 'condition', at, what: texts[0] ?? coded?.display, provenance: provenanceOf(row) },
      ];
    }),
    ...sources.statements.flatMap((row): readonly NonAdherence[] => {
      const { resource } = row;
      const concept = medicationOf(resource, medications);
      if (concept === undefined || !isNaltrexone(terminology, [concept])) return [];
      const texts = textsOfConcepts([
        ...listOf<CodeableConcept>(resource.statusReason),
        ...listOf<CodeableConcept>(resource.reasonCode),
      ]);
      const notes = listOf(resource.note).flatMap(({ text }) => textOf(text) ?? []);
      if (!paperWordsIn(terminology, [...texts, ...notes]).has('non-adherence')) return [];
      const at = readFhirTime(resource.dateAsserted, zone);
      return [
        { from: 'statement', at, what: [...texts, ...notes][0], provenance: provenanceOf(row) },
      ];
    }),
    ...sources.documents.flatMap((row): readonly NonAdherence[] => {
      const texts = documentTexts(row.resource);
      if (!isCurrent(row.resource) || !paperWordsIn(terminology, texts).has('non-adherence'))
        return [];
      return [
        {
          from: 'document',
          at: documentDay(row.resource, reader),
          what: texts[0],
          provenance: provenanceOf(row),
        },
      ];
    }),
  ];
};

/** Diagnoses of opioid or alcohol use that were refuted, or that are a relative's (`product.md` C1). */
export const readNoIndications = (
  conditions: readonly ChartRow<Condition>[],
  { terminology }: Reader,
): readonly NoIndication[] =>
  conditions.flatMap((row): readonly NoIndication[] => {
    const { resource } = row;
    if (hasStatus(resource.verificationStatus, MISTAKEN)) return [];
    const texts = conceptTexts(resource.code);
    const what = texts[0];
    const family =
      paperCondition(terminology, resource.code)?.says === 'family-history' ||
      paperWordsIn(terminology, texts).has('family-history');
    if (family) return [{ is: 'family-history', what, provenance: provenanceOf(row) }];
    const group = recogniseCondition(terminology, resource.code)?.group ?? '';
    return hasStatus(resource.verificationStatus, REFUTED) && /^(opioid-use|alcohol-)/.test(group)
      ? [{ is: 'refuted', what, provenance: provenanceOf(row) }]
      : [];
  });

function paperCondition(
  terminology: Terminology,
  concept: CodeableConcept | undefined,
): PaperCondition | undefined {
  for (const coding of listOf<Coding>(concept?.coding)) {
    if (recogniseSystem(terminology, coding.system) !== 'ICD-10-CM') continue;
    const code = (codeOf(coding) ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '');
    for (let length = code.length; length >= 3; length--) {
      const found = terminology.papers.conditions.get(code.slice(0, length));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
