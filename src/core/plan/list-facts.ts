import { type ChartResourceType, RESOURCE_TYPE_OF } from '../chart.js';
import type { Evidence } from '../evidence/evidence.js';
import { type Numbers, numbersOf } from '../pack/policy.js';
import type { Finding } from '../rules/finding.js';
import type { RuleInput } from '../rules/rule.js';
import { WITHDRAWAL_SCORE_NUMBERS } from '../evidence/exposures-from-withdrawal-scores.js';
import { type Day, dayPlus, onDay } from '../time/instant.js';
import type { ClearingFact, FactChoice } from './clearing-fact.js';
import { listResults } from './list-results.js';
import { namesOfEntries } from './names-of-entries.js';
import type { InductionPlan } from './induction-plan.js';
import type { Situation } from './with-fact.js';

/**
 * The stated list: every fact that the search may put into a set, derived from the findings above info. What stands here and
 * nothing else is ever proposed, so that all sets can be checked one by one.
 */
export function listFacts(
  situation: Situation,
  open: readonly Finding[],
  plan: InductionPlan,
  numbers: Numbers,
): readonly FactChoice[] {
  const [first] = situation;
  if (first === undefined) return [];
  const tests = negativeTests(first, numbers);
  const results = listResults(first, open, numbers);
  const days = plannedDays(situation, open, plan, [tests, ...results.flat()]);
  return [
    days,
    [tests],
    ...results,
    lowScore(first.evidence, numbers),
    first.evidence.naloxoneChallenges.some(({ outcome }) => outcome === 'failed')
      ? [{ kind: 'passed-challenge' } as const]
      : [],
    open.some(({ question }) => question === 'pregnancy')
      ? [{ kind: 'not-pregnant' } as const]
      : [],
    chartRead(first.evidence),
    ...correctedOrders(first, open),
    ...correctedEntries(first, open, plan),
    ...withdrawnDrafts(first, open),
  ].flatMap(([weakest, ...stronger]): readonly FactChoice[] =>
    weakest === undefined ? [] : [{ alternatives: [weakest, ...stronger] }],
  );
}

/** The days on which a waiting time ends, and those before which a test cannot be had. */
function plannedDays(
  situation: Situation,
  open: readonly Finding[],
  { washouts }: InductionPlan,
  tests: readonly ClearingFact[],
): readonly ClearingFact[] {
  const planned = Math.min(...situation.map(({ clock }) => clock.planned.day));
  const days = [
    ...open.flatMap(({ dates }) =>
      dates === undefined || dates === 'never' ? [] : [dates.notBefore, dates.earliest],
    ),
    ...washouts.flatMap(({ notBefore, earliest }) => [notBefore, earliest]),
    ...tests.map((fact) => ('from' in fact ? fact.from : undefined)),
  ];
  const ahead = new Set(days.filter((day): day is Day => day !== undefined && day > planned));
  return [...ahead].sort((a, b) => a - b).map((day) => ({ kind: 'planned-day', at: onDay(day) }));
}

/** A positive is followed only by a test of a later day. */
function negativeTests({ evidence, clock }: RuleInput, numbers: Numbers): ClearingFact {
  const { raised, panel } = evidence.toxicology;
  const from = raised.reduce<Day>((latest, { collected }) => {
    const after = collected === undefined ? latest : dayPlus(collected.latest.day, 1);
    return after > latest ? after : latest;
  }, clock.now.day);
  const fresh = numbersOf<'negative.fresh'>(numbers, 'opioid-toxicology-coverage');
  const further = new Set(
    raised
      .filter(({ standing, drug }) => standing === 'stands' && !panel.includes(drug))
      .map(({ drug }) => drug),
  );
  return {
    kind: 'negative-tests',
    drugs: [...panel, ...further],
    from,
    withinHours: fresh['negative.fresh'],
    afterPositive: raised.some(({ standing }) => standing === 'stands'),
  };
}

function lowScore({ withdrawalScores }: Evidence, numbers: Numbers): readonly ClearingFact[] {
  const [minimum] = WITHDRAWAL_SCORE_NUMBERS;
  const below = numbersOf<typeof minimum>(numbers, 'opioid-withdrawal')[minimum];
  return withdrawalScores.some(({ score }) => score >= below)
    ? [{ kind: 'low-withdrawal-score', below }]
    : [];
}

/** Kinds of rows that somebody wrote down about the patient and that may be wrong; what was given or measured is none. */
const CORRECTABLE: readonly string[] = [
  'MedicationRequest',
  'MedicationStatement',
  'Condition',
  'AllergyIntolerance',
] satisfies readonly ChartResourceType[];

function correctedEntries(
  { evidence, clock }: RuleInput,
  open: readonly Finding[],
  { washouts }: InductionPlan,
): readonly (readonly ClearingFact[])[] {
  const sources = new Set(
    open.flatMap((finding) =>
      finding.evidence.flatMap(({ source, slice }) =>
        slice !== 'order' && CORRECTABLE.includes(source.split('/')[0] ?? '') ? source : [],
      ),
    ),
  );
  const nameOf = namesOfEntries(evidence);
  const longestWait = new Map<string, number>();
  for (const { provenance, window } of washouts) {
    const { source } = provenance;
    longestWait.set(source, Math.max(longestWait.get(source) ?? 0, window.clear));
  }
  return [...sources].sort().map((source) => {
    const wait = longestWait.get(source);
    return [
      {
        kind: 'corrected-entry',
        source,
        name: nameOf(source),
        lastUse: wait === undefined ? undefined : dayPlus(clock.planned.day, -wait),
      },
    ];
  });
}

function chartRead({ incomplete }: Evidence): readonly ClearingFact[] {
  if (incomplete.size === 0) return [];
  const types = new Set([...incomplete].map((slice) => RESOURCE_TYPE_OF[slice]));
  return [{ kind: 'chart-read', resourceTypes: [...types].sort() }];
}

/** Drafts on which an open finding rests. */
const blamedDrafts = (open: readonly Finding[]): ReadonlySet<string> =>
  new Set(
    open.flatMap(({ evidence }) =>
      evidence.flatMap(({ source, slice }) => (slice === 'order' ? source : [])),
    ),
  );

function correctedOrders(
  { call }: RuleInput,
  open: readonly Finding[],
): readonly (readonly ClearingFact[])[] {
  const blamed = blamedDrafts(open);
  return call.orders
    .filter(({ ref, dosing }) => blamed.has(ref) && dosing.instructions.length > 0)
    .map(({ ref }) => [{ kind: 'corrected-order', ref }]);
}

function withdrawnDrafts(
  { call }: RuleInput,
  open: readonly Finding[],
): readonly (readonly ClearingFact[])[] {
  const drafts = [...call.orders, ...call.otherDrafts];
  const blamed = blamedDrafts(open);
  return drafts
    .filter(({ ref }) => blamed.has(ref) && drafts.length > 1)
    .map(({ ref, identity }) => [
      { kind: 'withdrawn-draft', ref, name: 'name' in identity ? identity.name : undefined },
    ]);
}
