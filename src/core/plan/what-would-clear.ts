import { type Finding, type Indicator, isAtLeast } from '../rules/finding.js';
import type { ClearingFact, ClearingSet, FactChoice, WouldClear } from './clearing-fact.js';
import { countFacts } from './count-facts.js';
import { rankSets } from './rank-sets.js';
import type { RememberedVerdicts } from './remember-verdicts.js';
import type { Situation } from './with-fact.js';

/** A set of more facts is no way forward but a list of everything. */
const MOST_FACTS = 3;
/** Rarely reached: a search is cut short rather than holding up an order. */
const MOST_SITUATIONS = 120;
/** Every situation is judged by all facts of the chart: the more there are, the fewer situations are tried. */
const MOST_FACTS_JUDGED = 30_000;
/** Nobody corrects so many entries, or withdraws so many drafts, to give one dose; the rest of a longer list is not tried. */
const MOST_CHOICES = 24;

/** Which alternative of each choice a set holds, from 1; 0 = none of it. */
type Picks = readonly number[];

/**
 * The smallest sets of facts that turn the answer. Starting from no fact, the search adds, or strengthens, only facts that change
 * something at which the rule of an open finding looked, and asks the same rules about each set; so every set that it reports
 * works, and no set of the stated list that works and is smaller can be missed.
 * @param listed a planned day, if any, stands first
 * @param withFact the situation when one more fact is there; undefined when it cannot be
 */
export function whatWouldClear(
  listed: readonly FactChoice[],
  situation: Situation,
  withFact: (situation: Situation, fact: ClearingFact) => Situation | undefined,
  verdicts: RememberedVerdicts,
): WouldClear {
  const choices = listed.slice(0, MOST_CHOICES);
  const none = choices.map(() => 0);
  const situations = new Map([[keyOf(none), situation]]);
  const most = mostSituations(situation);
  const search: Search = { choices, withFact, verdicts, most, situations, findings: new Map() };
  const isCritical = findingsOf(none, search)?.some(({ indicator }) => indicator === 'critical');
  const critical = isCritical === true ? smallestSets('critical', search) : [];
  const aboveInfo = smallestSets('warning', search);
  return {
    critical: rankSets(critical),
    aboveInfo: rankSets(aboveInfo),
    complete: choices.length === listed.length && search.findings.size <= most,
  };
}

interface Search {
  readonly choices: readonly FactChoice[];
  readonly withFact: (situation: Situation, fact: ClearingFact) => Situation | undefined;
  readonly verdicts: RememberedVerdicts;
  /** How many situations are judged before the search is cut short. */
  readonly most: number;
  readonly situations: Map<string, Situation | undefined>;
  readonly findings: Map<string, readonly Finding[] | undefined>;
}

/** At least one is always tried. */
function mostSituations(situation: Situation): number {
  const facts = situation.reduce((sum, { evidence }) => sum + countFacts(evidence), 0);
  return Math.max(1, Math.min(MOST_SITUATIONS, Math.floor(MOST_FACTS_JUDGED / facts)));
}

/** Built up fact by fact, so that situations share what they have in common and rules need not look at it again. */
function situationOf(picks: Picks, search: Search): Situation | undefined {
  const { situations, choices, withFact } = search;
  const key = keyOf(picks);
  if (situations.has(key)) return situations.get(key);
  const last = picks.findLastIndex((pick) => pick > 0);
  const before = situationOf(picks.with(last, 0), search);
  const fact = choices[last]?.alternatives[(picks[last] ?? 0) - 1];
  const situation = before && fact && withFact(before, fact);
  situations.set(key, situation);
  return situation;
}

function findingsOf(picks: Picks, search: Search): readonly Finding[] | undefined {
  const key = keyOf(picks);
  const { findings, verdicts } = search;
  if (!findings.has(key)) {
    findings.set(key, situationOf(picks, search)?.flatMap(verdicts.judge));
  }
  return findings.get(key);
}

function smallestSets(level: Indicator, search: Search): readonly ClearingSet[] {
  const queue: Picks[] = [search.choices.map(() => 0)];
  const seen = new Set(queue.map(keyOf));
  const working: Picks[] = [];
  for (const picks of queue) {
    if (working.some((smaller) => isWithin(smaller, picks))) continue;
    if (search.findings.size > search.most) break;
    const open = findingsOf(picks, search)?.filter(({ indicator }) => isAtLeast(indicator, level));
    if (open?.length === 0) {
      working.push(picks);
      continue;
    }
    for (const next of nextPicks(picks, open, search)) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(next);
    }
  }
  return working
    .filter((set) => !working.some((other) => other !== set && isWithin(other, set)))
    .map((picks) => ({ facts: factsOf(picks, search.choices) }));
}

/**
 * The sets that may clear the open finding with the fewest ways out: whoever clears all has taken one of these steps. Facts that
 * exclude each other need another day.
 */
function nextPicks(
  picks: Picks,
  open: readonly Finding[] | undefined,
  search: Search,
): readonly Picks[] {
  const steps = stepsFrom(picks, search.choices);
  const situation = situationOf(picks, search);
  if (situation === undefined || open === undefined) {
    return steps.flatMap(({ next, fact }) => (fact.kind === 'planned-day' ? [next] : []));
  }
  const reached = steps.map(({ next }) => ({ next, changed: situationOf(next, search) }));
  const waysOut = open.map(({ question }) =>
    reached.filter(({ changed }) => isAffected(question, situation, changed, search.verdicts)),
  );
  return waysOut
    .reduce((fewest, ways) => (ways.length < fewest.length ? ways : fewest))
    .map(({ next }) => next);
}

/** One fact more, or one stronger. */
function stepsFrom(
  picks: Picks,
  choices: readonly FactChoice[],
): readonly { readonly next: Picks; readonly fact: ClearingFact }[] {
  const isFull = picks.filter((pick) => pick > 0).length >= MOST_FACTS;
  return choices.flatMap(({ alternatives }, place) => {
    const pick = picks[place] ?? 0;
    const fact = alternatives[pick];
    return fact === undefined || (isFull && pick === 0)
      ? []
      : [{ next: picks.with(place, pick + 1), fact }];
  });
}

/** A set that excludes itself, or has an order less, may always be on the way to one that works. */
const isAffected = (
  question: string,
  situation: Situation,
  changed: Situation | undefined,
  verdicts: RememberedVerdicts,
): boolean =>
  changed?.length !== situation.length ||
  situation.some((input, place) => {
    const other = changed[place];
    return other === undefined || verdicts.isAffected(question, input, other);
  });

const factsOf = (picks: Picks, choices: readonly FactChoice[]): readonly ClearingFact[] =>
  picks.flatMap((pick, place) => choices[place]?.alternatives[pick - 1] ?? []);

/** Does a set hold nothing that the other lacks, and nothing stronger? */
const isWithin = (smaller: Picks, picks: Picks): boolean =>
  smaller.every((pick, place) => pick <= (picks[place] ?? 0));

const keyOf = (picks: Picks): string => picks.join();
