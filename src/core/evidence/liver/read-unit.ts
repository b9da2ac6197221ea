import type { UnitTable } from '../../pack/liver-laboratory.js';
import { textOf } from '../fhir-json.js';

export type AcceptedUnit = UnitTable['accepted'][number];

/** What the words and codes for a unit say. `contradictory` = code and text name different units. */
export type UnitReading =
  | { readonly is: 'none' }
  | { readonly is: 'known'; readonly unit: AcceptedUnit }
  | { readonly is: 'unknown'; readonly spelling: string }
  | { readonly is: 'contradictory' };
type KnownUnit = Extract<UnitReading, { is: 'known' }>;

export const NO_UNIT: UnitReading = { is: 'none' };
const CONTRADICTORY: UnitReading = { is: 'contradictory' };

/** Reads a unit from the code and the text that may name it; the code is preferred where only one is known. */
export function readUnit(table: UnitTable, code: unknown, text?: unknown): UnitReading {
  const byCode = readSpelling(table, code);
  const byText = readSpelling(table, text);
  if (byCode.is === 'known' && byText.is === 'known') {
    return byCode.unit === byText.unit ? byCode : CONTRADICTORY;
  }
  return byText.is === 'known' || byCode.is === 'none' ? byText : byCode;
}

function readSpelling(table: UnitTable, text: unknown): UnitReading {
  const stated = textOf(text);
  if (stated === undefined) return NO_UNIT;
  const spelling = stated.trim().replaceAll('\u03bc', '\u00b5');
  return unitsOf(table).get(spelling) ?? { is: 'unknown', spelling };
}

const made = new WeakMap<UnitTable, ReadonlyMap<string, KnownUnit>>();

/** The units of a table by spelling, made once: the knowledge never changes. */
function unitsOf(table: UnitTable): ReadonlyMap<string, KnownUnit> {
  const known = made.get(table);
  if (known !== undefined) return known;
  const units = new Map<string, KnownUnit>();
  for (const unit of table.accepted) {
    const reading: KnownUnit = { is: 'known', unit };
    for (const spelling of unit.spellings) units.set(spelling, reading);
  }
  made.set(table, units);
  return units;
}

export const toCanonical = (value: number, unit: AcceptedUnit): number =>
  unit.divideBy === undefined ? value * (unit.multiplyBy ?? 1) : value / unit.divideBy;

export const fromCanonical = (value: number, unit: AcceptedUnit): number =>
  unit.divideBy === undefined ? value / (unit.multiplyBy ?? 1) : value * unit.divideBy;
