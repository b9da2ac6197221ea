/** The object without the fields that have no value, so that builders need no condition per field. */
export function present<T extends object>(fields: {
  readonly [K in keyof T]: T[K] | null | undefined;
}): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as T;
}
