import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv';
import { compileSchema } from '../json/compile-schema.js';
import { parseJson } from '../json/parse-json.js';
import { faultInEntry } from './check-entry.js';
import { ClientsError } from './clients-error.js';
import { type ClientEntry, ClientsFile } from './clients-file.js';

const check = compileSchema<ClientsFile>(ClientsFile);

/**
 * Reads a clients file and checks everything in it that can be checked without leaving this machine.
 * @param read text of a file; throws when it cannot be read
 * @throws ClientsError for the first fault
 */
export function readClientsFile(
  path: string,
  read: (file: string) => string = readUtf8,
): readonly ClientEntry[] {
  const { clients } = parse(path, read);
  clients.forEach((entry, index) => {
    const fault = faultInEntry(entry, clients.slice(0, index));
    if (fault === undefined) return;
    const place = `${placeOf(index, entry.id)}.${fault.member}`;
    throw new ClientsError(path, place, fault.problem, fault.remedy);
  });
  return clients;
}

export const readUtf8 = (file: string): string => readFileSync(file, 'utf8');

/** How an error names an entry: a person counts from the top, or looks for the id. */
export const placeOf = (index: number, id: string): string => `clients[${index}] (${id})`;

function parse(path: string, read: (file: string) => string): ClientsFile {
  const parsed = parseJson(readText(path, read));
  if (!parsed.ok) throw new ClientsError(path, '', 'it is not JSON', 'Correct the file');
  if (check(parsed.value)) return parsed.value;
  const error = check.errors?.[0];
  throw new ClientsError(path, pathOf(error), problemOf(error), 'See docs/clients.md');
}

function readText(path: string, read: (file: string) => string): string {
  try {
    return read(path);
  } catch {
    throw new ClientsError(
      path,
      '',
      'it cannot be read',
      'NALTREXONE_CDS_CLIENTS wants the path of a clients file that this process may read',
    );
  }
}

/** `/clients/2/keys/0` → `clients[2].keys[0]` */
const pathOf = (error: ErrorObject | undefined): string =>
  (error?.instancePath ?? '')
    .slice(1)
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');

function problemOf(error: ErrorObject | undefined): string {
  const allowed = error?.params['allowedValues'] as readonly string[] | undefined;
  if (allowed !== undefined) return `it must be one of ${allowed.join(', ')}`;
  const extra = error?.params['additionalProperty'] as string | undefined;
  if (extra !== undefined) return `there is no member "${extra}"`;
  return `it ${error?.message ?? 'has the wrong shape'}`;
}
