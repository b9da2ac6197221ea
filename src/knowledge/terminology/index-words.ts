import type {
  AllergyWords,
  AnswerMeaning,
  Assessment,
  AssessmentWords,
  BillingWords,
  ContextDrug,
  InjectionSite,
  LiverSignDegree,
  LiverTest,
  LiverWords,
  OrderWords,
  PaperWords,
  ProcedureWords,
  PsychosocialWords,
  RescueAnswer,
  Route,
  SurgeryMeaning,
  Terminology,
  ToxicologyAnalyte,
  ToxicologyMethod,
  ToxicologyTest,
  ToxicologyWords,
} from '../../core/pack/terminology.js';
import type { Drugs } from './index-drugs.js';
import type { Forms } from './index-forms.js';
import { phraseTable } from './phrase-table.js';
import type { Tables } from './read-tables.js';
import type { TableRow } from './table-row.js';

/** The word tables, ready to be searched. */
export function indexWords(
  tables: Tables,
  drugs: Drugs,
  forms: Forms,
  analytes: ReadonlyMap<string, ToxicologyAnalyte>,
): Terminology['words'] {
  const table = <Row>(
    file: string,
    rowOf: (row: TableRow) => Row,
  ): ReturnType<typeof phraseTable<Row>> =>
    phraseTable(tables(file).map((row) => [row.text('words'), rowOf(row)]));
  return {
    drugs: table('drug-words.csv', (row) =>
      Object.freeze({
        drugs: row.list('drugs').map((name) => drugs.named(row, 'drugs', name)),
        forms: forms.of(row, 'forms'),
      }),
    ),
    contextDrugs: contextDrugWords(tables),
    forms: table('form-words.csv', (row) =>
      Object.freeze({ forms: forms.of(row, 'forms'), onlyInName: row.text('only_in') === 'name' }),
    ),
    routes: table('route-words.csv', (row) => row.value<Route>('route')),
    toxicology: table('toxicology-words.csv', (row) => toxicologyWords(row, analytes)),
    liver: table('liver-words.csv', liverWords),
    liverSigns: table('liver-sign-words.csv', (row) => row.value<LiverSignDegree>('degree')),
    assessments: table('assessment-words.csv', assessmentWords),
    procedures: table<ProcedureWords>('procedure-words.csv', (row) =>
      Object.freeze({ role: row.value<ProcedureWords['role']>('role') }),
    ),
    surgery: table('surgery-words.csv', (row) => row.value<SurgeryMeaning>('says')),
    rescueAnswers: table('rescue-answer-words.csv', (row) => row.value<RescueAnswer>('says')),
    allergies: table('allergy-words.csv', (row) => row.value<AllergyWords>('means')),
    answers: table('answer-words.csv', (row) => row.value<AnswerMeaning>('means')),
    orders: table('order-words.csv', orderWords),
    billing: table('billing-words.csv', (row) => row.value<BillingWords>('says')),
    psychosocial: table('psychosocial-words.csv', (row) => row.value<PsychosocialWords>('says')),
    papers: table('paper-words.csv', (row) => row.value<PaperWords>('says')),
    opioidConditions: table('opioid-condition-words.csv', () => true as const),
  };
}

const contextDrugWords = (tables: Tables): Terminology['words']['contextDrugs'] =>
  phraseTable(
    tables('rxnorm-context.csv').flatMap((row) => {
      const drug = contextDrugOf(row);
      return [drug.ingredient, ...row.list('synonyms')].map((words) => [words, drug] as const);
    }),
  );

/** By RxCUI and by ingredient name. */
export const indexContextDrugs = (
  words: Terminology['words']['contextDrugs'],
): Terminology['contextDrugs'] => {
  const drugs = [...words.values()].flat().map(({ row }) => row);
  return new Map(
    drugs.flatMap((drug) => [
      [drug.ingredient, drug] as const,
      ...(drug.rxcui === undefined ? [] : [[drug.rxcui, drug] as const]),
    ]),
  );
};

const contextDrugOf = (row: TableRow): ContextDrug =>
  Object.freeze({
    rxcui: row.text('rxcui') || undefined,
    ingredient: row.text('ingredient'),
    role: row.text('role'),
  });

function toxicologyWords(
  row: TableRow,
  analytes: ReadonlyMap<string, ToxicologyAnalyte>,
): ToxicologyWords {
  const says = row.value<ToxicologyWords['says']>('says');
  switch (says) {
    case 'analyte': {
      const analyte = analytes.get(row.text('value'));
      if (analyte !== undefined) return Object.freeze({ says, analyte });
      throw row.fault(
        'value',
        `"${row.text('value')}" is no analyte`,
        'Add its row to toxicology-analytes.csv',
      );
    }
    case 'method':
      return Object.freeze({ says, method: row.value<ToxicologyMethod>('value') });
    case 'specimen':
      return Object.freeze({ says, specimen: row.value<ToxicologyTest['specimen']>('value') });
    default:
      return Object.freeze({ says });
  }
}

function liverWords(row: TableRow): LiverWords {
  const use = row.value<LiverTest['use'] | 'elsewhere'>('use');
  if (use === 'elsewhere') return use;
  const analyte = row.value<LiverTest['analyte']>('analyte');
  return Object.freeze({
    code: undefined,
    analyte,
    component: analyte,
    specimen: '',
    property: '',
    scale: '',
    canonicalUnit: '',
    molarMass: undefined,
    use,
  });
}

function assessmentWords(row: TableRow): AssessmentWords {
  const part = row.value<'value' | 'item' | 'filler'>('part');
  if (part !== 'value') return Object.freeze({ says: part });
  const assessment = row.value<Assessment>('assessment');
  const needs = row.value<'opioid' | 'alone' | ''>('needs');
  return Object.freeze({
    says: 'assessment',
    test: Object.freeze({ code: undefined, assessment, part, display: assessment }),
    needs: needs === '' ? undefined : needs,
  });
}

function orderWords(row: TableRow): OrderWords {
  const says = row.value<OrderWords['says']>('says');
  if (says === 'test-dose') return Object.freeze({ says });
  if (says === 'site') return Object.freeze({ says, site: row.value<InjectionSite>('value') });
  if (says === 'unit') {
    return Object.freeze({ says, unit: row.value<'millilitre' | 'container'>('value') });
  }
  const days = Number(row.text('value'));
  if (days > 0) return Object.freeze({ says, days });
  throw row.fault('value', `"${row.text('value')}" is no number of days`, 'Write days, such as 28');
}
