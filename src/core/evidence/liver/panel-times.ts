import type { DiagnosticReport, Observation, Reference } from 'fhir/r4.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import type { TimeZone } from '../../time/time-zone.js';
import type { ChartRow } from '../chart-rows.js';
import { listOf } from '../fhir-json.js';
import { observationId } from '../observation-id.js';

type Panel = Observation | DiagnosticReport;
/** Reads one kind of time from a result, panel or report. */
export type TimeReader = (
  from: Pick<Panel, 'effectiveDateTime' | 'effectivePeriod' | 'issued'>,
  zone: TimeZone,
) => Span | undefined;

/** When the specimen was taken, by the resource itself (`clinical-liver-other` B2.2). */
export const collectionOf: TimeReader = (from, zone) =>
  readFhirTime(from.effectiveDateTime, zone) ??
  readFhirTime(listOf(from.effectivePeriod)[0]?.end, zone) ??
  readFhirTime((from as Observation).effectiveInstant, zone);

/** When the result was released. */
export const releaseOf: TimeReader = (from, zone) => readFhirTime(from.issued, zone);

/** A time that a result without one takes from the panels and reports which name it. */
export type PanelTimes = (observation: Observation, read: TimeReader) => Span | undefined;

/** How deep a panel may lie inside another one; also what ends a circle of references (B2.4). */
const DEPTH = 2;

/**
 * The nearest panel or report with such a time counts; several at one depth give the interval that holds them all. The chart
 * is looked through only when a result asks.
 */
export function panelTimes(panels: readonly ChartRow<Panel>[], zone: TimeZone): PanelTimes {
  let byMember: ReadonlyMap<string, readonly Panel[]> | undefined;
  return (observation, read) => {
    byMember ??= panelsByMember(panels);
    let members: readonly Panel[] = [observation];
    for (let depth = 0; depth < DEPTH; depth += 1) {
      const parents = members.flatMap(({ id }) => byMember?.get(id ?? '') ?? []);
      const times = parents.flatMap((parent) => read(parent, zone) ?? []);
      if (times.length > 0) return around(times);
      members = parents.filter(({ resourceType }) => resourceType === 'Observation');
    }
    return undefined;
  };
}

function panelsByMember(panels: readonly ChartRow<Panel>[]): ReadonlyMap<string, readonly Panel[]> {
  const byMember = new Map<string, Panel[]>();
  for (const { resource } of panels) {
    const members = resource.resourceType === 'Observation' ? resource.hasMember : resource.result;
    for (const member of listOf<Reference>(members)) {
      const id = observationId(member);
      if (id !== undefined) byMember.set(id, [...(byMember.get(id) ?? []), resource]);
    }
  }
  return byMember;
}

const around = (spans: readonly Span[]): Span | undefined =>
  spans.reduce((whole, { earliest, latest }) => ({
    earliest: earliest.day < whole.earliest.day ? earliest : whole.earliest,
    latest: latest.day > whole.latest.day ? latest : whole.latest,
  }));
