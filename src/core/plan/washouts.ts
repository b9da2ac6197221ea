import type { BuprenorphineDepot, Exposure } from '../evidence/exposure.js';
import { type Numbers, numbersOf } from '../pack/policy.js';
import {
  type DepotNumbers,
  depotWindow,
  isRemovedLater,
} from '../rules/buprenorphine-depot-window.js';
import { exposureWindow, type WindowNumbers, windowClassOf } from '../rules/exposure-window.js';
import { perioperativeDoses, type PerioperativeNumbers } from '../rules/perioperative-lane.js';
import type { RuleInput } from '../rules/rule.js';
import { slipsOnTreatment, type SlipNumbers } from '../rules/slip-on-treatment.js';
import { dayAfter, elapsedDays } from '../time/distance.js';
import type { Day, Span } from '../time/instant.js';
import type { Washout } from './induction-plan.js';

type Undecided = Omit<Washout, 'open' | 'deciding'>;

/**
 * Every exposure, depot and implant with its waiting time (`clinical-opioid` 4, 8.1-8.3, 12), the last to end first; those
 * without a known end before all. A slip during observed treatment gives no days, and doses around a procedure their own.
 */
export function washouts(input: RuleInput, numbers: Numbers): readonly Washout[] {
  const all = [...ofExposures(input, numbers), ...ofDepots(input, numbers)].sort(lastFirst);
  const decides = all.find((one) => isOpen(one, input));
  return all.map((one) => ({ open: isOpen(one, input), deciding: one === decides, ...one }));
}

function ofExposures(input: RuleInput, numbers: Numbers): readonly Undecided[] {
  const { exposures } = input.evidence;
  if (exposures.length === 0) return [];
  const windows = numbersOf<keyof WindowNumbers>(numbers, 'opioid-interval');
  const hours = numbersOf<keyof PerioperativeNumbers | 'hours.critical' | 'hours.clear'>(
    numbers,
    'opioid-perioperative',
  );
  const perioperative = new Set<Exposure>(perioperativeDoses(input, hours));
  const byHours = { minimum: hours['hours.critical'] / 24, clear: hours['hours.clear'] / 24 };
  const slips = slipsOnTreatment(input, {
    ...numbersOf<keyof SlipNumbers>(numbers, 'opioid-withdrawal'),
    ...numbersOf<keyof SlipNumbers>(numbers, 'drug'),
  });
  return exposures.map((exposure) => {
    const window = perioperative.has(exposure) ? byHours : exposureWindow(exposure, windows);
    const dated = slips.has(exposure) || exposure.ongoing ? undefined : exposure.last;
    const { last, ongoing, certainty, from, provenance } = exposure;
    return {
      name: exposure.ingredient,
      class: windowClassOf(exposure),
      from,
      certainty,
      last,
      ongoing,
      window,
      ...daysAfter(dated, window, certainty, input),
      provenance,
    };
  });
}

function ofDepots(input: RuleInput, numbers: Numbers): readonly Undecided[] {
  const { buprenorphineDepots: depots } = input.evidence;
  if (depots.length === 0) return [];
  const waits = numbersOf<keyof DepotNumbers>(numbers, 'buprenorphine-depot');
  const standing = depots.filter((depot) => !isRemovedLater(depot, depots));
  return standing.map((depot) => {
    const { product, from, certainty, at, provenance } = depot;
    const window = depotWindow(depot, waits);
    const ongoing = isReleasing(depot, window, input);
    return {
      name: 'buprenorphine',
      class: product,
      from,
      certainty,
      last: ongoing ? undefined : at,
      ongoing,
      window,
      ...daysAfter(ongoing ? undefined : at, window, certainty, input),
      provenance,
    };
  });
}

/** An implant releases until it is removed, or so long that nothing is said of it. */
const isReleasing = (
  { product, event, certainty, at }: BuprenorphineDepot,
  { clear }: Washout['window'],
  { clock }: RuleInput,
): boolean =>
  product === 'buprenorphine-implant' &&
  event === 'given' &&
  certainty === 'confirmed' &&
  at !== undefined &&
  elapsedDays(at.latest, clock.planned) < clear;

function daysAfter(
  last: Span | undefined,
  { minimum, clear }: Washout['window'],
  certainty: Exposure['certainty'],
  { clock }: RuleInput,
): Pick<Washout, 'notBefore' | 'earliest'> {
  if (last === undefined) return { notBefore: undefined, earliest: undefined };
  return {
    notBefore: certainty === 'confirmed' ? dayAfter(last.latest, minimum, clock.zone) : undefined,
    earliest: dayAfter(last.latest, clear, clock.zone),
  };
}

const isOpen = ({ ongoing, earliest }: Undecided, { clock }: RuleInput): boolean =>
  ongoing || (earliest !== undefined && earliest > clock.planned.day);

const lastFirst = (a: Undecided, b: Undecided): number =>
  Number(b.ongoing) - Number(a.ongoing) || (b.earliest ?? NO_DAY) - (a.earliest ?? NO_DAY);

const NO_DAY = 0 as Day;
