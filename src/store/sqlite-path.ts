import { fileURLToPath } from 'node:url';

/** @param url `file:/absolute/path.db` or `file:relative/path.db` */
export const sqlitePath = (url: string): string =>
  url.startsWith('file:///') ? fileURLToPath(url) : url.slice('file:'.length);
