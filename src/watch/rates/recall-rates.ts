import type { DecisionRecord } from '../../record/decision-record.js';
import type { DecisionRows } from '../../store/store.js';
import type { RateWatch } from './watch-rates.js';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;
/** The last days are looked at again, so that a restart does not forget a change that has begun. */
const AGAIN_DAYS = 14;
const MOST_RECORDS = 20_000;

/**
 * Tells a watch that has just begun what earlier lives of the service have answered.
 * @returns how many records it was told of; rejects with the store's error when they cannot be read
 */
export async function recallRates(
  read: DecisionRows['read'],
  recorded: RateWatch['recorded'],
  now: number,
): Promise<number> {
  const again = now - AGAIN_DAYS * DAY_MS;
  let told = 0;
  for await (const rows of read({ from: now - USUAL_DAYS * DAY_MS, until: again })) {
    for (const row of rows) recorded(signingOf(row.record), true);
    told += rows.length;
    if (told >= MOST_RECORDS) break;
  }
  for await (const rows of read({ from: again, until: now })) {
    for (const row of rows) recorded(signingOf(row.record), false);
    told += rows.length;
  }
  return told;
}

function signingOf(record: string): Parameters<RateWatch['recorded']>[0] {
  const { findings, ...signing } = JSON.parse(record) as DecisionRecord;
  return { ...signing, rules: findings.map(({ rule }) => rule) };
}
