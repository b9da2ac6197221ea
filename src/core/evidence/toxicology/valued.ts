import type { Observation, ObservationComponent } from 'fhir/r4.js';

/** An Observation or a component, as far as its result goes. */
export type Valued = Pick<
  Observation & ObservationComponent,
  | 'valueQuantity'
  | 'valueCodeableConcept'
  | 'valueString'
  | 'valueBoolean'
  | 'valueInteger'
  | 'interpretation'
  | 'referenceRange'
  | 'dataAbsentReason'
>;
