import type { BillingLine } from '../evidence/billing/billing-evidence.js';
import type { BillingSetting, PlaceOfService, Terminology } from '../pack/terminology.js';
import type { LABEL_NUMBERS } from '../rules/billed-order.js';
import { depotDose, isBundled, isSupplied, productOf } from '../rules/billed-order.js';
import type { RuleInput } from '../rules/rule.js';
import { type NdcLine, ndcLine } from './ndc-line.js';
import { wasteLines } from './waste-lines.js';

export interface PreviewLine {
  readonly kind: 'drug' | 'administration' | 'visit' | 'bundle';
  readonly code: string;
  readonly units: number;
  readonly modifiers: readonly string[];
}

/** Why the lines are what they are; each has its words in `drug.json` under `billing.`. */
export type PreviewRemark =
  | 'pharmacy-supply'
  | 'who-supplies'
  | 'oral'
  | 'weekly-bundle'
  | 'inpatient'
  | 'visit-rate'
  | 'dose-unclear'
  | 'waste-after-injection'
  | 'nurse-visit'
  | 'ndc-from-carton';

/** What a claim for this order will look like. A preview: nothing of it is sent anywhere. */
export interface BillingPreview {
  readonly benefit: 'medical' | 'pharmacy' | 'unknown';
  /** Who supplies the drug: the practice buys and bills it, or a pharmacy sends it for this patient. */
  readonly supply: 'practice' | 'pharmacy' | 'unknown';
  readonly setting: BillingSetting;
  readonly placeOfService: PlaceOfService | undefined;
  readonly lines: readonly PreviewLine[];
  readonly ndc: NdcLine | undefined;
  readonly remarks: readonly PreviewRemark[];
}

export type BillingNumbers = Readonly<
  Record<(typeof LABEL_NUMBERS)[number] | 'unit.milligrams' | 'vial.content', number>
>;

/**
 * The bill of one naltrexone order as far as it can be known: drug, injection and visit, with units, modifiers, NDC and place of
 * service (`product.md` M1-M8).
 * @param givenMg milligrams of a completed administration of this order; undefined = not given yet: then nobody knows what is
 * discarded, and neither JW nor JZ is shown
 * @returns undefined for an order that is no naltrexone
 */
export function previewBilling(
  input: RuleInput,
  numbers: BillingNumbers,
  terminology: Terminology,
  givenMg?: number,
): BillingPreview | undefined {
  const { order, evidence } = input;
  const product = productOf(input);
  if (product === undefined) return undefined;
  const { billing, coverage } = evidence;
  const preview = {
    setting: billing.setting,
    placeOfService: terminology.billing.places.get(billing.setting),
  };
  if (product !== 'depot') {
    const ndc =
      ndcLine(order, terminology, 1).ndc === undefined ? ['ndc-from-carton' as const] : [];
    return {
      ...preview,
      ...{ benefit: 'pharmacy', supply: 'pharmacy', lines: [], ndc: undefined },
      remarks: ['oral', ...ndc],
    };
  }
  if (isBundled(input)) {
    const bundle: PreviewLine = {
      kind: 'bundle',
      code: billing.expected.programme,
      units: 1,
      modifiers: [],
    };
    return {
      ...preview,
      ...{ benefit: 'medical', supply: 'practice', lines: [bundle], ndc: undefined },
      remarks: ['weekly-bundle'],
    };
  }
  if (billing.setting === 'inpatient') {
    return {
      ...preview,
      ...{ benefit: 'medical', supply: 'practice', lines: [], ndc: undefined },
      remarks: ['inpatient'],
    };
  }
  const administration = administrationLine(terminology);
  const visits = visitLines(billing.claimLines);
  const shared: readonly PreviewRemark[] = [
    ...(billing.claimLines.some(({ code }) => code?.means === 'nurse-visit')
      ? (['nurse-visit'] as const)
      : []),
    ...(['rhc', 'fqhc'].includes(billing.setting) ? (['visit-rate'] as const) : []),
  ];
  if (isSupplied(input)) {
    return {
      ...preview,
      ...{ benefit: 'pharmacy', supply: 'pharmacy', ndc: undefined },
      lines: [...administration, ...visits],
      remarks: ['pharmacy-supply', ...shared],
    };
  }
  const dose = givenMg ?? depotDose(input, numbers);
  const { benefit } = coverage.policy.policy;
  const known = {
    ...preview,
    benefit: benefit === 'medical' ? benefit : 'unknown',
    supply: 'unknown',
  } as const;
  if (dose === undefined) {
    return {
      ...known,
      lines: [...administration, ...visits],
      ndc: undefined,
      remarks: ['dose-unclear', 'who-supplies', ...shared],
    };
  }
  const ndc = ndcLine(order, terminology, Math.ceil(dose / numbers['vial.content']));
  const drug = drugLines(dose, givenMg !== undefined && reportsWaste(input), input, numbers);
  return {
    ...known,
    lines: [...drug, ...administration, ...visits],
    ndc,
    remarks: [
      'who-supplies',
      ...(givenMg === undefined && reportsWaste(input) ? (['waste-after-injection'] as const) : []),
      ...(ndc.ndc === undefined ? (['ndc-from-carton'] as const) : []),
      ...shared,
    ],
  };
}

function drugLines(
  dose: number,
  withWaste: boolean,
  { evidence: { billing } }: RuleInput,
  numbers: BillingNumbers,
): readonly PreviewLine[] {
  const line = (units: number, modifiers: readonly string[]): PreviewLine => ({
    kind: 'drug',
    code: billing.expected.depot,
    units,
    modifiers,
  });
  const unit = numbers['unit.milligrams'];
  if (!withWaste) return [line(Math.ceil(dose / unit), [])];
  return wasteLines(dose / unit, numbers['vial.content'] / unit).map(({ units, modifier }) =>
    line(units, modifier === undefined ? [] : [modifier]),
  );
}

/** Medicare, outside of settings that are paid by visit, stay or week. */
const reportsWaste = ({ evidence: { billing, coverage } }: RuleInput): boolean =>
  coverage.medicare.is === 'yes' && ['office', 'opps', 'cah'].includes(billing.setting);

/** Without the table of CPT codes there is no line: the code is not ours to write elsewhere. */
const administrationLine = ({ billing }: Terminology): readonly PreviewLine[] =>
  [...billing.codes.values()]
    .filter(({ means }) => means === 'administration')
    .map(({ code }) => ({ kind: 'administration', code, units: 1, modifiers: [] }));

/** Only a visit that somebody billed beside the injection; that of a nurse is part of it. */
const visitLines = (lines: readonly BillingLine[]): readonly PreviewLine[] =>
  [
    ...new Set(
      lines.flatMap(({ code, use }) =>
        code?.means === 'visit' && use === 'claim' ? [code.code] : [],
      ),
    ),
  ].map((code) => ({ kind: 'visit', code, units: 1, modifiers: ['25'] }));
