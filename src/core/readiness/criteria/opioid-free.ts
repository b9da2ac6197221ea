import type { Exposure } from '../../evidence/exposure.js';
import type { Provenance } from '../../evidence/provenance.js';
import type { ClearingResult, NaloxoneChallenge, RaisedResult } from '../../evidence/toxicology.js';
import type { PolicyCriteria, PolicyProof } from '../../pack/payer-policy.js';
import { comparePoints, elapsedDays, isAfter, isWithinDays } from '../../time/distance.js';
import { dayPlus, type Point, type Span } from '../../time/instant.js';
import { type CriterionInput, dated, isWhole, type Judgement, UNKNOWN } from './judgement.js';

const MEDICATIONS = [
  'medicationRequests',
  'medicationStatements',
  'medicationDispenses',
  'medicationAdministrations',
] as const;
const TESTS = ['laboratory', 'assessments', 'procedures'] as const;

/**
 * No opioid for so many days before the planned day. A chart that names no opioid proves nothing: the last dated use, a
 * negative test or a passed challenge must say so.
 */
export function opioidFree(
  input: CriterionInput,
  { days = 0 }: NonNullable<PolicyCriteria['opioid-free']>,
): Judgement {
  const { evidence, clock } = input;
  const isRecent = ({ ongoing, last }: Exposure): boolean =>
    ongoing || (last !== undefined && elapsedDays(last.latest, clock.planned) < Math.max(days, 1));
  const recent = evidence.exposures.filter(isRecent);
  const sure = recent.filter(({ certainty }) => certainty === 'confirmed');
  const depots = evidence.buprenorphineDepots.filter(
    ({ at, event }) =>
      event === 'given' &&
      at !== undefined &&
      elapsedDays(at.latest, clock.planned) < Math.max(days, 1),
  );
  if (sure.length > 0 || depots.length > 0) {
    return {
      state: 'not-met',
      evidence: [...sure, ...depots].map(({ provenance }) => provenance),
      found: [
        ...sure.map(({ name, last }) => dated(name, last)),
        ...depots.map(({ product, at }) => dated(product, at)),
      ],
    };
  }
  const undated = evidence.exposures.some(({ last }) => last === undefined);
  if (recent.length > 0 || undated || !isWhole(input, ...MEDICATIONS, ...TESTS)) {
    return { ...UNKNOWN, evidence: recent.map(({ provenance }) => provenance) };
  }
  const [negative] = negatives(input);
  const past = evidence.exposures.toSorted((a, b) => newer(a.last?.latest, b.last?.latest));
  const proofs = [
    ...(negative === undefined ? [] : [negative]),
    ...past.slice(0, 1).map(({ name, last, provenance }) => ({ name, at: last, provenance })),
  ];
  return proofs.length === 0
    ? UNKNOWN
    : {
        state: 'met',
        evidence: proofs.map(({ provenance }) => provenance),
        found: proofs.map(({ name, at }) => dated(name, at)),
      };
}

/** Any one of the proofs that the payer takes, inside its window before the planned day. */
export function opioidFreeProof(
  input: CriterionInput,
  { anyOf }: NonNullable<PolicyCriteria['opioid-free-proof']>,
): Judgement {
  const { planned } = input.clock;
  const offered = anyOf.flatMap((proof) =>
    offersOf(proof, input).map((offer) => ({ ...offer, withinDays: proof.withinDays })),
  );
  const inWindow = offered
    .filter(
      ({ at, withinDays }) =>
        withinDays === undefined || isWithinDays(at.earliest, planned, withinDays),
    )
    .sort((a, b) => newer(a.at.earliest, b.at.earliest));
  const against = contradictions(input);
  const [best] = inWindow;
  if (best !== undefined) {
    const later = against.filter(
      ({ at }) => at !== undefined && !isAfter(best.at.latest, at.latest),
    );
    const rows = [best, ...later];
    return {
      state: later.length > 0 ? 'conflicting' : 'met',
      evidence: rows.map(({ provenance }) => provenance),
      found: rows.map(({ name, at }) => dated(name, at)),
      validUntil:
        best.withinDays === undefined ? undefined : dayPlus(best.at.earliest.day, best.withinDays),
    };
  }
  const [positive] = against;
  const old = offered.sort((a, b) => newer(a.at.earliest, b.at.earliest))[0];
  const why = positive ?? old;
  if (why === undefined || !isWhole(input, ...TESTS)) return UNKNOWN;
  return {
    state: 'not-met',
    evidence: [why.provenance],
    found: [dated(why.name, why.at)],
    validUntil: undefined,
  };
}

/** Excluded are a positive screen for opioids and a failed challenge; only a negative one says that there is none. */
export function noPositiveOpioidTest(input: CriterionInput): Judgement {
  const [negative] = negatives(input);
  const against = contradictions(input);
  const [positive] = against;
  if (positive !== undefined) {
    const isOlder =
      negative !== undefined &&
      positive.at !== undefined &&
      isAfter(negative.at.latest, positive.at.latest);
    if (!isOlder) {
      return {
        state: 'not-met',
        evidence: against.map(({ provenance }) => provenance),
        found: against.map(({ name, at }) => dated(name, at)),
      };
    }
  }
  return negative === undefined || !isWhole(input, ...TESTS)
    ? UNKNOWN
    : { state: 'met', evidence: [negative.provenance], found: [dated(negative.name, negative.at)] };
}

interface Offer {
  readonly name: string;
  readonly at: Span;
  readonly provenance: Provenance;
}

/** What the chart holds for one kind of proof. An attestation is the prescriber's, and is in no chart. */
function offersOf({ by }: PolicyProof, { evidence }: CriterionInput): readonly Offer[] {
  switch (by) {
    case 'urine-drug-test':
      return evidence.toxicology.clearing.map(testOffer);
    case 'naloxone-challenge':
      return evidence.naloxoneChallenges.flatMap((one) => challengeOffer(one, 'passed'));
    case 'observed-oral-dose':
      return evidence.naltrexoneDoses
        .filter(({ product }) => product === 'oral')
        .map(({ at, provenance }) => ({ name: 'oral naltrexone', at, provenance }));
    case 'facility-discharge':
      return evidence.papers.visits
        .filter(({ setting }) => setting === 'inpatient')
        .map(({ at, provenance }) => ({ name: 'inpatient stay', at, provenance }));
    case 'attestation':
      return [];
  }
}

const testOffer = ({ test, collected, provenance }: ClearingResult): Offer => ({
  name: test,
  at: collected,
  provenance,
});

/** Only a challenge whose day is known counts, whether it speaks for or against. */
function challengeOffer(
  { outcome, at, provenance }: NaloxoneChallenge,
  wanted: NaloxoneChallenge['outcome'],
): readonly Offer[] {
  if (outcome !== wanted || at === undefined) return [];
  if (wanted === 'passed' && !provenance.complete) return [];
  return [{ name: 'naloxone challenge', at, provenance }];
}

/** Negative tests and passed challenges, the newest first. */
const negatives = ({ evidence }: CriterionInput): readonly Offer[] =>
  [
    ...evidence.toxicology.clearing.map(testOffer),
    ...evidence.naloxoneChallenges.flatMap((one) => challengeOffer(one, 'passed')),
  ].sort((a, b) => newer(a.at.earliest, b.at.earliest));

interface Against {
  readonly name: string;
  readonly at: Span | undefined;
  readonly provenance: Provenance;
}

/** Positive tests that stand and failed challenges, the newest first. */
function contradictions({ evidence }: CriterionInput): readonly Against[] {
  const stands = ({ result, standing }: RaisedResult): boolean =>
    result === 'positive' && (standing === 'stands' || standing === 'followed-by-negative');
  return [
    ...evidence.toxicology.raised
      .filter(stands)
      .map(({ test, collected, provenance }) => ({ name: test, at: collected, provenance })),
    ...evidence.naloxoneChallenges.flatMap((one) => challengeOffer(one, 'failed')),
  ].sort((a, b) => newer(a.at?.latest, b.at?.latest));
}

/** For sorting: the newer point first, what has no date last. */
function newer(a: Point | undefined, b: Point | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return comparePoints(b, a);
}
