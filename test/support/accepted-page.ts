import { readFileSync, writeFileSync } from 'node:fs';

/** The committed text of a page of docs/; `npm run burden` first puts the measured one in its place. */
export function acceptedPage(page: string, measured: string): string {
  const file = new URL(`../../docs/${page}`, import.meta.url);
  if (process.env['ACCEPT_BURDEN'] === 'yes') writeFileSync(file, measured);
  return readFileSync(file, 'utf8');
}
