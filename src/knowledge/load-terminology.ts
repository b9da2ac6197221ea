import type {
  AllergyWords,
  AnswerMeaning,
  ExposureClass,
  InjectionSite,
  Route,
  SurgeryMeaning,
  Terminology,
} from '../core/pack/terminology.js';
import { indexBilling } from './terminology/index-billing.js';
import { indexCodeSystems } from './terminology/index-code-systems.js';
import { indexConditions, indexPoisoning } from './terminology/index-conditions.js';
import { indexDrugs } from './terminology/index-drugs.js';
import {
  indexDoseForms,
  indexFormRules,
  indexForms,
  indexRouteForms,
} from './terminology/index-forms.js';
import { indexMedicationCodes } from './terminology/index-medication-codes.js';
import { indexObservations } from './terminology/index-observations.js';
import { indexPapers } from './terminology/index-papers.js';
import { indexProcedures } from './terminology/index-procedures.js';
import { indexContextDrugs, indexWords } from './terminology/index-words.js';
import { readTables, type Tables } from './terminology/read-tables.js';

/**
 * Reads, checks, indexes and freezes the tables of `cards/terminology`. Files that `tables.json` calls removable (SNOMED CT,
 * CPT) may be missing.
 * @throws TableError naming file, line, column, what is wrong and what to do
 */
export function loadTerminology(directory: string): Terminology {
  const tables = readTables(directory);
  const drugs = indexDrugs(tables);
  const forms = indexForms(tables);
  const formRules = indexFormRules(tables, forms);
  const caution = new Map(
    tables('exposure-classes.csv').map((row) => [
      row.value<ExposureClass>('exposure_class'),
      Number(row.text('caution')),
    ]),
  );
  const observations = indexObservations(tables);
  const words = indexWords(tables, drugs, forms, observations.analytes);
  return Object.freeze({
    systems: indexCodeSystems(tables),
    drugs: drugs.byName,
    forms: forms.bits,
    routeForms: indexRouteForms(tables, forms),
    doseForms: indexDoseForms(tables, forms),
    formRules,
    caution,
    medications: Object.freeze(indexMedicationCodes(tables, drugs, forms, { formRules, caution })),
    contextDrugs: indexContextDrugs(words.contextDrugs),
    procedures: Object.freeze(indexProcedures(tables)),
    billing: Object.freeze(indexBilling(tables)),
    papers: Object.freeze(indexPapers(tables)),
    conditions: Object.freeze(indexConditions(tables)),
    poisoning: Object.freeze(indexPoisoning(tables, drugs)),
    observations: Object.freeze(observations),
    surgery: new Map(
      tables('snomed-surgery.csv').map((row) => [
        row.text('sctid'),
        row.value<SurgeryMeaning>('says'),
      ]),
    ),
    routes: new Map(
      tables('snomed-routes.csv').map((row) => [row.text('sctid'), row.value<Route>('route')]),
    ),
    injectionSites: byCode<InjectionSite>(tables, 'snomed-body-sites.csv', 'sctid', 'site'),
    allergies: byCode<AllergyWords>(tables, 'snomed-allergies.csv', 'sctid', 'means'),
    answers: Object.freeze({
      loinc: byCode<AnswerMeaning>(tables, 'loinc-answers.csv', 'code', 'means'),
      snomed: byCode<AnswerMeaning>(tables, 'snomed-answers.csv', 'sctid', 'means'),
    }),
    words: Object.freeze(words),
    memo: {
      medicationWords: new Map(),
      observationWords: new Map(),
      procedureWords: new Map(),
      routes: new Map(),
      icd10cm: new Map(),
      systems: new Map(),
    },
  });
}

/** A table of two columns: a code and what it means. */
const byCode = <Meaning extends string>(
  tables: Tables,
  file: string,
  code: string,
  meaning: string,
): ReadonlyMap<string, Meaning> =>
  new Map(tables(file).map((row) => [row.text(code), row.value<Meaning>(meaning)]));
