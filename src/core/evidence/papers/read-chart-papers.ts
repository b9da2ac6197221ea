import type { CarePlan, CodeableConcept, DocumentReference, Procedure } from 'fhir/r4.js';
import type { Terminology } from '../../pack/terminology.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import { carePlanTexts } from './care-plan-texts.js';
import { readPeriodEnd } from '../opioid-use/read-period-end.js';
import type { Reader } from '../opioid-use/reader.js';
import { documentDay, documentKinds, documentTexts, isCurrent } from './document-words.js';
import { namesNaltrexone, paperWordsIn, textsOfConcepts } from './paper-words.js';
import type { ChartPaper } from './papers-evidence.js';

const KINDS = ['history', 'treatment-plan', 'overdose-education'] as const;

/** Documents, active plans of care and procedures that tell the history, the plan, or that overdose or naltrexone was talked about. */
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
        monitoring: [],
        provenance: provenanceOf(row),
      };
      return KINDS.filter((kind) => kinds.has(kind)).map((is) => ({ is, ...rest }));
    }),
    ...sources.carePlans.flatMap((row): readonly ChartPaper[] => {
      const { resource } = row;
      const end = readPeriodEnd(resource.period, zone);
      const over = end !== undefined && end.latest.day < reader.planned.day;
      if (resource.status !== 'active' || over || resource.intent === 'proposal') return [];
      const texts = carePlanTexts(resource);
      const categories = textsOfConcepts(listOf<CodeableConcept>(resource.category));
      if (!isOurs([...texts, ...categories], terminology)) return [];
      const what = textOf(resource.title) ?? categories[0];
      const at = readFhirTime(resource.period?.start, zone) ?? readFhirTime(resource.created, zone);
      const monitoring = texts.filter((text) =>
        paperWordsIn(terminology, [text]).has('monitoring'),
      );
      return [{ is: 'treatment-plan', at, what, monitoring, provenance: provenanceOf(row) }];
    }),
    ...sources.procedures.flatMap((row): readonly ChartPaper[] => {
      const texts = textsOfConcepts(listOf<CodeableConcept>(row.resource.code));
      const said = paperWordsIn(terminology, texts);
      if (row.resource.status !== 'completed' || said.has('withheld')) return [];
      const { performedDateTime, performedPeriod } = row.resource;
      const at =
        readFhirTime(performedDateTime, zone) ?? readFhirTime(performedPeriod?.start, zone);
      const rest = { at, what: texts[0], monitoring: [], provenance: provenanceOf(row) };
      const explained = said.has('education') && namesNaltrexone(terminology, texts);
      return [
        ...(said.has('overdose-education') ? [{ is: 'overdose-education', ...rest } as const] : []),
        ...(explained ? [{ is: 'naltrexone-education', ...rest } as const] : []),
      ];
    }),
  ];
}

/** A plan about another disease says nothing about this treatment. */
const isOurs = (texts: readonly string[], terminology: Terminology): boolean =>
  namesNaltrexone(terminology, texts) || paperWordsIn(terminology, texts).has('use-disorder');
