import type { CodeableConcept } from 'fhir/r4.js';
import type { Terminology } from '../pack/terminology.js';
import { namesLiverTest } from './liver/is-liver-test-awaited.js';
import { recogniseObservationCode } from './recognise/recognise-observation-code.js';
import { recogniseProcedure } from './recognise/recognise-procedure.js';

/** Which of the tests that bear on naltrexone an order asks for, by code or by name; a billing code names drug tests too. */
export function orderedTest(
  code: CodeableConcept | undefined,
  terminology: Terminology,
): 'liver-tests' | 'toxicology' | undefined {
  const identity = recogniseObservationCode(terminology, code);
  if (namesLiverTest(identity)) return 'liver-tests';
  if (identity.is === 'toxicology') {
    return identity.test.subject === 'opioid' ? 'toxicology' : undefined;
  }
  const procedure = recogniseProcedure(terminology, code);
  return procedure.is === 'other' && procedure.role === 'toxicology' ? 'toxicology' : undefined;
}
