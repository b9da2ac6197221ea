/**
 * The category that a search is limited to, as far as scopes ask for it. A search by code asks for laboratory tests: we search
 * by code for nothing else.
 * @param query `Type?name=value&…`
 */
export function categoryOf(query: string): string | undefined {
  const parameters = new URLSearchParams(query.slice(query.indexOf('?')));
  return parameters.get('category') ?? (parameters.has('code') ? 'laboratory' : undefined);
}
