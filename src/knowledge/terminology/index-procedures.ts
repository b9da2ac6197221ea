import type { ProcedureCode, Terminology } from '../../core/pack/terminology.js';
import type { Tables } from './read-tables.js';
import type { TableRow } from './table-row.js';

/** Services by HCPCS and CPT code. */
export const indexProcedures = (tables: Tables): Terminology['procedures'] => ({
  hcpcs: new Map(
    tables('hcpcs.csv').map((row) => [
      row.text('code'),
      procedureOf('HCPCS', row, Number(row.text('covers_days') || '0')),
    ]),
  ),
  cpt: new Map(tables('cpt.csv').map((row) => [row.text('code'), procedureOf('CPT', row, 0)])),
});

const procedureOf = (
  system: ProcedureCode['system'],
  row: TableRow,
  coversDays: number,
): ProcedureCode =>
  Object.freeze({
    system,
    code: row.text('code'),
    display: row.text('description'),
    role: row.value<ProcedureCode['role']>('role'),
    coversDays,
    unitAmount: row.text('unit_amount'),
    unit: row.text('unit'),
  });
