import type { Observation, ObservationComponent } from 'fhir/r4.js';
import type { Terminology } from '../pack/terminology.js';
import type { ChartRow } from './chart-rows.js';
import { listOf } from './fhir-json.js';
import {
  type ObservationIdentity,
  recogniseObservationCode,
} from './recognise/recognise-observation-code.js';

/** An Observation with what it and its components are about, found once for all readers. */
export interface IdentifiedObservation extends ChartRow<Observation> {
  readonly identity: ObservationIdentity;
  readonly components: readonly IdentifiedComponent[];
}

export interface IdentifiedComponent {
  readonly component: ObservationComponent;
  readonly identity: ObservationIdentity;
}

const NO_COMPONENTS: readonly IdentifiedComponent[] = [];

export const identifyObservations = (
  rows: readonly ChartRow<Observation>[],
  terminology: Terminology,
): readonly IdentifiedObservation[] => rows.map((row) => identifyObservation(row, terminology));

export function identifyObservation(
  { resource, slice, complete }: ChartRow<Observation>,
  terminology: Terminology,
): IdentifiedObservation {
  const components = listOf(resource.component);
  return {
    resource,
    slice,
    complete,
    identity: recogniseObservationCode(terminology, resource.code),
    components:
      components.length === 0
        ? NO_COMPONENTS
        : components.map((component) => ({
            component,
            identity: recogniseObservationCode(terminology, component.code),
          })),
  };
}
