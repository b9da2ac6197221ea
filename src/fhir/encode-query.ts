/**
 * Percent-encodes the values of a search; `,` `:` and `/` stay, because some servers split before they decode.
 * @param query `Type?name=value&…`
 */
export function encodeQuery(query: string): string {
  const at = query.indexOf('?');
  if (at < 0) return query;
  const parameters = query
    .slice(at + 1)
    .split('&')
    .map((parameter) => {
      const equals = parameter.indexOf('=');
      const value = encodeURIComponent(parameter.slice(equals + 1));
      return `${parameter.slice(0, equals)}=${value.replace(/%(2C|3A|2F)/g, decodeURIComponent)}`;
    });
  return `${query.slice(0, at)}?${parameters.join('&')}`;
}
