import type { BillingLine, FormSign } from '../evidence/billing/billing-evidence.js';
import { assertedCodes } from '../evidence/coverage/asserted-codes.js';
import type { Provenance } from '../evidence/provenance.js';
import { depotDose, isBundled, isSupplied, LABEL_NUMBERS, productOf } from './billed-order.js';
import { defineRule, list, number, type RuleInput, term, text, type Verdict } from './rule.js';

const WRONG = ['codes', 'wrong', 'depot'] as const;
const OUTCOMES = {
  'other-drug': [...WRONG, 'dose', 'units'],
  'other-drug-supplied': WRONG,
  'other-drug-in-programme': [...WRONG, 'programme'],
  both: WRONG,
  'payer-names-other': ['asserted', 'depot'],
  'on-oral': ['codes', 'wrong', 'product'],
  'forms-disagree': ['injection', 'oral'],
} as const;
type CodeVerdict = Verdict<typeof OUTCOMES>;

/**
 * Does the billing code belong to the drug that is ordered? (`clinical-liver-other` E2)
 *
 * When a depot carries the code of another drug and not its own, then hcpcs-code-mismatch; with both it is conflicting. Where a
 * pharmacy supplies the kit, or Medicare pays an opioid treatment programme by the week, its own code is not advised.
 * When the payer's coverage information names a drug code other than the depot's, then the same.
 * When oral naltrexone carries the code of an injection or of another drug, then the same; and when codes, words and route of
 * one order say both injected and swallowed. Silent without a billing code, and for a code that the tables do not know.
 */
export const billingCode = defineRule({
  question: 'billing-code',
  asks: 'readiness',
  needs: ['claims', 'coverages'],
  parameters: [],
  borrows: { 'depot-order': LABEL_NUMBERS, 'billing-units': ['unit.milligrams'] },
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const product = productOf(input);
    if (product === undefined) return [];
    return [
      ...(product === 'depot'
        ? [...wrongOnDepot(input, numbers), ...namedByPayer(input)]
        : wrongOnOral(product, input)),
      ...formsDisagree(input),
    ];
  },
});

type Numbers = Readonly<Record<(typeof LABEL_NUMBERS)[number] | 'unit.milligrams', number>>;

function wrongOnDepot(input: RuleInput, numbers: Numbers): readonly CodeVerdict[] {
  const { codes, expected } = input.evidence.billing;
  const wrong = codes.filter((line) => means(line, 'other-drug', 'unclassified-oral'));
  if (wrong.length === 0) return [];
  const found = foundIn(wrong);
  const values = { ...named(wrong), depot: text(expected.depot) };
  if (codes.some((line) => means(line, 'depot-naltrexone', 'programme-naltrexone'))) {
    return [{ ...found, outcome: 'both', values, state: 'conflicting' }];
  }
  if (isSupplied(input)) return [{ ...found, outcome: 'other-drug-supplied', values }];
  if (isBundled(input)) {
    const programme = text(expected.programme);
    return [{ ...found, outcome: 'other-drug-in-programme', values: { ...values, programme } }];
  }
  const dose = depotDose(input, numbers) ?? numbers['dose.full'];
  const units = Math.ceil(dose / numbers['unit.milligrams']);
  return [
    {
      ...found,
      outcome: 'other-drug',
      values: { ...values, dose: number(dose), units: number(units) },
    },
  ];
}

/** The payer's word holds for the codes that it names: another one on the bill may not be paid. */
function namedByPayer(input: RuleInput): readonly CodeVerdict[] {
  const { billing, coverage } = input.evidence;
  const { codes, evidence } = assertedCodes(coverage, input.clock.planned.day);
  const { depot, programme } = billing.expected;
  const matches = codes.includes(depot) || (isBundled(input) && codes.includes(programme));
  if (codes.length === 0 || matches || isSupplied(input)) return [];
  const values = { asserted: list(codes.map(text)), depot: text(depot) };
  return [{ outcome: 'payer-names-other', subject: `payer ${codes.join(' ')}`, values, evidence }];
}

function wrongOnOral(
  product: NonNullable<ReturnType<typeof productOf>>,
  { evidence }: RuleInput,
): readonly CodeVerdict[] {
  const wrong = evidence.billing.codes.filter((line) =>
    means(line, 'depot-naltrexone', 'other-drug', 'unclassified-injection'),
  );
  return wrong.length === 0
    ? []
    : [
        {
          ...foundIn(wrong),
          outcome: 'on-oral',
          values: { ...named(wrong), product: term(`product.${product}`) },
        },
      ];
}

function formsDisagree({ order, evidence }: RuleInput): readonly CodeVerdict[] {
  const { forms } = evidence.billing;
  const saying = (says: FormSign['says']): readonly FormSign[] =>
    forms.filter((sign) => sign.says === says);
  const injection = saying('injection');
  const oral = saying('oral');
  if (injection.length === 0 || oral.length === 0) return [];
  return [
    {
      outcome: 'forms-disagree',
      subject: 'forms',
      values: { injection: list(injection.map(nameOf)), oral: list(oral.map(nameOf)) },
      evidence: [{ source: order.ref, slice: 'order', complete: true }],
    },
  ];
}

const nameOf = ({ by, system, what }: FormSign) =>
  text(
    by === 'code'
      ? `${system ?? ''} ${what}`
      : by === 'route'
        ? `the route (${what})`
        : 'the words',
  );

const means = ({ code }: BillingLine, ...wanted: readonly string[]): boolean =>
  code?.means !== undefined && wanted.includes(code.means);

/** The codes, bare and with what they stand for; one that stands on several lines is named once. */
function named(lines: readonly BillingLine[]) {
  const codes = [...new Map(lines.map(({ code }) => [code?.code, code])).values()].flatMap(
    (code) => code ?? [],
  );
  return {
    codes: list(codes.map(({ code }) => text(code))),
    wrong: list(codes.map(({ code, display }) => text(`${code} (${display ?? ''})`))),
  };
}

const foundIn = (
  lines: readonly BillingLine[],
): { readonly subject: string; readonly evidence: readonly Provenance[] } => ({
  subject: [...new Set(lines.map(({ code }) => code?.code))].join(' '),
  evidence: lines.map(({ provenance }) => provenance),
});
