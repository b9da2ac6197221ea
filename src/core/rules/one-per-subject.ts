import { earliestDate } from '../plan/earliest-date.js';
import type { AnyVerdict } from './rule.js';

/**
 * One verdict for each outcome and subject, so that ten doses of one drug are one finding: the worst of them speaks, with the
 * evidence and the latest dates of all (`clinical-opioid` 5.5, 12). The order in which facts arrive never decides.
 */
export function onePerSubject<V extends AnyVerdict>(
  verdicts: readonly V[],
  worstFirst: (a: V, b: V) => number,
): readonly V[] {
  const sorted = verdicts.toSorted(
    (a, b) => worstFirst(a, b) || (sourceOf(a) < sourceOf(b) ? -1 : 1),
  );
  const groups = new Map<string, [V, ...V[]]>();
  for (const verdict of sorted) {
    const key = `${verdict.outcome}|${verdict.subject ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [verdict]);
    else group.push(verdict);
  }
  return [...groups.values()].map((group) =>
    group.length === 1
      ? group[0]
      : {
          ...group[0],
          evidence: group.flatMap(({ evidence }) => evidence),
          dates: earliestDate(group),
        },
  );
}

const sourceOf = ({ evidence: [first] }: AnyVerdict): string => first?.source ?? '';
