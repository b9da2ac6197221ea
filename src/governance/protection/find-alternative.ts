import type { Sum } from './sums-of-cells.js';

/** How many changes are tried before the search gives up. */
const MOST_TRIES = 300;

/** A total that is withheld takes more from the reader than a part. */
const TOTAL_COST = 2.5;

export interface Cells {
  readonly counts: readonly number[];
  readonly withheld: ReadonlySet<number>;
  /** The sums in which the cell at a place stands. */
  readonly sumsAt: readonly (readonly Sum[])[];
}

/**
 * Looks for another set of counts that shows the same and in which the cell at `place` differs: then nobody can work it out, nor
 * any other cell that differs in it. Made by changing the cell by one and repairing each sum with another cell, the sum with the
 * fewest choices first; a withheld cell never falls below 1, since zeros are shown.
 * @param mayUncover how many cells that are shown may differ too; they must be withheld then
 * @returns the places that differ; undefined = none was found
 */
export function findAlternative(
  place: number,
  { counts, withheld, sumsAt }: Cells,
  mayUncover: number,
): readonly number[] | undefined {
  let tries = 0;
  let left = mayUncover;
  const changes = new Map<number, number>();
  /** Sums that do not hold, and by how much the total is over its parts. */
  const broken = new Map<Sum, number>();

  function move(at: number, by: number): void {
    for (const sum of sumsAt[at] ?? []) {
      const excess = (broken.get(sum) ?? 0) + (sum.total === at ? by : -by);
      if (excess === 0) broken.delete(sum);
      else broken.set(sum, excess);
    }
  }

  function change({ at, by }: Choice): boolean {
    tries += 1;
    if (tries > MOST_TRIES) return false;
    const shown = withheld.has(at) ? 0 : 1;
    changes.set(at, by);
    left -= shown;
    move(at, by);
    if (repair()) return true;
    move(at, -by);
    left += shown;
    changes.delete(at);
    return false;
  }

  function choicesFor(sum: Sum, excess: number): readonly Choice[] {
    const choices: Choice[] = sum.parts.map((at) => ({ at, by: excess }));
    choices.push({ at: sum.total, by: -excess });
    return choices.filter(
      ({ at, by }) =>
        !changes.has(at) && (counts[at] ?? 0) + by >= 1 && (left > 0 || withheld.has(at)),
    );
  }

  /** How many more sums would not hold after it. */
  const breaks = ({ at, by }: Choice): number =>
    (sumsAt[at] ?? []).reduce((more, sum) => {
      const excess = broken.get(sum);
      if (excess === undefined) return more + 1;
      return excess + (sum.total === at ? by : -by) === 0 ? more - 1 : more;
    }, 0);

  function repair(): boolean {
    let fewest: readonly Choice[] | undefined;
    let total: number | undefined;
    for (const [sum, excess] of broken) {
      const choices = choicesFor(sum, excess);
      if (fewest !== undefined && choices.length >= fewest.length) continue;
      fewest = choices;
      total = sum.total;
    }
    if (fewest === undefined) return true;
    // Closing a circle first; what is withheld anyway before what is shown, parts before totals, small before large.
    const cost = (choice: Choice): number =>
      breaks(choice) + (withheld.has(choice.at) ? 0 : choice.at === total ? TOTAL_COST : 0.5);
    return fewest
      .map((choice) => ({ choice, cost: cost(choice) }))
      .sort((a, b) => a.cost - b.cost || (counts[a.choice.at] ?? 0) - (counts[b.choice.at] ?? 0))
      .some(({ choice }) => change(choice));
  }

  const found =
    ((counts[place] ?? 0) > 1 && change({ at: place, by: -1 })) || change({ at: place, by: 1 });
  return found ? [...changes.keys()] : undefined;
}

interface Choice {
  readonly at: number;
  readonly by: number;
}
