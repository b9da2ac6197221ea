import type { Decision } from '../../core/decision.js';
import { chartCompleteness } from '../../core/rules/chart-completeness.js';
import type { SearchRow, Verdict } from './report.js';

/**
 * Would an order of naltrexone for this patient get an honest answer? Says nothing of what the answer is: that is a fact about
 * the patient.
 * @param decision undefined when the service itself failed
 */
export function giveVerdict(
  decision: Decision | undefined,
  searches: readonly SearchRow[],
  time: { readonly milliseconds: number; readonly budgetMs: number },
): Verdict {
  if (decision === undefined) {
    return { answer: 'not-checked', because: 'the service failed by itself; please report it' };
  }
  const unreadable = decision.findings.find(
    ({ question }) => question === chartCompleteness.question,
  );
  const took = `${String(Math.round(time.milliseconds))} ms of ${String(time.budgetMs)} ms`;
  if (unreadable === undefined) {
    return {
      answer: 'honest',
      because: `everything on which its safety rests could be read, in ${took}`,
    };
  }
  const causes = searches
    .filter(
      ({ slice, completeness }) =>
        (completeness === 'failed' || completeness === 'partial') &&
        chartCompleteness.needs.includes(slice),
    )
    .map(({ slice, why = '' }) => `${slice}: ${why}`);
  return {
    answer: 'data-source-unreadable',
    because: `${causes.join('; ')} (read in ${took})`,
  };
}
