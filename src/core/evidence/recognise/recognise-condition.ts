import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type { ConditionCode, Terminology } from '../../pack/terminology.js';
import { listOf } from '../fhir-json.js';
import { codeOf } from './look-up-medication-code.js';
import { recogniseSystem } from './recognise-system.js';
import { remember } from './remember.js';

/**
 * The one group that a Condition belongs to, by ICD-10-CM (with or without the dot, longest match) or SNOMED CT code. When
 * its codings say different things, the group that stands first in `condition-groups.csv` counts and the others are added
 * to `also`. Words alone are no diagnosis.
 */
export function recogniseCondition(
  terminology: Terminology,
  concept: CodeableConcept | null | undefined,
): ConditionCode | undefined {
  let first: ConditionCode | undefined;
  for (const coding of listOf<Coding>(concept?.coding)) {
    const found = conditionOf(terminology, coding);
    if (found !== undefined) first = first === undefined ? found : merge(terminology, first, found);
  }
  return first;
}

function conditionOf(terminology: Terminology, coding: Coding): ConditionCode | undefined {
  const system = recogniseSystem(terminology, coding.system);
  const code = codeOf(coding);
  if (code === undefined) return undefined;
  if (system === 'SNOMED CT') return terminology.conditions.snomed.get(code);
  return system === 'ICD-10-CM' ? findIcd10cm(terminology, code) : undefined;
}

/** Remembered, because nearly every code of a chart is none of ours and would be cut and looked up five times. */
function findIcd10cm(terminology: Terminology, written: string): ConditionCode | undefined {
  const { icd10cm: memo } = terminology.memo;
  const remembered = memo.get(written);
  if (remembered !== undefined) return remembered ?? undefined;
  return remember(memo, written, longestMatch(terminology, written) ?? null) ?? undefined;
}

function longestMatch({ conditions }: Terminology, written: string): ConditionCode | undefined {
  const code = written.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const exact = conditions.icd10cmExact.get(code);
  if (exact !== undefined) return { ...exact, code: written };
  for (let length = code.length; length >= CATEGORY; length--) {
    const found = conditions.icd10cmPrefix.get(code.slice(0, length));
    if (found !== undefined) return { ...found, code: written };
  }
  return undefined;
}

/** A code is never shorter than its category: a letter and two characters. */
const CATEGORY = 3;

function merge(
  { conditions }: Terminology,
  one: ConditionCode,
  other: ConditionCode,
): ConditionCode {
  const before = (condition: ConditionCode): number =>
    conditions.order.get(condition.group) ?? Infinity;
  const [main, second] =
    before(one) < before(other) || (before(one) === before(other) && one.code <= other.code)
      ? [one, other]
      : [other, one];
  const also = new Set([...main.also, second.group, ...second.also]);
  also.delete(main.group);
  return { ...main, also: [...also].sort() };
}
