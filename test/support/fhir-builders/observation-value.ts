import type { Observation, ObservationReferenceRange, Quantity } from 'fhir/r4.js';
import { type Static, Type } from 'typebox';
import { CaseCode, coded, concept, hl7, quantity } from './code.js';
import { text } from './fact-fields.js';
import { present } from './present.js';

const Range = Type.Object(
  {
    low: Type.Optional(Type.Number()),
    high: Type.Optional(Type.Number()),
    unit: text,
    text,
    type: text,
    appliesTo: text,
  },
  { additionalProperties: false },
);

/** Fields of a result, in the Observation itself or in a component. */
export const valueFields = {
  value: Type.Optional(Type.Union([Type.Number(), Type.String()])),
  unit: text,
  comparator: text,
  valueDate: text,
  valueCode: Type.Optional(CaseCode),
  dataAbsentReason: text,
  interpretation: text,
  /** "0-45" in the unit of the value, "0-45 U/L", or a list of ranges. */
  refRange: Type.Optional(Type.Union([Type.String(), Type.Array(Range)])),
};
type Value = Static<Type.TObject<typeof valueFields>>;

type ValueOfObservation = Pick<
  Observation,
  | 'dataAbsentReason'
  | 'valueDateTime'
  | 'valueQuantity'
  | 'valueCodeableConcept'
  | 'valueString'
  | 'interpretation'
  | 'referenceRange'
>;

const RESULT_WORDS = /^(positive|negative|detected|not detected)$/i;

export function observationValue(fact: Value): ValueOfObservation {
  const { value, valueCode, interpretation, dataAbsentReason } = fact;
  const words = typeof value === 'string' ? value : undefined;
  const isResult = words !== undefined && RESULT_WORDS.test(words);
  return present<ValueOfObservation>({
    dataAbsentReason:
      dataAbsentReason === undefined ? undefined : hl7('data-absent-reason', dataAbsentReason),
    valueDateTime: fact.valueDate,
    valueQuantity:
      typeof value === 'number'
        ? present<Quantity>({
            ...quantity(value, fact.unit),
            comparator: fact.comparator as Quantity['comparator'],
          })
        : undefined,
    valueCodeableConcept:
      valueCode !== undefined ? concept(valueCode) : isResult ? { text: words } : undefined,
    valueString: isResult ? undefined : words,
    interpretation:
      interpretation === undefined
        ? undefined
        : [hl7('v3-ObservationInterpretation', interpretation)],
    referenceRange: ranges(fact)?.map(referenceRange),
  });
}

function ranges({ refRange, unit }: Value): readonly Static<typeof Range>[] | undefined {
  if (typeof refRange !== 'string') return refRange;
  const [limits = '', ownUnit = unit] = refRange.split(' ');
  const [low, high] = limits.split('-').map(Number);
  return [present({ low, high, unit: ownUnit })];
}

function referenceRange(range: Static<typeof Range>): ObservationReferenceRange {
  const { low, high, unit, type, appliesTo } = range;
  return present<ObservationReferenceRange>({
    low: low === undefined ? undefined : quantity(low, unit),
    high: high === undefined ? undefined : quantity(high, unit),
    text: range.text,
    type: type === undefined ? undefined : hl7('referencerange-meaning', type),
    appliesTo:
      appliesTo === undefined
        ? undefined
        : [{ ...coded('http://hl7.org/fhir/administrative-gender', appliesTo), text: appliesTo }],
  });
}
