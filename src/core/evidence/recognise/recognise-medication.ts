import type { CodeableConcept } from 'fhir/r4.js';
import type {
  ExposureClass,
  FormSet,
  MedicationCode,
  NaltrexoneProduct,
  Route,
  Terminology,
} from '../../pack/terminology.js';
import { decideByForm } from './decide-by-form.js';
import { ingredientsOf } from './ingredients-of.js';
import { type NamedMedication, nameMedication } from './name-medication.js';
import { readMedicationWords } from './read-medication-words.js';

export type { ExposureClass, NaltrexoneProduct } from '../../pack/terminology.js';

/** What a medication is, for the questions of this service. `name` is our own display except for `other`. */
export type MedicationIdentity =
  | {
      readonly is: 'naltrexone';
      readonly product: NaltrexoneProduct;
      readonly name: string;
      readonly basis: 'code' | 'words';
    }
  | {
      readonly is: 'opioid';
      readonly opioids: readonly string[];
      /** All ingredients that codes and words name, acetaminophen too. */
      readonly ingredients: readonly string[];
      readonly exposureClass: ExposureClass;
      readonly extendedRelease: boolean;
      /** The name says 12 hours. */
      readonly hours12: boolean;
      /** Another coding, or the words, name naltrexone alone: two drugs under one concept. */
      readonly besideNaltrexone: NaltrexoneProduct | undefined;
      readonly name: string;
      readonly basis: 'code' | 'words';
    }
  | {
      readonly is: 'antagonist';
      readonly antagonist: string;
      readonly rescue: boolean;
      readonly duplicatesNaltrexone: boolean;
      readonly name: string;
      readonly basis: 'code' | 'words';
    }
  /** Words or a code that name something else. `name` is the client's own text: never print it without escaping. */
  | { readonly is: 'other'; readonly name: string }
  /** Neither words nor a code of the tables. */
  | { readonly is: 'unresolvable' };

/** What the resource says besides the concept. */
export interface MedicationContext {
  readonly route?: Route | undefined;
  readonly doseMg?: number | undefined;
  readonly dailyDoseMg?: number | undefined;
  /** Further words about the form, such as a dosage text; a drug that they name is not looked for. */
  readonly words?: string | undefined;
}

const UNRESOLVABLE: MedicationIdentity = { is: 'unresolvable' };
const NO_CONTEXT: MedicationContext = {};

/**
 * What a medication is, by every coding and all words of its concept.
 * When they disagree the worst wins: an opioid anywhere makes it an opioid, then naltrexone, then an antagonist; the class
 * is the most cautious that codes, form words and route allow (`clinical-opioid.md` 4, `cards/terminology/drug-forms.csv`).
 * One product that holds an opioid and naltrexone is an opioid and never naltrexone therapy.
 *
 * Words are read even when a code is known, because only they can show that a code is wrong or too coarse. That costs one
 * Map lookup a text: readings are remembered, and a display that repeats the text is skipped.
 */
export function recogniseMedication(
  terminology: Terminology,
  concept: CodeableConcept | null | undefined,
  context: MedicationContext = NO_CONTEXT,
): MedicationIdentity {
  const named = nameMedication(terminology, concept);
  if (named.opioids.length > 0) return opioid(terminology, named, context);
  if (named.naltrexone) {
    const { name, basis } = naming(named, (code) => code.naltrexone, 'naltrexone');
    return { is: 'naltrexone', product: productOf(terminology, named, context), name, basis };
  }
  if (named.antagonist !== undefined) return antagonist(terminology, named, named.antagonist);
  return named.other === undefined ? UNRESOLVABLE : { is: 'other', name: named.other };
}

function opioid(
  terminology: Terminology,
  named: NamedMedication,
  context: MedicationContext,
): MedicationIdentity {
  const forms = named.forms | formsOf(terminology, context);
  const has = (form: string): boolean => (forms & (terminology.forms.get(form) ?? 0)) !== 0;
  const { name, basis } = naming(
    named,
    (code) => code.opioids.length > 0,
    named.opioids.join(' / '),
  );
  return {
    is: 'opioid',
    opioids: named.opioids,
    ingredients: ingredientsOf(named),
    exposureClass: mostCautious(terminology, named, forms, doseOf(named, context)),
    extendedRelease: has('extended-release'),
    hours12: has('12-hour'),
    besideNaltrexone:
      named.naltrexone && !named.combination ? productOf(terminology, named, context) : undefined,
    name,
    basis,
  };
}

function mostCautious(
  terminology: Terminology,
  named: NamedMedication,
  forms: FormSet,
  doseMg: number | undefined,
): ExposureClass {
  let worst: ExposureClass | undefined;
  let caution = Infinity;
  for (const drug of named.opioids) {
    const decided = decideByForm(terminology, drug, forms, doseMg) as ExposureClass | undefined;
    const rank = decided === undefined ? undefined : terminology.caution.get(decided);
    if (rank === undefined || rank >= caution) continue;
    worst = decided;
    caution = rank;
  }
  return worst ?? 'unknown-opioid';
}

function antagonist(
  terminology: Terminology,
  named: NamedMedication,
  drug: string,
): MedicationIdentity {
  const code = named.codes.find((coded) => coded.antagonist === drug);
  const { name, basis } = naming(named, (coded) => coded.antagonist === drug, drug);
  const row = terminology.drugs.get(drug);
  return {
    is: 'antagonist',
    antagonist: drug,
    rescue: code?.rescue ?? row?.rescue ?? false,
    duplicatesNaltrexone: row?.duplicatesNaltrexone ?? false,
    name,
    basis,
  };
}

const productOf = (
  terminology: Terminology,
  named: NamedMedication,
  context: MedicationContext,
): NaltrexoneProduct =>
  decideByForm(
    terminology,
    'naltrexone',
    named.forms | formsOf(terminology, context),
    doseOf(named, context),
  ) as NaltrexoneProduct;

/** What route, dose and further words of the resource add to the forms of the concept. */
function formsOf(terminology: Terminology, { route, doseMg, words }: MedicationContext): FormSet {
  let forms = route === undefined ? 0 : (terminology.routeForms.get(route) ?? 0);
  if (doseMg !== undefined) forms |= terminology.doseForms.get(doseMg) ?? 0;
  if (words !== undefined) forms |= readMedicationWords(terminology, words).formsInDosage;
  return forms;
}

const doseOf = (named: NamedMedication, context: MedicationContext): number | undefined =>
  context.dailyDoseMg ?? context.doseMg ?? named.strengthMg;

/** The display of the deciding code, else the names that the words gave. */
function naming(
  named: NamedMedication,
  decides: (code: MedicationCode) => boolean,
  words: string,
): { readonly name: string; readonly basis: 'code' | 'words' } {
  const code = named.codes.find(decides);
  return code === undefined
    ? { name: words, basis: 'words' }
    : { name: code.display, basis: 'code' };
}
