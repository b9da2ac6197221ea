import { readdirSync, readFileSync } from 'node:fs';
import { checkCase } from './check-case.js';
import type { ClinicalCase } from './clinical-case.js';

const FOLDER = new URL('../vignettes/', import.meta.url);
const NAMES = 'codes.json';
const PENDING = 'pending.json';

/** One file of `test/vignettes`: a clinical theme and its cases. */
export interface Theme {
  readonly name: string;
  readonly cases: readonly ClinicalCase[];
}

/**
 * The table of cases that must be answered as they say, checked: every field known, every id once.
 * @throws Error that names the file, the case and what is wrong with it
 */
export const loadCases = (): readonly Theme[] => {
  const pending = pendingNames();
  return loadThemes().filter(({ name }) => !pending.includes(name));
};

/** The themes of `pending.json`: written down and checked, but the service does not answer them yet. */
export const loadPendingCases = (): readonly Theme[] => {
  const pending = pendingNames();
  const themes = loadThemes().filter(({ name }) => pending.includes(name));
  const unknown = pending.find((name) => !themes.some((theme) => theme.name === name));
  if (unknown !== undefined) throw new Error(`${PENDING}: there is no theme ${unknown}`);
  return themes;
};

function loadThemes(): readonly Theme[] {
  const files = readdirSync(FOLDER).filter(
    (file) => file.endsWith('.json') && file !== NAMES && file !== PENDING,
  );
  const themes = files.sort().map((file) => ({
    name: file.replace('.json', ''),
    cases: (readJson(file) as { id?: string }[]).map((entry) =>
      checkCase(entry, `${file}, ${entry.id ?? 'a case without id'}`),
    ),
  }));
  const seen = new Set<string>();
  for (const { id } of themes.flatMap((theme) => theme.cases)) {
    if (seen.has(id)) throw new Error(`There are two cases ${id}`);
    seen.add(id);
  }
  return themes;
}

const pendingNames = () => readJson(PENDING) as readonly string[];

const readJson = (file: string): unknown => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'));
