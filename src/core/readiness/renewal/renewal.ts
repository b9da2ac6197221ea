import type { ReadinessKnowledge } from '../../pack/readiness-list.js';
import { number, text, type WordValue } from '../../rules/rule.js';
import { comparePoints, isWithinDays } from '../../time/distance.js';
import { type Day, dayPlus, type Span } from '../../time/instant.js';
import { psychosocial } from '../checklist/care.js';
import { type CriterionInput, dated, isWhole, type Judgement } from '../criteria/judgement.js';
import {
  judged,
  type JudgeItem,
  judgeList,
  type ListInput,
  parameter,
  say,
} from '../list-input.js';
import type { Requirement } from '../requirement.js';
import { type DaysCovered, daysCovered } from './days-covered.js';

/** Every line of the renewal, in its order; words and sources stand in `cards/readiness/renewal.json`. */
export const RENEWAL: Readonly<Record<string, JudgeItem>> = {
  approval,
  'doses-left': dosesLeft,
  'renewal-visits': visits,
  'renewal-drug-tests': drugTests,
  'on-time-doses': onTimeDoses,
  'no-gaps': noGaps,
  'renewal-psychosocial': psychosocial,
};

/**
 * What an approval is renewed by (`product.md` P7): visits, drug tests and doses since it began, or in the window of the list while its day
 * is not known. Before the first observed dose there is nothing to renew, and every line but those of the approval says so.
 */
export const renewal = (
  input: CriterionInput,
  { renewal: lines, terms }: ReadinessKnowledge,
): readonly Requirement[] => {
  const { identity } = input.order;
  return identity.is === 'naltrexone' && identity.product === 'depot'
    ? judgeList(RENEWAL, lines, { ...input, terms })
    : [];
};

/** Observed doses of the depot, and how many days they covered until now; undefined for fewer than two. */
function adherenceOf(input: CriterionInput, coversDays: number): DaysCovered | undefined {
  const doses = depotDoses(input).map(({ at }) => at.earliest.day);
  return daysCovered(doses, input.clock.now.day, coversDays);
}

const depotDoses = ({ evidence }: CriterionInput) =>
  evidence.naltrexoneDoses.filter(({ product }) => product === 'depot');

/** The first day that counts: of the approval in force, else so many days before now. */
function windowStart(input: ListInput): Day {
  const { priorAuthorization, authorizations } = input.evidence.coverage;
  const inForce = authorizations.find(
    ({ provenance, from }) =>
      from !== undefined &&
      priorAuthorization.evidence.some(({ source }) => source === provenance.source),
  );
  return (
    inForce?.from?.earliest.day ?? dayPlus(input.clock.now.day, -parameter(input, 'windowDays'))
  );
}

/** Before the first dose there is nothing to renew; where doses were not read, nobody knows. */
function onTreatment(input: ListInput, judge: () => Judgement): Judgement {
  if (depotDoses(input).length > 0) return judge();
  return judged(isWhole(input, 'medicationAdministrations') ? 'not-applicable' : 'unknown');
}

function visits(input: ListInput): Judgement {
  return onTreatment(input, () =>
    inWindow(
      input,
      input.evidence.papers.visits.filter(({ setting }) => setting === 'outpatient'),
      isWhole(input, 'visits'),
    ),
  );
}

function drugTests(input: ListInput): Judgement {
  const { clearing, raised } = input.evidence.toxicology;
  const tests = [...clearing, ...raised].flatMap(({ collected, test, provenance, result }) =>
    collected === undefined
      ? []
      : [{ at: collected, provenance, name: result === 'negative' ? test : `${test} (${result})` }],
  );
  return onTreatment(input, () => inWindow(input, tests, isWhole(input, 'laboratory')));
}

interface Dated {
  readonly at: Span;
  readonly name?: string;
  readonly provenance: Judgement['evidence'][number];
}

/** Met when there is one for every so many days of the window, and the newest is no older than that. */
function inWindow(input: ListInput, rows: readonly Dated[], isKnown: boolean): Judgement {
  const { now } = input.clock;
  const everyDays = parameter(input, 'everyDays');
  const since = Math.max(windowStart(input), firstDose(input));
  const counted = rows
    .filter(({ at }) => at.earliest.day >= since)
    .sort((a, b) => comparePoints(b.at.latest, a.at.latest));
  const days = new Set(counted.map(({ at }) => at.latest.day));
  const due = Math.floor((now.day - since) / everyDays);
  const newest = counted[0];
  const found: readonly WordValue[] = [
    number(days.size),
    ...counted.slice(0, 6).map(({ name, at }) => dated(name ?? '', at)),
  ];
  const evidence = counted.map(({ provenance }) => provenance);
  const recent = newest !== undefined && isWithinDays(newest.at.latest, now, everyDays);
  if (days.size >= due && (recent || due === 0)) return judged('met', found, evidence);
  return judged(isKnown ? 'not-met' : 'unknown', found, evidence);
}

const firstDose = (input: ListInput): Day =>
  Math.min(...depotDoses(input).map(({ at }) => at.earliest.day)) as Day;

function onTimeDoses(input: ListInput): Judgement {
  return onTreatment(input, () => {
    const pdc = adherenceOf(input, parameter(input, 'coversDays'));
    const evidence = depotDoses(input).map(({ provenance }) => provenance);
    if (pdc === undefined) return judged('unknown', [], evidence);
    const found = [
      together(' ', [number(100 * pdc.proportion, 0), text('%')]),
      together('/', [number(pdc.covered), number(pdc.days)]),
      { kind: 'span', earliest: pdc.from, latest: pdc.until } as const,
    ];
    const enough = 100 * pdc.proportion >= parameter(input, 'coveredPercent');
    if (enough) return judged('met', found, evidence);
    return judged(isWhole(input, ...DOSES) ? 'not-met' : 'unknown', found, evidence);
  });
}

const together = (separator: string, items: readonly WordValue[]): WordValue => ({
  kind: 'list',
  items,
  separator,
});

const DOSES = ['medicationAdministrations', 'procedures'] as const;

function noGaps(input: ListInput): Judgement {
  return onTreatment(input, () => {
    const pdc = adherenceOf(input, parameter(input, 'coversDays'));
    const evidence = depotDoses(input).map(({ provenance }) => provenance);
    if (pdc === undefined) return judged('unknown', [], evidence);
    const gaps = pdc.gaps.filter(({ days }) => days > parameter(input, 'gapDays'));
    if (gaps.length === 0) return judged('met', [], evidence);
    const found = gaps.map(({ first, last, days }) =>
      together(': ', [{ kind: 'span', earliest: first, latest: last }, number(days)]),
    );
    return judged(isWhole(input, ...DOSES) ? 'not-met' : 'unknown', found, evidence);
  });
}

/** The approval in force and its last day; what the policy asks for is the payer's list. */
function approval(input: ListInput): Judgement {
  const { state, until, evidence } = input.evidence.coverage.priorAuthorization;
  const found = [dated(say(input, 'approval'), until)];
  switch (state) {
    case 'approved':
      return judged('met', found, evidence, until?.earliest.day);
    case 'not-needed':
      return judged('not-applicable', [], evidence);
    case 'unknown':
      return judged('unknown', [], evidence);
    default:
      return judged('not-met', found, evidence);
  }
}

function dosesLeft(input: ListInput): Judgement {
  const { dosesLeft: left, evidence, until } = input.evidence.coverage.priorAuthorization;
  if (left === undefined) return judged('unknown', [], evidence);
  return judged(left > 0 ? 'met' : 'not-met', [number(left)], evidence, until?.earliest.day);
}
