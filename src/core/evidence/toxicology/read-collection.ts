import type { DiagnosticReport, Observation } from 'fhir/r4.js';
import type { Span } from '../../time/instant.js';
import { collectionOf, type PanelTimes, releaseOf } from '../liver/panel-times.js';
import { upToNow } from '../liver/up-to-now.js';
import type { Reader } from '../opioid-use/reader.js';
import type { Dating } from '../toxicology.js';

/** When a specimen was collected, or why that cannot be said. */
export interface Collection {
  readonly collected: Span | undefined;
  readonly dating: Dating;
}

/**
 * The result's own time, else that of the panel or report that holds it, else when it was issued, which is later
 * (`clinical-opioid` 6.1). Clipped at now; further ahead than the tolerance it is no time at all (3.5).
 * @param report the report that contains the Observation, if one does
 */
export function readCollection(
  observation: Observation,
  report: DiagnosticReport | undefined,
  panels: PanelTimes,
  reader: Reader,
): Collection {
  const { zone } = reader;
  const collected =
    collectionOf(observation, zone) ??
    panels(observation, collectionOf) ??
    (report && collectionOf(report, zone));
  if (collected !== undefined) return placed(collected, 'collected', reader);
  const issued =
    releaseOf(observation, zone) ??
    panels(observation, releaseOf) ??
    (report && releaseOf(report, zone));
  return issued === undefined
    ? { collected: undefined, dating: 'undated' }
    : placed(issued, 'issued', reader);
}

/** A time of something that has happened. */
export function placed(time: Span, dating: Dating, { now, numbers }: Reader): Collection {
  const past = upToNow(time, now, numbers['future.tolerance']);
  return past === 'future'
    ? { collected: undefined, dating: 'future' }
    : { collected: past, dating };
}
