import type { FixturePatient } from '../../src/demo/load-fixtures.js';
import type { FhirCase } from './case-to-fhir.js';

/** A person of `fhir-fixtures` as a case: what is sent, what the chart holds, and when. */
export const fixtureToCase = ({ orderSign, expected, resources }: FixturePatient): FhirCase => ({
  hook: orderSign.hook,
  now: expected.now,
  timeZone: expected.timeZone,
  context: orderSign.context,
  resources,
  access: {},
  site: {},
  services: ['naltrexone-safety'],
});
