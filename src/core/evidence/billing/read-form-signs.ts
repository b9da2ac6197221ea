import type { DraftOrder } from '../../call.js';
import type { MedicationCode, Route, Terminology } from '../../pack/terminology.js';
import { nameMedication } from '../recognise/name-medication.js';
import type { FormSign } from './billing-evidence.js';

const INJECTED: ReadonlySet<Route> = new Set<Route>([
  'intramuscular',
  'subcutaneous',
  'intravenous',
  'intradermal',
]);
const SWALLOWED: ReadonlySet<Route> = new Set<Route>(['oral', 'sublingual', 'buccal']);

/**
 * What says that the ordered naltrexone is injected, and what that it is swallowed: its codes and its route, and words beside a
 * code of the depot. Words about an injection beside the code of a tablet say nothing: a later one may be meant.
 */
export function readFormSigns(
  terminology: Terminology,
  { medication, dosing }: DraftOrder,
): readonly FormSign[] {
  const { codes, words } = nameMedication(terminology, medication);
  const has = (forms: number, form: string): boolean =>
    (forms & (terminology.forms.get(form) ?? 0)) !== 0;
  const coded = codes
    .filter((code) => code.naltrexone && code.system !== 'HCPCS')
    .flatMap((code): readonly FormSign[] => [
      ...(has(code.forms, 'depot-product') ? [signOf(code, 'injection')] : []),
      ...(has(code.forms, 'oral-product') ? [signOf(code, 'oral')] : []),
    ]);
  const isDepot = coded.some(({ says }) => says === 'injection');
  const saysOral = words.some(({ forms }) => has(forms, 'oral') && !has(forms, 'depot'));
  return [
    ...coded,
    ...(isDepot && saysOral
      ? [{ says: 'oral', by: 'words', system: undefined, what: '' } as const]
      : []),
    ...routesOf(dosing.instructions.flatMap(({ routes }) => routes)),
  ];
}

const signOf = ({ system, code }: MedicationCode, says: FormSign['says']): FormSign => ({
  says,
  by: 'code',
  system,
  what: code,
});

const routesOf = (routes: readonly Route[]): readonly FormSign[] =>
  [...new Set(routes)].flatMap((route): readonly FormSign[] => {
    const says = INJECTED.has(route) ? 'injection' : SWALLOWED.has(route) ? 'oral' : undefined;
    return says === undefined ? [] : [{ says, by: 'route', system: undefined, what: route }];
  });
