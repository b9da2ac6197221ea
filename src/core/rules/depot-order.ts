import type { OrderedInstruction } from '../evidence/ordered-dosing/ordered-dosing.js';
import type { Provenance } from '../evidence/provenance.js';
import type { Route } from '../pack/terminology.js';
import { doseInMilligrams } from './dose-in-milligrams.js';
import { defineRule, list, number, text, type Verdict } from './rule.js';

const OUTCOMES = {
  route: ['route'],
  site: ['site'],
  'dose-above': ['dose', 'fullDose'],
  'dose-below': ['dose', 'fullDose'],
  'interval-short': ['days', 'fullDose'],
  'interval-early': ['days', 'fullDose'],
} as const;
type OrderVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = [
  'dose.full',
  'dose.per-millilitre',
  'interval.critical-below',
  'interval.warning-below',
] as const;
type Numbers = Readonly<Record<(typeof PARAMETERS)[number], number>>;

/**
 * Is the depot ordered as it is to be given? (`clinical-liver-other` C2, C3)
 *
 * When the route is any but intramuscular, then ntx-route-error: critical; when the site is not gluteal, a warning.
 * When the dose is above the full dose or the interval far too short, then ntx-dose-error: critical; a smaller dose or a
 * slightly short interval is a warning. What the order does not state is not judged; a single dose has no interval.
 */
export const depotOrder = defineRule({
  question: 'depot-order',
  asks: 'naltrexone',
  needs: [],
  parameters: PARAMETERS,
  outcomes: OUTCOMES,
  judge: ({ order }, numbers) => {
    if (order.identity.is !== 'naltrexone' || order.identity.product !== 'depot') return [];
    const evidence = [{ source: order.ref, slice: 'order', complete: true } as const];
    return order.dosing.instructions.flatMap((instruction) => [
      ...wrongRoute(instruction, evidence),
      ...wrongDose(instruction, evidence, numbers),
      ...wrongInterval(instruction, evidence, numbers),
    ]);
  },
});

/** An implant counts as a depot and lies under the skin; it is no injection. */
const RIGHT: ReadonlySet<Route> = new Set<Route>(['intramuscular', 'subdermal']);

function wrongRoute(
  { routes, sites }: OrderedInstruction,
  evidence: readonly Provenance[],
): readonly OrderVerdict[] {
  const wrong = routes.filter((route) => !RIGHT.has(route));
  if (wrong.length > 0) {
    return [{ outcome: 'route', values: { route: list(wrong.map(text)) }, evidence }];
  }
  const [site] = sites;
  return site === undefined || sites.includes('gluteal')
    ? []
    : [{ outcome: 'site', values: { site: text(site) }, evidence }];
}

function wrongDose(
  { dose }: OrderedInstruction,
  evidence: readonly Provenance[],
  numbers: Numbers,
): readonly OrderVerdict[] {
  if (dose === undefined) return [];
  const milligrams = doseInMilligrams(dose, numbers);
  const full = numbers['dose.full'];
  if (milligrams === full) return [];
  const values = { dose: shown(milligrams), fullDose: number(full) };
  const outcome = milligrams > full ? 'dose-above' : 'dose-below';
  return [{ outcome, subject: 'dose', values, evidence }];
}

function wrongInterval(
  { intervalDays }: OrderedInstruction,
  evidence: readonly Provenance[],
  numbers: Numbers,
): readonly OrderVerdict[] {
  if (intervalDays === undefined || intervalDays >= numbers['interval.warning-below']) return [];
  const outcome =
    intervalDays < numbers['interval.critical-below'] ? 'interval-short' : 'interval-early';
  const values = { days: shown(intervalDays), fullDose: number(numbers['dose.full']) };
  return [{ outcome, subject: 'interval', values, evidence }];
}

/** To one decimal: a period divided by its frequency may have no end. */
const shown = (value: number) => number(Math.round(value * 10) / 10);
