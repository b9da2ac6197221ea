import type { DiagnosticReport, FhirResource, Observation } from 'fhir/r4.js';
import { type Day, onDay, type Span } from '../../time/instant.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf } from '../fhir-json.js';
import { identifyObservation, type IdentifiedObservation } from '../identify-observations.js';
import type { LiverAnalyte, LiverResult, LiverValue } from '../liver-result.js';
import type { Provenance } from '../provenance.js';
import type { ObservationIdentity } from '../recognise/recognise-observation-code.js';
import { isMoreThan } from './decimal-comparison.js';
import { collectionOf, type PanelTimes, releaseOf } from './panel-times.js';
import type { LiverContext } from './liver-context.js';
import { readLiverValue } from './read-liver-value.js';
import type { Measured } from './read-measurement.js';
import { upToNow } from './up-to-now.js';

/** What a chart holds of liver results, as far as it has been read. */
export interface FoundResults {
  readonly results: LiverResult[];
  readonly futureDated: Provenance[];
}

interface Recognised {
  readonly analyte: LiverAnalyte;
  readonly coded: boolean;
}

/** A status that the client left out may be any: such a result raises and never clears. */
const STATUS: ReadonlyMap<unknown, LiverResult['status']> = new Map([
  ['final', 'final'],
  ['amended', 'corrected'],
  ['corrected', 'corrected'],
  ['preliminary', 'preliminary'],
  [undefined, 'preliminary'],
]);
/** Known by its name alone, a result of these is unreadable and said; of others it is no result (B2.2). */
const READ_BY_NAME: ReadonlySet<LiverAnalyte> = new Set(['alt', 'ast', 'bilirubin-total']);

/** Adds the liver results of one Observation of the chart: its own and its components'. */
export function readObservation(
  observation: IdentifiedObservation,
  context: LiverContext,
  panels: PanelTimes,
  found: FoundResults,
  container?: Provenance,
): void {
  const { resource, identity, components } = observation;
  const status = STATUS.get(resource.status);
  if (status === undefined) return;
  // Most Observations are about something else, so nothing is made before a liver test is recognised.
  let whole: Whole | undefined;
  const own = liverTest(identity, context);
  if (own !== undefined) {
    whole = readWhole(observation, status, panels, context, container);
    readOne(resource, own, whole.provenance, whole, context, found);
  }
  let position = 0;
  for (const { component, identity: about } of components) {
    position += 1;
    const part = liverTest(about, context);
    if (part === undefined) continue;
    whole ??= readWhole(observation, status, panels, context, container);
    const provenance = within(whole.provenance, String(position));
    readOne(component, part, provenance, whole, context, found);
  }
}

/** Adds the liver results that stand inside a panel or report; they take its time when they have none. */
export function readContained(
  row: ChartRow<Observation | DiagnosticReport>,
  context: LiverContext,
  found: FoundResults,
): void {
  const { resource, slice, complete } = row;
  for (const inner of listOf(resource.contained as FhirResource[])) {
    if (inner.resourceType !== 'Observation') continue;
    readObservation(
      identifyObservation({ resource: inner, slice, complete }, context.terminology),
      context,
      (_, read) => read(resource, context.zone),
      found,
      within(provenanceOf(row), inner.id ?? '?'),
    );
  }
}

/** What a component has from its Observation (B2.4). */
interface Whole {
  readonly at: Span | 'future' | undefined;
  readonly issued: LiverResult['issued'];
  readonly lowCertainty: boolean;
  readonly status: LiverResult['status'];
  readonly performer: Observation['performer'];
  readonly provenance: Provenance;
}

function readWhole(
  row: IdentifiedObservation,
  status: LiverResult['status'],
  panels: PanelTimes,
  { zone, now, laboratory }: LiverContext,
  container: Provenance | undefined,
): Whole {
  const observation = row.resource;
  const collected = collectionOf(observation, zone) ?? panels(observation, collectionOf);
  const released = releaseOf(observation, zone);
  const time = collected ?? released ?? panels(observation, releaseOf);
  return {
    at: time && upToNow(time, now, laboratory.dataQuality.futureToleranceHours),
    issued: released?.latest.moment,
    lowCertainty: collected === undefined,
    status,
    performer: observation.performer,
    provenance: container ?? provenanceOf(row),
  };
}

const within = ({ source, slice, complete }: Provenance, part: string): Provenance => ({
  source: `${source}#${part}`,
  slice,
  complete,
});

function readOne(
  from: Measured,
  { analyte, coded }: Recognised,
  provenance: Provenance,
  { at, issued, lowCertainty, status, performer }: Whole,
  context: LiverContext,
  found: FoundResults,
): void {
  if (at === 'future') {
    found.futureDated.push(provenance);
    return;
  }
  const value: LiverValue = coded
    ? readLiverValue(from, analyte, performer, context)
    : { readable: false, why: 'local-code' };
  if (at === undefined && isSurelyNormal(value)) return;
  found.results.push({
    analyte,
    name: context.laboratory.analytes[analyte].name,
    at: at ?? { earliest: onDay(0 as Day), latest: onDay(context.now.day) },
    issued,
    lowCertainty,
    status,
    value: at === undefined ? { readable: false, why: 'undated' } : value,
    provenance,
  });
}

function liverTest(
  identity: ObservationIdentity,
  { laboratory }: LiverContext,
): Recognised | undefined {
  if (identity.is !== 'liver' || identity.test.use === 'trap') return undefined;
  const { analyte } = identity.test;
  if (!isLiverAnalyte(analyte, laboratory)) return undefined;
  const coded = identity.by === 'code';
  return coded || READ_BY_NAME.has(analyte) ? { analyte, coded } : undefined;
}

const isLiverAnalyte = (
  analyte: string,
  { analytes }: LiverContext['laboratory'],
): analyte is LiverAnalyte => Object.hasOwn(analytes, analyte);

/** Without a date it can reassure nobody, and it warns of nothing. */
const isSurelyNormal = (value: LiverValue): boolean =>
  value.readable && !isMoreThan(value.upperLimit?.timesLowest ?? Infinity, 1);
