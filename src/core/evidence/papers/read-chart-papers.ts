import type { CarePlan, CodeableConcept, DocumentReference, Procedure } from 'fhir/r4.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import { readPeriodEnd } from '../opioid-use/read-period-end.js';
import type { Reader } from '../opioid-use/reader.js';
import { documentDay, documentKinds, documentTexts, isCurrent } from './document-words.js';
import { paperWordsIn, textsOfConcepts } from './paper-words.js';
import type { ChartPaper } from './papers-evidence.js';

const KINDS = ['history', 'treatment-plan', 'overdose-education'] as const;

/** Documents, active plans of care and procedures that tell the history, the plan, or that overdose was talked about. */
export function readChartPapers(
  sources: {
    readonly documents: readonly ChartRow<DocumentReference>[];
    readonly carePlans: readonly ChartRow<CarePlan>[];
    readonly procedures: readonly ChartRow<Procedure>[];
  },
  reader: Reader,
): readonly ChartPaper[] {
  const { terminology, zone } = reader;
  return [
    ...sources.documents.flatMap((row): readonly ChartPaper[] => {
      const { resource } = row;
      const texts = documentTexts(resource);
      const said = paperWordsIn(terminology, texts);
      if (!isCurrent(resource) || said.has('blank') || said.has('withheld')) return [];
      const kinds = new Set<string>([...documentKinds(resource, reader), ...said]);
      const rest = {
        at: documentDay(resource, reader),
        what: texts[0],
        provenance: provenanceOf(row),
      };
      return KINDS.filter((kind) => kinds.has(kind)).map((is) => ({ is, ...rest }));
    }),
    ...sources.carePlans.flatMap((row): readonly ChartPaper[] => {
      const { resource } = row;
      const end = readPeriodEnd(resource.period, zone);
      const over = end !== undefined && end.latest.day < reader.planned.day;
      if (resource.status !== 'active' || over || resource.intent === 'proposal') return [];
      const what =
        textOf(resource.title) ?? textsOfConcepts(listOf<CodeableConcept>(resource.category))[0];
      const at = readFhirTime(resource.period?.start, zone) ?? readFhirTime(resource.created, zone);
      return [{ is: 'treatment-plan', at, what, provenance: provenanceOf(row) }];
    }),
    ...sources.procedures.flatMap((row): readonly ChartPaper[] => {
      const texts = textsOfConcepts(listOf<CodeableConcept>(row.resource.code));
      const said = paperWordsIn(terminology, texts);
      if (row.resource.status !== 'completed' || said.has('withheld')) return [];
      if (!said.has('overdose-education')) return [];
      const at = readFhirTime(row.resource.performedDateTime, zone);
      return [{ is: 'overdose-education', at, what: texts[0], provenance: provenanceOf(row) }];
    }),
  ];
}
