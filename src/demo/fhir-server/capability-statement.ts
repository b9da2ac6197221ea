import type { CapabilityStatement } from 'fhir/r4.js';
import { SERVED_TYPES, searchParametersOf } from './search-parameters.js';

/** What `/metadata` promises: exactly the types and parameters that a search accepts. */
export function capabilityStatement(base: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-24',
    kind: 'instance',
    implementation: { description: 'Demo charts of naltrexone-cds, invented people', url: base },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        resource: SERVED_TYPES.map((type) => ({
          type,
          interaction: [{ code: 'read' }, { code: 'search-type' }],
          searchParam: [...searchParametersOf(type).values()].map((parameter) => ({
            name: parameter.name,
            type: parameter.type,
          })),
        })),
      },
    ],
  };
}
