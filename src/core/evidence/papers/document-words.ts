import type { Attachment, CodeableConcept, Coding, DocumentReference } from 'fhir/r4.js';
import type { DocumentKind } from '../../pack/terminology.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { listOf, textOf } from '../fhir-json.js';
import type { Reader } from '../opioid-use/reader.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { recogniseSystem } from '../recognise/recognise-system.js';
import { textsOfConcepts } from './paper-words.js';

/** A document that stands: not superseded, not entered in error. */
export const isCurrent = ({ status, docStatus }: DocumentReference): boolean =>
  status === 'current' && docStatus !== 'entered-in-error';

export const documentConcepts = ({
  type,
  category,
}: Partial<DocumentReference>): readonly CodeableConcept[] => [
  ...listOf<CodeableConcept>(type),
  ...listOf<CodeableConcept>(category),
];

/** All that is said about a document; the document itself is not read. */
export const documentTexts = (resource: DocumentReference): readonly string[] => [
  ...textsOfConcepts(documentConcepts(resource)),
  ...[
    textOf(resource.description),
    ...attachmentsOf(resource).map(({ title }) => textOf(title)),
  ].filter((text) => text !== undefined),
];

export const documentKinds = (
  resource: DocumentReference,
  { terminology }: Reader,
): readonly DocumentKind[] =>
  documentConcepts(resource)
    .flatMap(({ coding }) => listOf<Coding>(coding))
    .flatMap((coding) =>
      recogniseSystem(terminology, coding.system) === 'LOINC'
        ? (terminology.papers.documents.get(codeOf(coding) ?? '') ?? [])
        : [],
    );

export const documentDay = (
  { date, context, content }: DocumentReference,
  { zone }: Reader,
): Span | undefined =>
  readFhirTime(context?.period?.start, zone) ??
  readFhirTime(date, zone) ??
  readFhirTime(attachmentsOf({ content })[0]?.creation, zone);

const attachmentsOf = ({ content }: Pick<DocumentReference, 'content'>): readonly Attachment[] =>
  listOf(content).flatMap(({ attachment }) => listOf<Attachment>(attachment));
