import type { Observation } from 'fhir/r4.js';
import type { Span } from '../time/instant.js';
import { collectionOf, releaseOf } from './liver/panel-times.js';
import type { Reader } from './opioid-use/reader.js';
import { placed } from './toxicology/read-collection.js';

/** When a question was asked or a specimen taken, clipped at now; undefined without a date, and for one that lies ahead. */
export function readAnsweredAt(observation: Observation, reader: Reader): Span | undefined {
  const time = collectionOf(observation, reader.zone) ?? releaseOf(observation, reader.zone);
  return time === undefined ? undefined : placed(time, 'collected', reader).collected;
}
