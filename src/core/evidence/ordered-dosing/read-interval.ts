import type { Timing } from 'fhir/r4.js';
import type { Terminology } from '../../pack/terminology.js';
import { listOf, numberOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { type DosageFacts, daysOfDuration } from '../read-dosage.js';
import { conceptTexts } from '../toxicology/concept-texts.js';
import { orderWordsIn } from './order-words.js';

/**
 * Days from one dose to the next: period ÷ frequency, else the timing's code, else words. Undefined for a single dose, and
 * when nothing is said.
 */
export function readInterval(
  terminology: Terminology,
  timing: Timing | undefined,
  { dosesPerDay }: DosageFacts,
  texts: readonly string[],
): number | undefined {
  const repeat = timing?.repeat;
  if (numberOf(repeat?.count) === 1) return undefined;
  const period = periodDays(repeat);
  if (period !== undefined) {
    return period / (numberOf(repeat?.frequencyMax) ?? numberOf(repeat?.frequency) ?? 1);
  }
  if (dosesPerDay !== undefined) return 1 / dosesPerDay;
  const codes = listOf(timing?.code?.coding).flatMap((coding) => codeOf(coding) ?? []);
  return (
    longestInterval(terminology, [...codes, ...conceptTexts(timing?.code)]) ??
    longestInterval(terminology, texts)
  );
}

function periodDays(repeat: Timing['repeat']): number | undefined {
  const { period, periodUnit } = repeat ?? {};
  return period === undefined || periodUnit === undefined
    ? undefined
    : daysOfDuration({ value: period, code: periodUnit });
}

/** A text may also say how often to look or to call: the longest interval is that of the injection. */
function longestInterval(terminology: Terminology, texts: readonly string[]): number | undefined {
  const days = orderWordsIn(terminology, texts).flatMap((row) =>
    row.says === 'interval' ? [row.days] : [],
  );
  return days.length === 0 ? undefined : Math.max(...days);
}
