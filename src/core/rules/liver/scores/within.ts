/** A value cut at the limits of a formula. */
export const within = (
  value: number,
  { low, high }: { readonly low: number; readonly high: number },
): number => Math.min(Math.max(value, low), high);
