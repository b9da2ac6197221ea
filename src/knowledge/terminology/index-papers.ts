import type {
  DocumentKind,
  PaperCondition,
  PaperTables,
  Psychosocial,
  PsychosocialCode,
} from '../../core/pack/terminology.js';
import type { Tables } from './read-tables.js';

/** Codes of counselling, of kinds of documents, and of medication that was not taken as prescribed. */
export const indexPapers = (tables: Tables): PaperTables => ({
  services: new Map([
    ...psychosocialCodes(tables, 'hcpcs-psychosocial.csv', 'code'),
    ...psychosocialCodes(tables, 'cpt-psychosocial.csv', 'code'),
  ]),
  treatments: new Map(psychosocialCodes(tables, 'snomed-psychosocial.csv', 'sctid')),
  noKnownAllergies: new Set(
    tables('snomed-no-known-allergies.csv').map((row) => row.text('sctid')),
  ),
  documents: new Map(
    tables('loinc-documents.csv').map((row) => [row.text('code'), row.value<DocumentKind>('kind')]),
  ),
  conditions: new Map(
    tables('icd10cm-papers.csv').map((row) => [
      row.text('code').replace('.', ''),
      Object.freeze({
        display: row.text('display'),
        says: row.value<PaperCondition['says']>('says'),
      }),
    ]),
  ),
});

const psychosocialCodes = (
  tables: Tables,
  file: string,
  column: string,
): readonly (readonly [string, PsychosocialCode])[] =>
  tables(file).map((row) => [
    row.text(column),
    Object.freeze({
      code: row.text(column),
      display: row.text('display'),
      treatment: row.value<Psychosocial>('treatment'),
    }),
  ]);
