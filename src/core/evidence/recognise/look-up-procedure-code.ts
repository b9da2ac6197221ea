import type { Coding } from 'fhir/r4.js';
import type { ProcedureCode, Terminology } from '../../pack/terminology.js';
import { codeOf } from './look-up-medication-code.js';
import { recogniseSystem } from './recognise-system.js';

/** What the tables say about one coding of a procedure or a billed service; undefined = not known. */
export function lookUpProcedureCode(
  terminology: Terminology,
  coding: Coding,
): ProcedureCode | undefined {
  const system = recogniseSystem(terminology, coding.system);
  if (system !== 'HCPCS' && system !== 'CPT') return undefined;
  const { hcpcs, cpt } = terminology.procedures;
  const code = codeOf(coding)?.toUpperCase() ?? '';
  return hcpcs.get(code) ?? cpt.get(code);
}
