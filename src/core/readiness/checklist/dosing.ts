import type { OrderedInstruction } from '../../evidence/ordered-dosing/ordered-dosing.js';
import type { Provenance } from '../../evidence/provenance.js';
import { number, text, type WordValue } from '../../rules/rule.js';
import { amount, isWhole, type Judgement } from '../criteria/judgement.js';
import { judged, type JudgeItem, type ListInput, parameter, say } from '../list-input.js';

/** A part of the order that is to be written down before the injection (`product.md` R6); whether it is right is for the safety rules. */
const ordered =
  (
    stated: (instruction: OrderedInstruction) => readonly WordValue[],
    isRight: (instruction: OrderedInstruction, input: ListInput) => boolean,
  ): JudgeItem =>
  (input) => {
    const { instructions } = input.order.dosing;
    const found = instructions.flatMap(stated);
    if (found.length === 0) return judged('not-met', [say(input, 'nothing')], orderOf(input));
    const right = instructions.every((one) => stated(one).length === 0 || isRight(one, input));
    return judged(right ? 'met' : 'not-met', found, orderOf(input));
  };

const orderOf = ({ order }: ListInput): readonly Provenance[] => [
  { source: order.ref, slice: 'order', complete: true },
];

export const dose = ordered(
  ({ dose: one }) => (one === undefined ? [] : [amount(one.value, one.unit)]),
  ({ dose: one }, input) => one?.unit !== 'mg' || one.value <= parameter(input, 'fullDoseMg'),
);
export const route = ordered(
  ({ routes }) => routes.map((one) => text(one)),
  ({ routes }) => routes.every((one) => one === 'intramuscular'),
);
export const site = ordered(
  ({ sites }) => sites.map((one) => text(one)),
  ({ sites }) => sites.every((one) => one === 'gluteal'),
);
export const interval = ordered(
  ({ intervalDays }) => (intervalDays === undefined ? [] : [number(intervalDays)]),
  ({ intervalDays }, input) => (intervalDays ?? 0) >= parameter(input, 'intervalDays'),
);

/** Dose, route and site of the last injection that was given. */
export const administrationRecord: JudgeItem = (input) =>
  afterInjection(input, ({ doseMg, route: given, sites }) => [
    ...(doseMg === undefined ? [say(input, 'dose')] : []),
    ...(given === undefined ? [say(input, 'route')] : []),
    ...(sites.length === 0 ? [say(input, 'site')] : []),
  ]);

/** Lot and expiry of the vial of the last injection: they belong to its record, and are never asked for before it. */
export const lotAndExpiry: JudgeItem = (input) =>
  afterInjection(input, ({ lotNumber, expires, at }) => [
    ...(lotNumber === undefined ? [say(input, 'lot')] : []),
    ...(expires === undefined
      ? [say(input, 'expiry')]
      : expires.latest.day < at.earliest.day
        ? [say(input, 'expired')]
        : []),
  ]);

type Administration = ListInput['evidence']['papers']['administrations'][number];

function afterInjection(
  input: ListInput,
  missingIn: (administration: Administration) => readonly WordValue[],
): Judgement {
  const [last] = input.evidence.papers.administrations;
  const isKnown = isWhole(input, 'medicationAdministrations');
  if (last === undefined) return judged(isKnown ? 'not-applicable' : 'unknown');
  const missing = missingIn(last);
  const { earliest, latest } = last.at;
  const found =
    missing.length > 0
      ? missing
      : [{ kind: 'span', earliest: earliest.day, latest: latest.day } as const];
  return judged(missing.length > 0 ? 'not-met' : 'met', found, [last.provenance]);
}
