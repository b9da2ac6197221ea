import type {
  ExposureClass,
  FormRule,
  FormSet,
  NaltrexoneProduct,
  Terminology,
} from '../../pack/terminology.js';

/** What a drug counts as: the first line of `drug-forms.csv` whose forms are all known and whose dose fits. */
export function decideByForm(
  terminology: Pick<Terminology, 'formRules'>,
  drug: string,
  forms: FormSet,
  doseMg: number | undefined,
): ExposureClass | NaltrexoneProduct | undefined {
  for (const rule of terminology.formRules.get(drug) ?? []) {
    if (holds(rule, forms, doseMg)) return rule.decides;
  }
  return undefined;
}

function holds(rule: FormRule, forms: FormSet, doseMg: number | undefined): boolean {
  if ((forms & rule.forms) !== rule.forms) return false;
  if (rule.doseMg === undefined) return true;
  return doseMg !== undefined && doseMg > rule.doseMg.above && doseMg <= rule.doseMg.upTo;
}
