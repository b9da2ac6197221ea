import type { Coding } from 'fhir/r4.js';
import type { CodeMeaning } from '../../pack/local-codes.js';
import type { ObservationCode, Terminology } from '../../pack/terminology.js';
import { lookUpMedicationCode } from '../recognise/look-up-medication-code.js';
import { lookUpObservationCode } from '../recognise/look-up-observation-code.js';
import { lookUpProcedureCode } from '../recognise/look-up-procedure-code.js';
import { recogniseCondition } from '../recognise/recognise-condition.js';
import { recogniseContextDrugs } from '../recognise/recognise-context-drugs.js';
import { recogniseRoute } from '../recognise/recognise-route.js';

/** What the tables know of one code, whatever kind of thing it is; undefined when none of them knows it. */
export function meaningOfCode(
  terminology: Terminology,
  { system, code }: Pick<Coding, 'system' | 'code'>,
): CodeMeaning | undefined {
  // Without its display: here only the code itself may speak.
  const coding: Coding = { ...(system && { system }), ...(code && { code }) };
  const concept = { coding: [coding] };
  const drug = lookUpMedicationCode(terminology, coding);
  const medication = drug === 'no-drug' ? undefined : drug;
  const contextDrugs = recogniseContextDrugs(terminology, concept);
  const observation = lookUpObservationCode(terminology, coding);
  const condition = recogniseCondition(terminology, concept);
  const procedure = lookUpProcedureCode(terminology, coding);
  const route = recogniseRoute(terminology, concept);
  const display =
    medication?.display ??
    contextDrugs[0]?.ingredient ??
    displayOf(observation) ??
    condition?.display ??
    procedure?.display ??
    route;
  return display === undefined
    ? undefined
    : { display, medication, contextDrugs, observation, condition, procedure, route };
}

function displayOf(observation: ObservationCode | undefined): string | undefined {
  switch (observation?.is) {
    case undefined:
      return undefined;
    case 'toxicology':
      return observation.test.analyte;
    case 'liver':
      return observation.test.component;
    case 'assessment':
      return observation.test.display;
  }
}
