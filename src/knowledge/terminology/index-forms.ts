import type { FormRule, FormSet, Route, Terminology } from '../../core/pack/terminology.js';
import type { TableRow } from './table-row.js';
import type { Tables } from './read-tables.js';

/** Forms that the code itself asks for, beside those of `drug-forms.csv`. */
const ASKED_FOR = ['extended-release', '12-hour'];
/** Bits of a positive 32-bit integer. */
const MOST_FORMS = 31;

/** Form names as bits, and the cells that use them. */
export interface Forms {
  readonly bits: ReadonlyMap<string, FormSet>;
  /** @throws TableError for a form that no line of `drug-forms.csv` asks for: a typing error would be lost silently. */
  readonly of: (row: TableRow, column: string) => FormSet;
}

/** The forms that `drug-forms.csv` asks for; each gets one bit. */
export function indexForms(tables: Tables): Forms {
  const rows = tables('drug-forms.csv');
  const names = new Set([...ASKED_FOR, ...rows.flatMap((row) => row.list('forms'))]);
  const [first] = rows;
  if (names.size > MOST_FORMS && first !== undefined) {
    throw first.fault('forms', `${names.size} forms`, `At most ${MOST_FORMS} fit: join some`);
  }
  const bits = new Map([...names].map((name, place) => [name, 1 << place]));
  const of = (row: TableRow, column: string): FormSet =>
    row.list(column).reduce<FormSet>((set, name) => {
      const bit = bits.get(name);
      if (bit === undefined) {
        throw row.fault(
          column,
          `"${name}" is no form of drug-forms.csv`,
          `Use ${[...names].join(', ')}`,
        );
      }
      return set | bit;
    }, 0);
  return { bits, of };
}

/** The lines of `drug-forms.csv` by drug, in their order. */
export function indexFormRules(tables: Tables, forms: Forms): Terminology['formRules'] {
  const rules = new Map<string, FormRule[]>();
  const last = new Map<string, TableRow>();
  for (const row of tables('drug-forms.csv')) {
    const drug = row.text('drug');
    const rule: FormRule = Object.freeze({
      forms: forms.of(row, 'forms'),
      doseMg: doseOf(row.text('dose_mg')),
      decides: row.value<FormRule['decides']>('decides'),
    });
    rules.set(drug, [...(rules.get(drug) ?? []), rule]);
    last.set(drug, row);
  }
  for (const [drug, row] of last) {
    const rule = rules.get(drug)?.at(-1);
    if (rule?.forms === 0 && rule.doseMg === undefined) continue;
    throw row.fault(
      'forms',
      `the last line of ${drug} has a condition`,
      'Add a line that holds always',
    );
  }
  return rules;
}

function doseOf(condition: string): FormRule['doseMg'] {
  if (condition === '') return undefined;
  return condition.startsWith('<=')
    ? { above: 0, upTo: Number(condition.slice(2)) }
    : { above: Number(condition.slice(1)), upTo: Infinity };
}

export const indexRouteForms = (tables: Tables, forms: Forms): Terminology['routeForms'] =>
  new Map(
    tables('route-forms.csv').map((row) => [row.value<Route>('route'), forms.of(row, 'forms')]),
  );

/** Phrases such as "380 mg" of `form-words.csv`, for a dose that comes as a number. */
export const indexDoseForms = (tables: Tables, forms: Forms): Terminology['doseForms'] =>
  new Map(
    tables('form-words.csv').flatMap((row) => {
      const dose = /^([\d.]+) mg$/.exec(row.text('words'))?.[1];
      return dose === undefined ? [] : [[Number(dose), forms.of(row, 'forms')] as const];
    }),
  );
