import type { Coding } from 'fhir/r4.js';
import type { CodeSystem, MedicationCode, Terminology } from '../../pack/terminology.js';
import { trimmed } from '../fhir-json.js';
import { findNdc } from './find-ndc.js';
import { recogniseSystem } from './recognise-system.js';

/** Systems in which nothing is a drug: a code of theirs names something else. */
const NO_DRUGS: ReadonlySet<CodeSystem> = new Set([
  'LOINC',
  'ICD-10-CM',
  'ICD-9-CM',
  'CPT',
  'UCUM',
  'CVX',
  'route',
  'naltrexone-cds',
]);

/** What the tables say about one coding; `no-drug` = certainly none, undefined = not known. */
export function lookUpMedicationCode(
  terminology: Terminology,
  coding: Coding,
): MedicationCode | 'no-drug' | undefined {
  const system = recogniseSystem(terminology, coding.system);
  if (system === undefined) return undefined;
  const code = codeOf(coding);
  if (code === undefined) return undefined;
  const { medications } = terminology;
  switch (system) {
    case 'RxNorm':
      return medications.rxnorm.get(code);
    case 'NDC':
      return findNdc(medications.ndc, code);
    case 'SNOMED CT':
      return medications.snomed.get(code);
    case 'ATC':
      return findAtc(medications.atc, code.toUpperCase());
    case 'HCPCS':
      return medications.hcpcs.get(code.toUpperCase());
    default:
      return NO_DRUGS.has(system) ? 'no-drug' : undefined;
  }
}

/** Real clients send codes as numbers and with blanks around them. */
export function codeOf({ code }: Coding): string | undefined {
  const written: unknown = code;
  if (typeof written === 'number') return String(written);
  if (typeof written !== 'string') return undefined;
  return trimmed(written);
}

/** An ATC code without a row of its own belongs to its group. */
function findAtc(
  table: ReadonlyMap<string, MedicationCode>,
  code: string,
): MedicationCode | undefined {
  for (let length = code.length; length >= SHORTEST_GROUP; length--) {
    const found = table.get(code.slice(0, length));
    if (found !== undefined) return found;
  }
  return undefined;
}

const SHORTEST_GROUP = 3;
