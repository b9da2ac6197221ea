import type { DiagnosticReport, Observation, Reference, Resource } from 'fhir/r4.js';
import type { ToxicologyTest } from '../../pack/terminology.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import { type IdentifiedObservation, identifyObservation } from '../identify-observations.js';
import { type PanelTimes, panelTimes } from '../liver/panel-times.js';
import { observationId } from '../observation-id.js';
import type { Provenance } from '../provenance.js';
import type { ObservationIdentity } from '../recognise/recognise-observation-code.js';
import type { ToxicologyResult } from '../toxicology.js';
import { type Collection, readCollection } from './read-collection.js';
import { readResultValue } from './read-result-value.js';
import type { Valued } from './valued.js';
import { isAboutSpecimen, isDilute, saysInvalid, UnfitSpecimens } from './specimen-validity.js';
import type { ToxicologyReader } from './toxicology-reader.js';

/** One result as it stands in the chart, before it is weighed against the others. */
export interface CollectedResult {
  readonly test: ToxicologyTest;
  readonly result: ToxicologyResult['result'];
  readonly status: ToxicologyResult['status'];
  readonly coded: boolean;
  readonly collection: Collection;
  readonly specimen: string | undefined;
  readonly provenance: Provenance;
}

export interface CollectedResults {
  readonly results: readonly CollectedResult[];
  readonly unfitSpecimens: UnfitSpecimens;
  /** A result is registered and not there yet. */
  readonly registered: boolean;
}

/** Statuses that make a result; of all others only `registered` says something (`clinical-opioid` 6.1). */
const STATUS: Readonly<Record<string, ToxicologyResult['status']>> = {
  final: 'final',
  amended: 'final',
  corrected: 'final',
  preliminary: 'preliminary',
};

/** Reads Observations, their components, panel members, and Observations that a report contains. */
export function collectResults(
  observations: readonly IdentifiedObservation[],
  reports: readonly ChartRow<DiagnosticReport>[],
  reader: ToxicologyReader,
): CollectedResults {
  const panels = panelTimes([...observations, ...reports], reader.zone);
  const ids = new Set(observations.flatMap(({ resource: { id } }) => id ?? []));
  const collector = new Collector(panels, ids, reader);
  for (const row of observations) collector.read(row, undefined);
  for (const report of reports) {
    for (const resource of listOf(report.resource.contained)) {
      if (!isObservation(resource)) continue;
      collector.read(identifyObservation({ ...report, resource }, reader.terminology), report);
    }
  }
  return collector;
}

const isObservation = (resource: Resource): resource is Observation =>
  resource.resourceType === 'Observation';

/** The Observation itself (place 0) or one of its components, about a drug or about the specimen. */
interface Part {
  readonly place: number;
  readonly valued: Valued;
  readonly test: ToxicologyTest;
  readonly coded: boolean;
}

class Collector implements CollectedResults {
  readonly results: CollectedResult[] = [];
  readonly unfitSpecimens = new UnfitSpecimens();
  registered = false;
  readonly #panels: PanelTimes;
  readonly #ids: ReadonlySet<string>;
  readonly #reader: ToxicologyReader;

  /** @param ids of all Observations of the chart */
  constructor(panels: PanelTimes, ids: ReadonlySet<string>, reader: ToxicologyReader) {
    this.#panels = panels;
    this.#ids = ids;
    this.#reader = reader;
  }

  /** @param report the report that contains the Observation, if one does */
  read(row: IdentifiedObservation, report: ChartRow<DiagnosticReport> | undefined): void {
    const reader = this.#reader;
    const { resource: observation } = row;
    const parts = partsOf(row);
    const saysUnfit = [observation, ...row.components.map(({ component }) => component)].some(
      (one) => saysInvalid(one, reader) && (parts.length > 0 || isAboutSpecimen(one, reader)),
    );
    if (parts.length === 0 && !saysUnfit) return;
    if (observation.status === 'registered') {
      this.registered ||= parts.some(({ test }) => test.subject === 'opioid');
      return;
    }
    const status = STATUS[observation.status];
    if (status === undefined) return;
    const provenance = sourceOf(row, report);
    const collection = readCollection(observation, report?.resource, this.#panels, reader);
    const specimen = specimenOf(observation, provenanceOf(report ?? row));
    if (saysUnfit || parts.some((part) => isDiluteUrine(part, reader)))
      this.unfitSpecimens.add(specimen, collection);

    for (const { place, valued, test, coded } of parts) {
      const result = resultOf(valued, test, this.#hasParts(observation, report), reader);
      if (result === undefined) continue;
      this.results.push({
        test,
        result,
        status,
        coded,
        collection,
        specimen,
        provenance:
          place === 0
            ? provenance
            : { ...provenance, source: `${provenance.source}#${String(place)}` },
      });
    }
  }

  /** Whether a part of a panel is there to be read: in it, beside it in its report, or as a row of its own. */
  #hasParts({ component, hasMember }: Observation, report: ChartRow<DiagnosticReport> | undefined) {
    const isThere = (member: Reference): boolean =>
      textOf(member.reference)?.startsWith('#') === true
        ? report !== undefined
        : this.#ids.has(observationId(member) ?? '');
    return listOf(component).length > 0 || listOf<Reference>(hasMember).some(isThere);
  }
}

function partsOf({ resource, identity, components }: IdentifiedObservation): readonly Part[] {
  const own = partOf(resource, identity, 0);
  const parts = components.flatMap(
    ({ component, identity: about }, index) => partOf(component, about, index + 1) ?? [],
  );
  return own === undefined ? parts : [own, ...parts];
}

const partOf = (valued: Valued, identity: ObservationIdentity, place: number): Part | undefined =>
  identity.is === 'toxicology'
    ? { place, valued, test: identity.test, coded: identity.by === 'code' }
    : undefined;

function sourceOf(
  row: IdentifiedObservation,
  report: ChartRow<DiagnosticReport> | undefined,
): Provenance {
  if (report === undefined) return provenanceOf(row);
  const provenance = provenanceOf(report);
  return { ...provenance, source: `${provenance.source}#${row.resource.id ?? ''}` };
}

const isDiluteUrine = ({ valued, test }: Part, reader: ToxicologyReader): boolean =>
  test.analyte === 'creatinine' && isDilute(valued, reader);

const NO_RESULT: ReadonlySet<string> = new Set(['cutoff', 'metadata', 'validity']);

/** A panel has no result of its own: when none of its parts is there its positive names no drug, and stays unreadable. */
function resultOf(
  valued: Valued,
  { subject, method }: ToxicologyTest,
  hasParts: boolean,
  { knowledge }: ToxicologyReader,
): ToxicologyResult['result'] | undefined {
  if (subject !== 'opioid' || NO_RESULT.has(method)) return undefined;
  if (method !== 'panel') return readResultValue(valued, method.startsWith('confirm'), knowledge);
  return !hasParts && readResultValue(valued, false, knowledge) === 'positive'
    ? 'unreadable'
    : undefined;
}

function specimenOf({ specimen }: Observation, { source }: Provenance): string | undefined {
  const reference = textOf(specimen?.reference);
  if (reference?.startsWith('#') === true) {
    return source.endsWith('?') ? undefined : `${source}${reference}`;
  }
  return reference?.split('/').slice(-2).join('/') ?? textOf(specimen?.identifier?.value);
}
