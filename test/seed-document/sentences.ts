import { readFileSync } from 'node:fs';

/** One row: what the document says, in our own words, and what the service does. */
export interface Sentence {
  readonly row: string;
  readonly says: string;
  /** What is true where the document errs. */
  readonly truth?: string;
  readonly does: string;
}

const file = new URL('./sentences.json', import.meta.url);

/** In the order of the document. */
export const SENTENCES = (
  JSON.parse(readFileSync(file, 'utf8')) as { readonly rows: readonly Sentence[] }
).rows;
