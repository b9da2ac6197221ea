/** The smallest value that at least this share of the values does not exceed (nearest rank). @param share over 0, up to 1 */
export const percentile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.ceil(share * sorted.length) - 1];
