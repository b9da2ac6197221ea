/**
 * Reading FHIR that a client sent: the types say what should be there, these functions accept what is.
 * Real clients send objects for arrays, nulls inside arrays and numbers for strings.
 */

/** The entries of a repeating element; one bare object counts as a list of one, anything else is left out. */
export function listOf<T extends object>(
  value: T | readonly (T | null | undefined)[] | null | undefined,
): readonly T[] {
  if (value === null || value === undefined || typeof value !== 'object') return [];
  if (!Array.isArray(value)) return [value as T];
  for (const entry of value as readonly unknown[]) {
    if (!isObject(entry)) return (value as readonly unknown[]).filter(isObject) as T[];
  }
  return value as readonly T[];
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A repeating element of primitive type. */
export function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((entry): entry is string => typeof entry === 'string' && entry !== '');
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && (isVisible(value.charCodeAt(0)) || value.trim() !== '')
    ? value
    : undefined;

/** `trim`, and nothing for the many texts that need none. */
export const trimmed = (text: string): string =>
  isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1)) ? text : text.trim();

/** A character of ASCII that is no blank and no control character. */
const isVisible = (character: number): boolean => character > 32 && character < 127;

export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
