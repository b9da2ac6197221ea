import type { BillingLine } from '../evidence/billing/billing-evidence.js';
import type { BillingModifier, NaltrexoneProduct } from '../pack/terminology.js';
import { doseInMilligrams } from './dose-in-milligrams.js';
import type { RuleInput } from './rule.js';

/** Numbers of the label that billing rules take from the question about the order. */
export const LABEL_NUMBERS = ['dose.full', 'dose.per-millilitre'] as const;
type LabelNumbers = Readonly<Record<(typeof LABEL_NUMBERS)[number], number>>;

export const productOf = ({ order }: Pick<RuleInput, 'order'>): NaltrexoneProduct | undefined =>
  order.identity.is === 'naltrexone' ? order.identity.product : undefined;

/** The dose of a depot order; the full one where none is stated, undefined where it states several. */
export function depotDose(
  { order }: Pick<RuleInput, 'order'>,
  numbers: LabelNumbers,
): number | undefined {
  const stated = new Set(
    order.dosing.instructions.flatMap(({ dose }) =>
      dose === undefined ? [] : [doseInMilligrams(dose, numbers)],
    ),
  );
  const [dose = numbers['dose.full']] = stated;
  return stated.size > 1 ? undefined : dose;
}

/** Does a line of the bill carry a modifier that says this? */
export const carries = ({ modifiers }: BillingLine, role: BillingModifier['role']): boolean =>
  modifiers?.some((one) => one.role === role) === true;

/** The kit is not billed by the one who injects: a pharmacy sends it for this patient, or the plan pays it as a pharmacy. */
export const isSupplied = ({
  evidence: { billing, coverage },
}: Pick<RuleInput, 'evidence'>): boolean =>
  billing.pharmacySupply !== undefined || coverage.policy.policy.benefit === 'pharmacy';

/** Medicare pays opioid treatment programmes by the week, the drug with it. */
export const isBundled = ({
  evidence: { billing, coverage },
}: Pick<RuleInput, 'evidence'>): boolean =>
  billing.setting === 'otp' && coverage.medicare.is === 'yes';
