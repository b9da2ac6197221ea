import type { Coding } from 'fhir/r4.js';
import type { ObservationCode, Terminology } from '../../pack/terminology.js';
import { codeOf } from './look-up-medication-code.js';
import { recogniseSystem } from './recognise-system.js';

/** What the tables say about one coding of a test, a score or a finding; undefined = not known. */
export function lookUpObservationCode(
  terminology: Terminology,
  coding: Coding,
): ObservationCode | undefined {
  const system = recogniseSystem(terminology, coding.system);
  const code = codeOf(coding);
  if (code === undefined) return undefined;
  const { observations } = terminology;
  switch (system) {
    case 'LOINC':
      return observations.loinc.get(code);
    case 'SNOMED CT':
      return observations.snomed.get(code);
    case 'naltrexone-cds':
      return observations.concepts.get(code);
    default:
      return undefined;
  }
}
