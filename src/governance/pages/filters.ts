/** What a page is about. Days and our own ids alone ever stand in an address. */
export interface Filters {
  readonly from: string;
  readonly until: string;
  readonly client: string | undefined;
}

export const queryOf = (
  { from, until, client }: Filters,
  more: Record<string, string> = {},
): string =>
  `?${new URLSearchParams({ from, until, ...(client === undefined ? {} : { client }), ...more }).toString()}`;
