import { decideByForm } from '../../core/evidence/recognise/decide-by-form.js';
import type {
  CodeSystem,
  FormSet,
  MedicationCode,
  Terminology,
} from '../../core/pack/terminology.js';
import type { Drugs } from './index-drugs.js';
import type { Forms } from './index-forms.js';
import type { Tables } from './read-tables.js';
import type { TableRow } from './table-row.js';

type Indexed = Pick<Terminology, 'formRules' | 'caution'>;

/** Every code that names a medication, by system. */
export function indexMedicationCodes(
  tables: Tables,
  drugs: Drugs,
  forms: Forms,
  indexed: Indexed,
): Terminology['medications'] {
  const named = (system: CodeSystem, row: TableRow, code: string, drug: string): MedicationCode =>
    codeOfDrug(system, row, code, drug, drugs, formsOf(row, forms));
  return {
    rxnorm: indexRxnorm(tables, drugs, forms, indexed),
    ndc: new Map(
      tables('ndc.csv').map((row) => [
        row.text('ndc'),
        named('NDC', row, row.text('ndc'), row.text('drug')),
      ]),
    ),
    atc: new Map(
      tables('atc.csv').flatMap((row) => {
        const drug = row.text('drug');
        if (drug === '') return [];
        const code = named('ATC', row, row.text('atc'), drug);
        const rescue = code.rescue && row.text('rescue') !== 'no';
        return [[code.code, Object.freeze({ ...code, rescue })]];
      }),
    ),
    snomed: new Map(
      [...tables('snomed-drugs.csv'), ...tables('snomed-therapies.csv')].map((row) => [
        row.text('sctid'),
        named('SNOMED CT', row, row.text('sctid'), row.text('drug')),
      ]),
    ),
    hcpcs: new Map(
      tables('hcpcs.csv').flatMap((row) => {
        // The code says "some drug, see the text": it must not pass for a code that is known to be something else.
        if (row.text('role') === 'needs-text') return [];
        const drug = row.text('role') === 'implant-removed' ? '' : row.text('drug');
        const code = named('HCPCS', row, row.text('code'), drug);
        checkClass(row, code, indexed);
        return [[code.code, code]];
      }),
    ),
  };
}

function indexRxnorm(
  tables: Tables,
  drugs: Drugs,
  forms: Forms,
  indexed: Indexed,
): Terminology['medications']['rxnorm'] {
  const codes = new Map<string, MedicationCode>();
  const add = (row: TableRow, said: Partial<MedicationCode>): MedicationCode => {
    const code: MedicationCode = Object.freeze({
      system: 'RxNorm',
      code: row.text('rxcui'),
      display: row.text('display'),
      opioids: said.opioids ?? NONE,
      naltrexone: said.naltrexone ?? false,
      antagonist: said.antagonist,
      rescue: said.rescue ?? false,
      ingredients: said.ingredients ?? NONE,
      forms: said.forms ?? 0,
    });
    codes.set(code.code, code);
    return code;
  };
  for (const row of tables('rxnorm-opioids.csv')) {
    const opioids = row.list('opioid_ingredients');
    for (const opioid of opioids) drugs.named(row, 'opioid_ingredients', opioid);
    const stated = row.list('all_ingredients');
    const ingredients = stated.length > 0 ? stated : opioids;
    const naltrexone = ingredients.some((name) => drugs.byName.get(name)?.kind === 'naltrexone');
    checkClass(
      row,
      add(row, { opioids, naltrexone, ingredients, forms: formsOf(row, forms) }),
      indexed,
    );
  }
  for (const row of tables('rxnorm-naltrexone.csv')) {
    const ingredients = row.list('ingredients');
    if (row.text('kind') !== 'combination-opioid') {
      add(row, { naltrexone: true, ingredients, forms: formsOf(row, forms) });
    } else if (codes.get(row.text('rxcui'))?.naltrexone !== true) {
      throw row.fault(
        'kind',
        'the combination is no opioid row',
        'Add it to rxnorm-opioids.csv: it counts as an opioid',
      );
    }
  }
  for (const row of tables('rxnorm-antagonists.csv')) {
    if (codes.has(row.text('rxcui'))) {
      throw row.fault('rxcui', 'the code is an opioid or naltrexone too', 'Keep it in one table');
    }
    const antagonist = drugs.named(row, 'antagonist', row.text('antagonist')).drug;
    const ingredients = row.list('all_ingredients');
    add(row, { antagonist, rescue: row.yes('rescue'), ingredients });
  }
  return codes;
}

const NONE: readonly string[] = [];

const formsOf = (row: TableRow, forms: Forms): FormSet =>
  row.file.startsWith('snomed-') ? 0 : forms.of(row, 'known_forms');

function codeOfDrug(
  system: CodeSystem,
  row: TableRow,
  code: string,
  name: string,
  drugs: Drugs,
  forms: FormSet,
): MedicationCode {
  const drug = name === '' ? undefined : drugs.named(row, 'drug', name);
  return Object.freeze({
    system,
    code,
    display: row.text(system === 'HCPCS' ? 'description' : 'display'),
    opioids: drug?.kind === 'opioid' ? [drug.drug] : [],
    naltrexone: drug?.kind === 'naltrexone',
    antagonist: drug?.kind === 'antagonist' ? drug.drug : undefined,
    rescue: drug?.rescue ?? false,
    ingredients: drug === undefined || drug.generic ? [] : [drug.drug],
    forms,
  });
}

/** The class that a pharmacist reads in the row must be the one that its forms lead to. */
function checkClass(
  row: TableRow,
  code: Pick<MedicationCode, 'opioids' | 'forms'>,
  { formRules, caution }: Indexed,
): void {
  const stated = row.text('exposure_class');
  if (code.opioids.length === 0) return;
  const decided = code.opioids
    .map((drug) => decideByForm({ formRules }, drug, code.forms, undefined))
    .sort((a, b) => rank(caution, a) - rank(caution, b));
  if (stated === decided[0]) return;
  throw row.fault(
    'exposure_class',
    `the row says ${stated}, but its known_forms lead to ${decided[0] ?? 'nothing'}`,
    'Correct known_forms, exposure_class or drug-forms.csv',
  );
}

const rank = (caution: Terminology['caution'], decided: string | undefined): number =>
  caution.get(decided as never) ?? Infinity;
