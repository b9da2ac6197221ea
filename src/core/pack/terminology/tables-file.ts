import { type Static, Type } from 'typebox';

const Sentence = Type.String({ minLength: 1 });

/** One column of a table; every cell is checked against it at start. */
export const TableColumn = Type.Object(
  {
    meaning: Sentence,
    required: Type.Optional(Type.Boolean({ description: 'An empty cell is a fault.' })),
    list: Type.Optional(
      Type.Boolean({ description: 'Several values in one cell, separated by semicolons.' }),
    ),
    values: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    pattern: Type.Optional(Sentence),
  },
  { additionalProperties: false },
);
export type TableColumn = Static<typeof TableColumn>;

/** What a table is, whose it is, where it comes from, and what its cells may hold. */
export const TableDescription = Type.Object(
  {
    file: Type.String({ pattern: '^[a-z0-9-]+\\.csv$' }),
    title: Sentence,
    owner: Sentence,
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    licence: Sentence,
    source: Sentence,
    removable: Type.Boolean({
      description:
        'The service works without this file; licences demand that of SNOMED CT and CPT.',
    }),
    key: Type.Array(Type.String(), { minItems: 1, description: 'No two rows agree in these.' }),
    columns: Type.Record(Type.String(), TableColumn),
  },
  { additionalProperties: false },
);
export type TableDescription = Static<typeof TableDescription>;

/** `cards/terminology/tables.json`. */
export const TablesFile = Type.Object(
  { tables: Type.Array(TableDescription, { minItems: 1 }) },
  { additionalProperties: false },
);
