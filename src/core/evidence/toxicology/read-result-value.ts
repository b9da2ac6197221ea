import type { StatedResult, ToxicologyKnowledge } from '../../pack/toxicology-knowledge.js';
import { listOf, numberOf, textOf } from '../fhir-json.js';
import { conceptCodes, conceptTexts } from './concept-texts.js';
import { type Measurement, readMeasurement, unitOf } from './read-measurement.js';
import { resultInWords } from './result-words.js';
import type { Valued } from './valued.js';

/** `unreadable` = there is a result and it cannot be told whether it is positive. */
export type ReadResult = StatedResult | 'unreadable';

/**
 * Reads a drug test's result: words, else a number by interpretation, cut-off, comparator and kind of test
 * (`clinical-opioid` 6.1).
 * @returns undefined when no result is stated ("see note", QNS): that is not a negative
 */
export function readResultValue(
  valued: Valued,
  isConfirmation: boolean,
  knowledge: ToxicologyKnowledge,
): ReadResult | undefined {
  const flagged = interpretation(valued, knowledge);
  const measured = readMeasurement(valued);
  if (measured !== undefined) return flagged ?? judgeNumber(measured, valued, isConfirmation);
  const stated = statedInWords(valued, knowledge);
  if (stated === 'negative' && flagged === 'positive') return 'unreadable';
  if (stated !== undefined) return stated;
  if (flagged === 'positive') return 'positive';
  return hasWords(valued) || listOf(valued.dataAbsentReason).length > 0 ? undefined : flagged;
}

function interpretation(valued: Valued, knowledge: ToxicologyKnowledge): StatedResult | undefined {
  let found: StatedResult | undefined;
  for (const concept of listOf(valued.interpretation)) {
    for (const code of conceptCodes(concept)) {
      const means = knowledge.interpretations.get(code.toUpperCase());
      if (means === 'positive') return 'positive';
      found ??= means;
    }
    for (const text of conceptTexts(concept)) {
      const means = resultInWords(text, knowledge);
      if (means === 'positive') return 'positive';
      found ??= means;
    }
  }
  return found;
}

function statedInWords(valued: Valued, knowledge: ToxicologyKnowledge): ReadResult | undefined {
  if (valued.valueBoolean === true) return 'positive';
  const concept = valued.valueCodeableConcept;
  const stated = [
    ...conceptCodes(concept).map((code) => knowledge.resultCodes.get(code)),
    ...[...conceptTexts(concept), ...textList(valued.valueString)].map((text) =>
      resultInWords(text, knowledge),
    ),
  ].filter((result) => result !== undefined);
  const positive = stated.includes('positive');
  return positive && stated.includes('negative') ? 'unreadable' : positive ? 'positive' : stated[0];
}

const textList = (value: unknown): readonly string[] => {
  const text = textOf(value);
  return text === undefined ? [] : [text];
};

const hasWords = (valued: Valued): boolean =>
  textOf(valued.valueString) !== undefined || conceptTexts(valued.valueCodeableConcept).length > 0;

function judgeNumber(measured: Measurement, valued: Valued, isConfirmation: boolean): ReadResult {
  const { value, comparator, unit } = measured;
  const isBelow = comparator === '<' || comparator === '<=';
  const isAbove = comparator === '>' || comparator === '>=';
  const cutOff = cutOffOf(valued, unit);
  if (cutOff !== undefined) {
    if (!isBelow) return isAbove || value >= cutOff ? 'positive' : 'negative';
    return value < cutOff || (value === cutOff && comparator === '<') ? 'negative' : 'unreadable';
  }
  if (isBelow) return 'negative';
  if (isAbove) return 'positive';
  if (!isConfirmation || value < 0) return 'unreadable';
  return value > 0 ? 'positive' : 'negative';
}

/** The lowest upper limit in the result's own unit; a limit of zero is the missing lower end of a range, no cut-off. */
function cutOffOf(valued: Valued, unit: string | undefined): number | undefined {
  const limits = listOf(valued.referenceRange)
    .map(({ high }) => high)
    .filter((high) => unit === undefined || unitOf(high) === undefined || unitOf(high) === unit)
    .map((high) => numberOf(high?.value) ?? 0)
    .filter((limit) => limit > 0);
  return limits.length === 0 ? undefined : Math.min(...limits);
}
