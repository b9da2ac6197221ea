import type { BuprenorphineDepot } from '../evidence/exposure.js';
import { elapsedDays, isAfter } from '../time/distance.js';
import type { Point, Span } from '../time/instant.js';
import type { ExposureWindow } from './exposure-window.js';
import { isPrecise } from './judge-exposure.js';

/** Waiting times after depots and implants of buprenorphine (`clinical-opioid` 8.3); question file `buprenorphine-depot`. */
export const DEPOT_NUMBERS = [
  'sublocade.minimum',
  'sublocade.clear',
  'brixadi-monthly.minimum',
  'brixadi-monthly.clear',
  'brixadi-weekly.minimum',
  'brixadi-weekly.clear',
  'implant-in-situ.minimum',
  'implant-in-situ.clear',
  'implant-removed.minimum',
  'implant-removed.clear',
  'positive-test.critical',
] as const;
export type DepotNumbers = Readonly<Record<(typeof DEPOT_NUMBERS)[number], number>>;

/** A depot or implant whose waiting time is not over on the planned day. */
export interface OpenDepot {
  readonly depot: BuprenorphineDepot;
  readonly at: Span;
  readonly kind: 'injection' | 'implant-in-situ' | 'implant-removed';
  readonly daysSince: number;
  readonly window: ExposureWindow;
}

type WindowNumbers = DepotNumbers & Readonly<Record<'precise-interval', number>>;

/** The confirmed depots and implants that still count on the planned day; an insertion followed by a removal is replaced by it. */
export const openBuprenorphineDepots = (
  depots: readonly BuprenorphineDepot[],
  planned: Point,
  numbers: WindowNumbers,
): readonly OpenDepot[] =>
  standingDepots(depots, planned, numbers).flatMap(({ precise, ...open }) =>
    precise ? [open] : [],
  );

/** Those among them whose date is too vague for a critical answer (`clinical-opioid` 3.4). */
export const vagueBuprenorphineDepots = (
  depots: readonly BuprenorphineDepot[],
  planned: Point,
  numbers: WindowNumbers,
): readonly BuprenorphineDepot[] =>
  standingDepots(depots, planned, numbers).flatMap(({ precise, depot }) =>
    precise ? [] : [depot],
  );

const standingDepots = (
  depots: readonly BuprenorphineDepot[],
  planned: Point,
  numbers: WindowNumbers,
): readonly (OpenDepot & { readonly precise: boolean })[] =>
  depots
    .filter((depot) => depot.certainty === 'confirmed' && !isRemovedLater(depot, depots))
    .flatMap((depot) => {
      const { at } = depot;
      if (at === undefined) return [];
      const window = depotWindow(depot, numbers);
      const daysSince = elapsedDays(at.latest, planned);
      const precise = isPrecise(at, planned, window, numbers['precise-interval']);
      return daysSince < window.clear
        ? [{ depot, at, kind: kindOf(depot), daysSince, window, precise }]
        : [];
    });

export function depotWindow(depot: BuprenorphineDepot, numbers: DepotNumbers): ExposureWindow {
  const { product, event } = depot;
  const name = product === 'buprenorphine-implant' ? implantKind(event) : product;
  return { minimum: numbers[`${name}.minimum`], clear: numbers[`${name}.clear`] };
}

const implantKind = (event: BuprenorphineDepot['event']): 'implant-removed' | 'implant-in-situ' =>
  event === 'removed' ? 'implant-removed' : 'implant-in-situ';

const kindOf = ({ product, event }: BuprenorphineDepot): OpenDepot['kind'] =>
  product === 'buprenorphine-implant' ? implantKind(event) : 'injection';

/** Surely later: an implant that is exchanged is removed and inserted on one day. */
export const isRemovedLater = (
  { product, event, at: inserted }: BuprenorphineDepot,
  all: readonly BuprenorphineDepot[],
): boolean =>
  product === 'buprenorphine-implant' &&
  event === 'given' &&
  inserted !== undefined &&
  all.some(
    (other) =>
      other.event === 'removed' &&
      other.provenance.complete &&
      other.at !== undefined &&
      isAfter(other.at.earliest, inserted.latest),
  );
