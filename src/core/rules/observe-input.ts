import type { Evidence } from '../evidence/evidence.js';
import type { Clock, RuleInput } from './rule.js';

/** Names that were read, or that differ: one bit for each. */
export interface Reads {
  readonly input: number;
  readonly clock: number;
  readonly evidence: number;
}

/** A rule's input that behaves like the one it is made of, and notes what is read from it. */
export interface ObservedInput {
  readonly of: RuleInput;
  readonly input: RuleInput;
  /** What was read since it was asked last. */
  readonly takeReads: () => Reads;
}

/** Every name, so that the compiler sees when one is missing. */
type Names<T> = Readonly<Record<keyof T, true>>;

const INPUT = observing<RuleInput>({
  call: true,
  order: true,
  evidence: true,
  clock: true,
  lane: true,
  reasons: true,
  indication: true,
});
const CLOCK = observing<Clock>({ now: true, planned: true, zone: true });
const EVIDENCE = observing<Evidence>({
  sex: true,
  age: true,
  exposures: true,
  buprenorphineDepots: true,
  naltrexoneDoses: true,
  naltrexoneListings: true,
  activeNaltrexone: true,
  otherMedications: true,
  contextMedications: true,
  rescueSupplies: true,
  alcohol: true,
  bodyWeights: true,
  plannedOperations: true,
  toxicology: true,
  withdrawalScores: true,
  naloxoneChallenges: true,
  diagnoses: true,
  allergies: true,
  pregnancy: true,
  selfHarmAnswers: true,
  liver: true,
  recordedAnswers: true,
  coverage: true,
  billing: true,
  papers: true,
  encounterClass: true,
  failed: true,
  incomplete: true,
});

export function observeInput(of: RuleInput): ObservedInput {
  const notes = { input: { read: 0 }, clock: { read: 0 }, evidence: { read: 0 } };
  const whole = {
    call: of.call,
    order: of.order,
    evidence: EVIDENCE.observe(of.evidence, notes.evidence),
    clock: CLOCK.observe(of.clock, notes.clock),
    lane: of.lane,
    reasons: of.reasons,
    indication: of.indication,
  };
  return {
    of,
    input: INPUT.observe(whole, notes.input),
    takeReads: () => ({
      input: take(notes.input),
      clock: take(notes.clock),
      evidence: take(notes.evidence),
    }),
  };
}

/** What differs between two inputs; clock and evidence by what is in them. */
export const differences = (one: RuleInput, other: RuleInput): Reads => ({
  input: INPUT.differing(one, other) & ~INPUT.bitsOf('clock', 'evidence'),
  clock: CLOCK.differing(one.clock, other.clock),
  evidence: EVIDENCE.differing(one.evidence, other.evidence),
});

export const haveInCommon = (one: Reads, other: Reads): boolean =>
  (one.input & other.input) !== 0 ||
  (one.clock & other.clock) !== 0 ||
  (one.evidence & other.evidence) !== 0;

interface Notes {
  read: number;
}

function take(notes: Notes): number {
  const { read } = notes;
  notes.read = 0;
  return read;
}

interface Observing<T> {
  readonly observe: (of: T, notes: Notes) => T;
  readonly differing: (one: T, other: T) => number;
  readonly bitsOf: (...names: readonly (keyof T)[]) => number;
}

/** @param all at most 31 names, as many as a number has bits */
function observing<T extends object>(all: Names<T>): Observing<T> {
  const names = Object.keys(all) as (keyof T)[];
  class Observed {
    readonly of: T;
    readonly notes: Notes;
    constructor(of: T, notes: Notes) {
      this.of = of;
      this.notes = notes;
    }
  }
  names.forEach((name, place) => {
    const get = function (this: Observed): T[keyof T] {
      this.notes.read |= 1 << place;
      return this.of[name];
    };
    Object.defineProperty(Observed.prototype, name, { get });
  });
  const sum = (holds: (name: keyof T) => boolean): number =>
    names.reduce((bits, name, place) => (holds(name) ? bits | (1 << place) : bits), 0);
  return {
    observe: (of, notes) => new Observed(of, notes) as unknown as T,
    differing: (one, other) => (one === other ? 0 : sum((name) => one[name] !== other[name])),
    bitsOf: (...wanted) => sum((name) => wanted.includes(name)),
  };
}
