import type {
  BillingCode,
  BillingMeaning,
  BillingModifier,
  BillingSetting,
  BillingTables,
  PlaceOfService,
} from '../../core/pack/terminology.js';
import type { Tables } from './read-tables.js';
import type { TableRow } from './table-row.js';

/** What stands on a bill for naltrexone: codes, modifiers, places of service. */
export const indexBilling = (tables: Tables): BillingTables => ({
  codes: new Map(
    [...tables('hcpcs.csv'), ...tables('cpt.csv')].flatMap((row) =>
      row.text('billing') === '' ? [] : [[row.text('code'), codeOf(row)]],
    ),
  ),
  modifiers: new Map(
    tables('modifiers.csv').map((row): [string, BillingModifier] => [
      row.text('modifier'),
      Object.freeze({
        modifier: row.text('modifier'),
        meaning: row.text('meaning'),
        role: row.value<BillingModifier['role']>('role'),
      }),
    ]),
  ),
  places: new Map(
    tables('places-of-service.csv').map((row) => [
      row.value<BillingSetting>('setting'),
      placeOf(row),
    ]),
  ),
});

const codeOf = (row: TableRow): BillingCode =>
  Object.freeze({
    code: row.text('code'),
    display: row.text('description'),
    means: row.value<BillingMeaning>('billing'),
  });

const placeOf = (row: TableRow): PlaceOfService =>
  Object.freeze({
    place: row.text('place'),
    meaning: row.text('meaning'),
    also:
      row.text('also') === ''
        ? undefined
        : Object.freeze({ place: row.text('also'), meaning: row.text('also_meaning') }),
  });
