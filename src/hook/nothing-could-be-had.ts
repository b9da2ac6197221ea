import type { Chart, SliceName } from '../core/chart.js';
import type { Decision } from '../core/decision.js';

/** Whose chart it is, not what is in it. */
const SAYS_WHO: ReadonlySet<SliceName> = new Set(['patient', 'encounter']);

/**
 * Has every needed chart input failed, so that the answer could say nothing but that? An answer that rests on the drafts alone,
 * such as naltrexone and an opioid signed together, says more and is never given up for an error status.
 */
export function nothingCouldBeHad(
  chart: Chart,
  needed: ReadonlySet<SliceName>,
  { cards }: Pick<Decision, 'cards'>,
): boolean {
  const states = [...needed]
    .filter((name) => !SAYS_WHO.has(name))
    .map((name) => chart.slices[name].state);
  return (
    cards.every(({ kind }) => kind === 'missing') &&
    states.includes('failed') &&
    states.every((state) => state === 'failed' || state === 'not-asked')
  );
}
