import type { Refusal } from './refusal.js';

/** Between the client's clock and ours. */
export const SKEW_S = 60;
/** Of a token, from `iat` to `exp`; the specification's own sample lives for three and a half years. */
const MAX_LIFE_S = 3600;

/**
 * What is wrong with `exp`, `iat` and `nbf`; the last is optional, as CDS Hooks does not know it and some clients send it.
 * @param now epoch milliseconds
 */
export function faultsInTimes(
  claims: Readonly<Record<string, unknown>>,
  now: number,
): readonly Refusal[] {
  const seconds = now / 1000;
  const { exp, iat, nbf } = claims;
  const faults: Refusal[] = [];
  if (!isTime(exp)) faults.push({ reason: 'time-missing', part: 'exp' });
  if (!isTime(iat)) faults.push({ reason: 'time-missing', part: 'iat' });
  if (nbf !== undefined && !isTime(nbf)) faults.push({ reason: 'time-missing', part: 'nbf' });
  if (isTime(exp) && exp <= seconds - SKEW_S) {
    faults.push({ reason: 'expired', part: 'exp', seconds: seconds - exp });
  }
  for (const [part, time] of Object.entries({ iat, nbf })) {
    if (isTime(time) && time > seconds + SKEW_S) {
      faults.push({ reason: 'not-yet-valid', part, seconds: time - seconds });
    }
  }
  if (isTime(exp) && isTime(iat) && (exp - iat > MAX_LIFE_S || exp <= iat)) {
    faults.push({
      reason: 'life-too-long',
      part: 'exp',
      seconds: exp - iat,
      expected: [`at most ${MAX_LIFE_S} s after iat`],
    });
  }
  return faults;
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;
