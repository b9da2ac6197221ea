/**
 * The address of a store as it may be printed. A password may stand before the host or among the parameters; what cannot be read as
 * an address is not printed at all.
 */
export function withoutPassword(store: string): string {
  if (store === '' || store.startsWith('file:')) return store;
  if (!URL.canParse(store)) return '[redacted]';
  const url = new URL(store);
  if (url.password !== '') url.password = 'redacted';
  if (url.search !== '') url.search = '?redacted';
  return url.href;
}
