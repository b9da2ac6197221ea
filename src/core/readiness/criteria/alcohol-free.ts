import type { AlcoholSign } from '../../evidence/alcohol-use.js';
import type { PolicyCriteria } from '../../pack/payer-policy.js';
import { comparePoints, elapsedDays, isWithinDays } from '../../time/distance.js';
import { dayPlus } from '../../time/instant.js';
import { type CriterionInput, dated, isWhole, type Judgement, UNKNOWN } from './judgement.js';

const SOURCES = ['laboratory', 'assessments', 'socialHistory'] as const;

/** No alcohol for so many days: by the day of the last drink, or a negative test since. */
export function alcoholFree(
  input: CriterionInput,
  { days = 1 }: NonNullable<PolicyCriteria['alcohol-free']>,
): Judgement {
  const { evidence, clock } = input;
  const signs = newest(evidence.alcohol.signs);
  const isRecent = (sign: AlcoholSign): boolean =>
    elapsedDays(sign.at.latest, clock.planned) < days;
  const recent = signs.filter(isRecent);
  if (recent.length > 0) {
    return {
      state: 'not-met',
      evidence: recent.map(({ provenance }) => provenance),
      found: recent.map((sign) => dated(nameOf(sign), sign.at)),
    };
  }
  if (!isWhole(input, ...SOURCES)) return UNKNOWN;
  const lastDrink = signs.find(({ kind }) => kind === 'last-drink');
  const [negative] = evidence.coverage.alcoholNegatives;
  const proofs = [
    ...(lastDrink === undefined
      ? []
      : [{ name: nameOf(lastDrink), at: lastDrink.at, provenance: lastDrink.provenance }]),
    ...(negative === undefined ? [] : [negative]),
  ];
  return proofs.length === 0
    ? UNKNOWN
    : {
        state: 'met',
        evidence: proofs.map(({ provenance }) => provenance),
        found: proofs.map(({ name, at }) => dated(name, at)),
      };
}

/** A negative test for alcohol or its metabolites inside the payer's window. */
export function alcoholFreeProof(
  input: CriterionInput,
  { withinDays }: NonNullable<PolicyCriteria['alcohol-free-proof']>,
): Judgement {
  const { evidence, clock } = input;
  const [test] = evidence.coverage.alcoholNegatives;
  const positive = newest(evidence.alcohol.signs).find(
    ({ kind, at }) =>
      kind !== 'last-drink' &&
      (test === undefined || comparePoints(at.latest, test.at.latest) >= 0),
  );
  const isInWindow =
    test !== undefined && isWithinDays(test.at.earliest, clock.planned, withinDays);
  if (positive !== undefined) {
    return {
      state: isInWindow ? 'conflicting' : 'not-met',
      evidence: [positive.provenance],
      found: [dated(nameOf(positive), positive.at)],
    };
  }
  if (test === undefined) return UNKNOWN;
  const found = { evidence: [test.provenance], found: [dated(test.name, test.at)] };
  if (isInWindow) {
    return { ...found, state: 'met', validUntil: dayPlus(test.at.earliest.day, withinDays) };
  }
  return isWhole(input, ...SOURCES) ? { ...found, state: 'not-met' } : UNKNOWN;
}

const newest = (signs: readonly AlcoholSign[]): readonly AlcoholSign[] =>
  signs.toSorted((a, b) => comparePoints(b.at.latest, a.at.latest));

const nameOf = ({ kind, name }: AlcoholSign): string =>
  kind === 'last-drink' ? 'last drink' : name;
