import type { MedicationDispense } from 'fhir/r4.js';
import type { Chart } from '../../chart.js';
import { isAfter } from '../../time/distance.js';
import { rowsOf, type ChartRow } from '../chart-rows.js';
import type {
  BuprenorphineDepot,
  Exposure,
  NaltrexoneDose,
  NaltrexoneListing,
  OtherMedication,
} from '../exposure.js';
import { listOf } from '../fhir-json.js';
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
  readonly others: readonly OtherMedication[];
}

export function gatherMedicationUse(reader: Reader, chart: Chart): GatheredUse {
  const dispenseRows = rowsOf(chart, 'MedicationDispense', ['medicationDispenses']);
  const dispensed = dispenseRows.flatMap((row) => readDispense(reader, row) ?? []);
  const orders = rowsOf(chart, 'MedicationRequest', ['medicationRequests'])
    .filter((row) => !hasDispense(row.resource.id, dispenseRows, dispensed))
    .flatMap((row) => readOrder(reader, row) ?? []);
  const statements = rowsOf(chart, 'MedicationStatement', ['medicationStatements']).flatMap((row) =>
    readStatement(reader, row),
  );
  const observed = [
    ...rowsOf(chart, 'MedicationAdministration', ['medicationAdministrations']).flatMap(
      (row) => readAdministration(reader, row) ?? [],
    ),
    ...rowsOf(chart, 'Procedure', ['procedures']).flatMap((row) => readProcedure(reader, row) ?? []),
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
    depots: withoutFulfilledOrders(depots),
    doses: uses.flatMap((use) => (use.is === 'naltrexone-dose' ? [use.dose] : [])),
    listings: uses.flatMap((use) => (use.is === 'naltrexone-listing' ? [use.listing] : [])),
    others: uses.flatMap((use) => (use.is === 'other' ? [use.medication] : [])),
  };
}

const exposuresOf = (uses: readonly MedicationUse[]): readonly Exposure[] =>
  uses.flatMap((use) => (use.is === 'exposure' ? [use.exposure] : []));

/** With a handed-over supply of the same order the supply wins. */
function hasDispense(
  orderId: string | undefined,
  rows: readonly ChartRow<MedicationDispense>[],
  dispensed: readonly MedicationUse[],
): boolean {
  if (orderId === undefined) return false;
  const counted = new Set(
    dispensed.flatMap((use) =>
      use.is === 'exposure' && use.exposure.certainty === 'confirmed'
        ? [use.exposure.provenance.source]
        : [],
    ),
  );
  return rows.some(
    ({ resource }) =>
      counted.has(`MedicationDispense/${resource.id ?? '?'}`) &&
      listOf(resource.authorizingPrescription).some(({ reference }) =>
        isReferenceTo(reference, `MedicationRequest/${orderId}`),
      ),
  );
}

const isReferenceTo = (reference: unknown, target: string): boolean =>
  typeof reference === 'string' && (reference === target || reference.endsWith(`/${target}`));

/** `not-taken` beats an older order or list entry of the ingredient, never a dispense, an administration or a test. */
const isNotTaken = (entry: Exposure, notTaken: readonly NotTaken[]): boolean =>
  notTaken.some(
    ({ ingredient, asserted }) =>
      entry.ingredient === ingredient &&
      entry.listedOn !== undefined &&
      !isAfter(entry.listedOn, asserted),
  );

/** An active order of a depot says something only while no injection or handover of a depot is known. */
function withoutFulfilledOrders(
  depots: readonly BuprenorphineDepot[],
): readonly BuprenorphineDepot[] {
  const isOrder = (depot: BuprenorphineDepot): boolean =>
    depot.from === 'order';
  return depots.some((depot) => !isOrder(depot)) ? depots.filter((depot) => !isOrder(depot)) : depots;
}
