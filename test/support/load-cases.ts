import { readdirSync, readFileSync } from 'node:fs';
import { checkCase } from './check-case.js';
import type { ClinicalCase } from './clinical-case.js';

const FOLDER = new URL('../vignettes/', import.meta.url);
const NAMES = 'codes.json';

/** One file of `test/vignettes`: a clinical theme and its cases. */
export interface Theme {
  readonly name: string;
  readonly cases: readonly ClinicalCase[];
}

/**
 * The table of cases, checked: every field known, every id once.
 * @throws Error that names the file, the case and what is wrong with it
 */
export function loadCases(): readonly Theme[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json') && file !== NAMES);
  const themes = files.sort().map((file) => ({
    name: file.replace('.json', ''),
    cases: (JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as { id?: string }[]).map(
      (entry) => checkCase(entry, `${file}, ${entry.id ?? 'a case without id'}`),
    ),
  }));
  const seen = new Set<string>();
  for (const { id } of themes.flatMap((theme) => theme.cases)) {
    if (seen.has(id)) throw new Error(`There are two cases ${id}`);
    seen.add(id);
  }
  return themes;
}
