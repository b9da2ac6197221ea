import type {
  Bundle,
  BundleEntry,
  Composition,
  CompositionSection,
  Device,
  FhirResource,
  Medication,
  QuestionnaireResponse,
} from 'fhir/r4.js';
import { textOf } from '../evidence/fhir-json.js';
import type { NamesMedication } from '../evidence/recognise/medication-of.js';
import type { Chart } from '../chart.js';
import type { ChartIndex } from './index-chart.js';
import type { Basis, CitedPaper } from './paper.js';
import { sectionNarrative, textNarrative } from './section-narrative.js';

/** What a FHIR document needs beside papers and chart. */
export interface DocumentFrame {
  /** The FHIR server that the chart was read from; undefined = it came with the request. */
  readonly fhirServer: string | undefined;
  /** `Patient/id`. */
  readonly subject: string;
  /** FHIR instant. */
  readonly now: string;
  readonly software: string;
  /** A name-based UUID: the same name always gives the same one. */
  readonly uuid: (name: string) => string;
}

/** "Additional documentation" (LOINC), the type of attachments that support a request. */
const TYPE = { system: 'http://loinc.org', code: '77599-9', display: 'Additional documentation' };
const SECURITY = [
  {
    system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
    code: 'R',
    display: 'restricted',
  },
  { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: '42CFRPart2' },
];
/** Of a chart that came without the address of its server; `.invalid` never leads anywhere (RFC 2606). */
const NOWHERE = 'https://chart.invalid/fhir';

/**
 * Packet, questionnaire and every cited row, as it was read, as one FHIR document. The same chart and instant give the same
 * document, byte by byte.
 * @param chart as it was read
 */
export function writeDocument(
  papers: readonly CitedPaper[],
  response: QuestionnaireResponse,
  index: ChartIndex,
  chart: Chart,
  frame: DocumentFrame,
): Bundle {
  const base = (frame.fhirServer ?? NOWHERE).replace(/\/+$/, '');
  const urlOf = (source: string): string => {
    const resource = index.get(source)?.resource;
    return resource?.id === undefined
      ? `urn:uuid:${frame.uuid(JSON.stringify([source, resource]))}`
      : `${base}/${source}`;
  };
  const cited = [...new Set(papers.flatMap((paper) => paper.cited.map(({ source }) => source)))];
  const sources = [...new Set([...(index.has(frame.subject) ? [frame.subject] : []), ...cited])];
  const rows = sources.flatMap((source) => index.get(source)?.resource ?? []);
  const device: Device = {
    resourceType: 'Device',
    id: frame.uuid(`device ${frame.software}`),
    deviceName: [{ name: 'naltrexone-cds', type: 'model-name' }],
    version: [{ value: frame.software }],
  };
  const ours = (resource: FhirResource): BundleEntry => ({
    fullUrl: `urn:uuid:${resource.id ?? ''}`,
    resource,
  });
  const entries = [
    ours(response),
    ...sources.map((source, place) => ({ fullUrl: urlOf(source), resource: rows[place] })),
    ...medicationsOf(rows, chart).map((resource) => ({
      fullUrl: `${base}/Medication/${resource.id ?? ''}`,
      resource,
    })),
    ours(device),
  ] as const;
  const id = frame.uuid(JSON.stringify([frame.now, papers, entries]));
  const packet = papers.find(({ kind }) => kind === 'packet') ?? papers[0];
  const composition: Composition = {
    resourceType: 'Composition',
    id: frame.uuid(`composition ${id}`),
    status: 'preliminary',
    type: { coding: [TYPE], text: packet?.title ?? TYPE.display },
    subject: { reference: `${base}/${frame.subject}` },
    date: frame.now,
    author: [{ reference: `urn:uuid:${device.id ?? ''}` }],
    title: packet?.title ?? TYPE.display,
    confidentiality: 'R',
    section: [
      ...(packet?.sections ?? []).map((section): CompositionSection => {
        const entry = sourcesOf([
          ...section.statements.map(({ basis }) => basis),
          ...(section.table?.rows ?? []).map(({ basis }) => basis),
        ]).map((source) => ({ reference: urlOf(source) }));
        return {
          title: section.title,
          text: sectionNarrative(section),
          ...(entry.length === 0 ? {} : { entry }),
        };
      }),
      {
        title: 'QuestionnaireResponse',
        entry: [{ reference: `urn:uuid:${response.id ?? ''}` }],
      },
      ...(packet === undefined
        ? []
        : [{ title: packet.notice.title, text: textNarrative(packet.notice.text) }]),
    ],
  };
  return {
    resourceType: 'Bundle',
    id,
    meta: { security: SECURITY },
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id}` },
    type: 'document',
    timestamp: frame.now,
    entry: [ours(composition), ...entries],
  };
}

const sourcesOf = (bases: readonly Basis[]): readonly string[] => [
  ...new Set(
    bases.flatMap((basis) =>
      basis.kind === 'chart' ? basis.citations.map(({ source }) => source) : [],
    ),
  ),
];

/** The Medications that cited rows name by reference: without them nobody can read the rows. */
const medicationsOf = (rows: readonly FhirResource[], chart: Chart): readonly Medication[] => [
  ...new Map(
    rows.flatMap((row) => {
      const reference = textOf((row as NamesMedication).medicationReference?.reference) ?? '';
      const medication = chart.medications.get(reference);
      return medication?.id === undefined ? [] : [[medication.id, medication] as const];
    }),
  ).values(),
];
