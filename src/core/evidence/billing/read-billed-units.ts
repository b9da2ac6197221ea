import type { Quantity } from 'fhir/r4.js';
import type { BillingWords, Terminology } from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { numberOf, textOf } from '../fhir-json.js';

/** Units of a billing line: without a unit, or with one that names such units or milligrams. A kit, a vial or a volume is none. */
export function unitsOfLine(
  terminology: Terminology,
  quantity: Quantity | undefined,
): number | undefined {
  const value = numberOf(quantity?.value);
  const unit = unitOf(quantity);
  if (value === undefined || unit === undefined || unit === '1') return value;
  return meaningOf(terminology, unit) === undefined ? undefined : value;
}

/** Units of what is to be dispensed: only where its unit says billing units, or milligrams. */
export function unitsToDispense(
  terminology: Terminology,
  quantity: Quantity | undefined,
): number | undefined {
  const unit = unitOf(quantity);
  const meaning = unit === undefined ? undefined : meaningOf(terminology, unit);
  return meaning === 'billing-unit' || meaning === 'milligram'
    ? numberOf(quantity?.value)
    : undefined;
}

/** The words of the unit; its code where there are none. */
const unitOf = (quantity: Quantity | undefined): string | undefined =>
  textOf(quantity?.unit) ?? textOf(quantity?.code);

/** What a unit says as a whole: "380 mg kit" is a kit. */
function meaningOf({ words }: Terminology, unit: string): BillingWords | undefined {
  const said = splitWords(unit);
  const [whole] = findPhrases(words.billing, said);
  return whole?.length === said.length ? whole.row : undefined;
}
