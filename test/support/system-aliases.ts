import { readFileSync } from 'node:fs';

const table = new URL('../../cards/terminology/code-systems.csv', import.meta.url);

/** The other names under which senders write each code system, by its usual name. */
export const SYSTEM_ALIASES: Readonly<Record<string, readonly string[]>> = readAliases();

function readAliases(): Record<string, string[]> {
  const aliases: Record<string, string[]> = {};
  for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
    const [alias, , canonical] = line.split(',');
    if (alias === undefined || canonical === undefined || alias === canonical) continue;
    (aliases[canonical] ??= []).push(alias);
  }
  return aliases;
}
