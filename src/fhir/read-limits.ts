/** What reading one chart may cost; technical bounds, none of them clinical. */
export interface ReadLimits {
  /** Decoded bytes of one answer. */
  readonly bytesPerAnswer: number;
  /** Decoded bytes of all answers of one hook call. */
  readonly bytesPerCall: number;
  readonly pagesPerSearch: number;
  readonly rowsPerSearch: number;
}

export const READ_LIMITS: ReadLimits = {
  bytesPerAnswer: 5_000_000,
  bytesPerCall: 20_000_000,
  pagesPerSearch: 20,
  rowsPerSearch: 10_000,
};
