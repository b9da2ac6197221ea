import type { MedicationDispense, MedicationRequest } from 'fhir/r4.js';
import type { Chart } from '../../chart.js';
import { isAfter } from '../../time/distance.js';
import type { Point } from '../../time/instant.js';
import { rowsOf, type ChartRow } from '../chart-rows.js';
import type {
  ActiveNaltrexone,
  BuprenorphineDepot,
  Exposure,
  NaltrexoneDose,
  NaltrexoneListing,
  OtherMedication,
} from '../exposure.js';
import { listOf, textOf } from '../fhir-json.js';
import { chainRefills } from './chain-refills.js';
import type { MedicationUse, NotTaken } from './medication-use.js';
import { readAdministration } from './read-administration.js';
import { readDispense } from './read-dispense.js';
import { readOrder } from './read-order.js';
import { readProcedure } from './read-procedure.js';
import { readStatement } from './read-statement.js';
import type { Reader } from './reader.js';

/** The use of opioids and naltrexone that medication resources and procedures show, merged over all sources. */
export interface GatheredUse {
  readonly exposures: readonly Exposure[];
  readonly depots: readonly BuprenorphineDepot[];
  readonly doses: readonly NaltrexoneDose[];
  readonly listings: readonly NaltrexoneListing[];
  readonly activeNaltrexone: readonly ActiveNaltrexone[];
  readonly others: readonly OtherMedication[];
}

export function gatherMedicationUse(reader: Reader, chart: Chart): GatheredUse {
  const dispenseRows = rowsOf(chart, 'MedicationDispense', ['medicationDispenses']);
  const dispensed = dispenseRows.flatMap((row) => readDispense(reader, row) ?? []);
  const filled = filledOrders(dispenseRows, dispensed);
  const orders = rowsOf(chart, 'MedicationRequest', ['medicationRequests'])
    .filter((row) => !isFilled(row.resource, filled))
    .flatMap((row) => readOrder(reader, row) ?? []);
  const statements = rowsOf(chart, 'MedicationStatement', ['medicationStatements']).flatMap((row) =>
    readStatement(reader, row),
  );
  const observed = [
    ...rowsOf(chart, 'MedicationAdministration', ['medicationAdministrations']).flatMap(
      (row) => readAdministration(reader, row) ?? [],
    ),
    ...rowsOf(chart, 'Procedure', ['procedures']).flatMap(
      (row) => readProcedure(reader, row) ?? [],
    ),
  ];
  const notTaken = statements.flatMap((use) => (use.is === 'not-taken' ? [use.notTaken] : []));
  const uses = [...observed, ...dispensed, ...orders, ...statements];
  const depots = uses.flatMap((use) => (use.is === 'depot' ? [use.depot] : []));
  return {
    exposures: [
      ...exposuresOf(observed),
      ...chainRefills(exposuresOf(dispensed), reader.numbers['dispense.carried-supply']),
      ...exposuresOf([...orders, ...statements]).filter((entry) => !isNotTaken(entry, notTaken)),
    ],
    depots: withoutFulfilledOrders(depots.filter((depot) => !isDepotNotTaken(depot, notTaken))),
    doses: uses.flatMap((use) => (use.is === 'naltrexone-dose' ? [use.dose] : [])),
    listings: uses.flatMap((use) => (use.is === 'naltrexone-listing' ? [use.listing] : [])),
    activeNaltrexone: uses.flatMap((use) => (use.is === 'active-naltrexone' ? [use.active] : [])),
    others: uses.flatMap((use) => (use.is === 'other' ? [use.medication] : [])),
  };
}

const exposuresOf = (uses: readonly MedicationUse[]): readonly Exposure[] =>
  uses.flatMap((use) => (use.is === 'exposure' ? [use.exposure] : []));

/**
 * The orders that a handed-over supply fills, as the dispenses refer to them: the supply wins. Not while a later supply may stand
 * in a part that was not read.
 */
function filledOrders(
  rows: readonly ChartRow<MedicationDispense>[],
  dispensed: readonly MedicationUse[],
): readonly string[] {
  const counted = new Set(
    dispensed.flatMap((use) =>
      use.is === 'exposure' && use.exposure.certainty === 'confirmed'
        ? [use.exposure.provenance.source]
        : [],
    ),
  );
  if (counted.size === 0) return [];
  return rows
    .filter(
      ({ resource, complete }) =>
        complete && counted.has(`MedicationDispense/${resource.id ?? '?'}`),
    )
    .flatMap(({ resource }) => listOf(resource.authorizingPrescription))
    .flatMap(({ reference }) => textOf(reference) ?? [])
    .map((reference) => `/${reference}`.replace(/\/_history\/.*/, ''));
}

const isFilled = (order: MedicationRequest, filled: readonly string[]): boolean =>
  order.id !== undefined &&
  filled.some((reference) => reference.endsWith(`/MedicationRequest/${order.id ?? ''}`));

/** `not-taken` beats an older order or list entry of the ingredient, never a dispense, an administration or a test. */
const isNotTaken = ({ ingredient, listedOn }: Exposure, notTaken: readonly NotTaken[]): boolean =>
  listedOn !== undefined && isDenied(ingredient, listedOn, notTaken);

const isDepotNotTaken = (
  { from, at }: BuprenorphineDepot,
  notTaken: readonly NotTaken[],
): boolean =>
  (from === 'order' || from === 'statement') &&
  at !== undefined &&
  isDenied('buprenorphine', at.latest, notTaken);

const isDenied = (ingredient: string, listedOn: Point, notTaken: readonly NotTaken[]): boolean =>
  notTaken.some((denied) => denied.ingredient === ingredient && isAfter(denied.asserted, listedOn));

/** An order of a depot says something only while the product is not known to be given or handed over since it was written. */
function withoutFulfilledOrders(
  depots: readonly BuprenorphineDepot[],
): readonly BuprenorphineDepot[] {
  const given = depots.filter(
    ({ event, certainty }) => event === 'given' && certainty === 'confirmed',
  );
  const isFulfilled = (order: BuprenorphineDepot): boolean =>
    given.some(
      ({ product, at }) =>
        product === order.product &&
        (at === undefined || order.at === undefined || !isAfter(order.at.latest, at.latest)),
    );
  return depots.filter((depot) => depot.from !== 'order' || !isFulfilled(depot));
}
