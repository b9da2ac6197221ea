import type { RegisteredClient } from '../../clients/registered-client.js';
import type { Check, CodingRow, ScopeRow, SearchRow } from './report.js';

/** What is to be done, each thing once, with everything that asks for it. */
export function listToDo(
  checks: readonly Check[],
  scopes: readonly ScopeRow[],
  searches: readonly SearchRow[],
  foreignRows: number,
): readonly string[] {
  const causes = new Map<string, string[]>();
  const add = (remedy: string | undefined, cause: string): void => {
    if (remedy === undefined) return;
    causes.set(remedy, [...(causes.get(remedy) ?? []), cause]);
  };
  for (const { subject, remedy } of checks) add(remedy, subject);
  for (const { slice, remedy } of searches) add(remedy, slice);
  for (const { resourceType, search, read } of scopes) {
    // What a search of its own lost by the scopes is said there.
    if (searches.some((row) => row.resourceType === resourceType)) continue;
    for (const [interaction, given] of Object.entries({ search, read })) {
      if (given === undefined || given.grant === 'granted') continue;
      add(
        'Rows of a medication list may name their drug by reference only: grant its read to the application in the EHR.',
        `${resourceType} ${interaction} ${given.grant}`,
      );
    }
  }
  if (foreignRows > 0) {
    add(
      'The server sent rows of other patients. They were dropped; have it send those of the patient alone.',
      `${String(foreignRows)} rows`,
    );
  }
  return [...causes].map(([remedy, subjects]) => `${subjects.join(', ')}: ${remedy}`);
}

/** What no program can tell from outside: the site looks and knows. */
export function listToKnow(
  client: RegisteredClient,
  searches: readonly SearchRow[],
  codings: readonly CodingRow[],
): readonly string[] {
  const empty = searches
    .filter(({ completeness, rows }) => completeness === 'complete' && rows === 0)
    .map(({ slice }) => slice);
  const local = codings.filter(({ localOnly }) => localOnly > 0);
  const byWords = codings.filter(
    ({ resourceType, byWords }) => resourceType === 'Observation' && byWords > 0,
  );
  const optional: readonly (string | false)[] = [
    empty.length > 0 &&
      `Empty: ${empty.join(', ')}. That is taken as nothing there: see in the EHR that this patient has none, or the server holds rows back.`,
    local.length > 0 &&
      `Only local codes, and words that nobody knows: ${local.map(({ resourceType, localOnly }) => `${resourceType} ${String(localOnly)}`).join(', ')}. Map with "localCodes" what of them is an opioid, naltrexone, a drug test, a liver test or a diagnosis.`,
    byWords.length > 0 &&
      `${String(byWords[0]?.byWords)} Observation rows are known by their words alone: such a negative drug test clears nothing, and such a liver value is not read. Send LOINC, or map their codes.`,
    client.prefetchOnly &&
      'The entry is "prefetchOnly": the chart comes with each call, and no server is asked.',
  ];
  return optional.filter((one) => one !== false);
}
