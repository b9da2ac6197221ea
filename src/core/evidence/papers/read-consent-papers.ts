import type { CodeableConcept, DocumentReference, Procedure } from 'fhir/r4.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf } from '../fhir-json.js';
import type { Reader } from '../opioid-use/reader.js';
import { consentTopics } from './consent-topics.js';
import {
  documentConcepts,
  documentDay,
  documentKinds,
  documentTexts,
  isCurrent,
} from './document-words.js';
import { isNaltrexone, namesNaltrexone, paperWordsIn, textsOfConcepts } from './paper-words.js';
import type { NaltrexoneConsent } from './papers-evidence.js';

/**
 * Documents that are consents by type or words and name naltrexone. A leaflet or an order form that only names the drug is none
 * (stricter than `clinical-liver-other` E2, which lets every document of these words count).
 */
export const readConsentDocuments = (
  rows: readonly ChartRow<DocumentReference>[],
  reader: Reader,
): readonly NaltrexoneConsent[] =>
  rows.flatMap((row) => {
    const { resource } = row;
    if (!isCurrent(resource)) return [];
    const { terminology } = reader;
    const texts = documentTexts(resource);
    const said = paperWordsIn(terminology, texts);
    const isConsent = said.has('consent') || documentKinds(resource, reader).includes('consent');
    const named =
      namesNaltrexone(terminology, texts) || isNaltrexone(terminology, documentConcepts(resource));
    const withheld = said.has('withheld');
    if ((!isConsent && !withheld) || !named || said.has('disclosure')) return [];
    const unfinished = said.has('blank') || resource.docStatus === 'preliminary';
    return [
      {
        from: 'document',
        standing: withheld ? 'refused' : unfinished ? 'unfinished' : 'valid',
        topics: consentTopics(said),
        at: documentDay(resource, reader),
        until: undefined,
        provenance: provenanceOf(row),
      },
    ];
  });

/** That a consent to naltrexone was obtained, recorded as something that was done. */
export const readConsentProcedures = (
  rows: readonly ChartRow<Procedure>[],
  { terminology, zone }: Reader,
): readonly NaltrexoneConsent[] =>
  rows.flatMap((row) => {
    const { resource } = row;
    if (resource.status !== 'completed') return [];
    const concepts = [
      ...listOf<CodeableConcept>(resource.code),
      ...listOf<CodeableConcept>(resource.category),
      ...listOf<CodeableConcept>(resource.reasonCode),
    ];
    const texts = textsOfConcepts(concepts);
    const said = paperWordsIn(terminology, texts);
    const agrees = said.has('consent') || said.has('withheld');
    if (!agrees || said.has('disclosure') || !namesNaltrexone(terminology, texts)) return [];
    return [
      {
        from: 'procedure',
        standing: said.has('withheld') ? 'refused' : said.has('blank') ? 'unfinished' : 'valid',
        topics: consentTopics(said),
        at:
          readFhirTime(resource.performedDateTime, zone) ??
          readFhirTime(resource.performedPeriod?.start, zone),
        until: undefined,
        provenance: provenanceOf(row),
      },
    ];
  });
