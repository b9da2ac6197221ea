import type { Drug, DrugKind } from '../../core/pack/terminology.js';
import type { Tables } from './read-tables.js';
import type { TableRow } from './table-row.js';

/** `drugs.csv` and the cells of other tables that name its drugs. */
export interface Drugs {
  readonly byName: ReadonlyMap<string, Drug>;
  /** @throws TableError for a drug without a row */
  readonly named: (row: TableRow, column: string, name: string) => Drug;
}

export function indexDrugs(tables: Tables): Drugs {
  const byName = new Map<string, Drug>(
    tables('drugs.csv').map((row) => {
      const drug = row.text('drug');
      return [
        drug,
        Object.freeze({
          drug,
          kind: row.value<DrugKind>('kind'),
          generic: row.yes('generic'),
          rescue: row.yes('rescue'),
          duplicatesNaltrexone: row.yes('duplicates_naltrexone'),
        }),
      ];
    }),
  );
  return {
    byName,
    named: (row, column, name) => {
      const drug = byName.get(name);
      if (drug !== undefined) return drug;
      throw row.fault(
        column,
        `"${name}" is no drug of drugs.csv`,
        'Add its row there or correct the name',
      );
    },
  };
}
