import type { BilledModifier, BillingLine } from '../evidence/billing/billing-evidence.js';
import type { BillingSetting } from '../pack/terminology.js';
import { carries, depotDose, isSupplied, LABEL_NUMBERS, productOf } from './billed-order.js';
import { defineRule, list, number, type RuleInput, text, type Verdict } from './rule.js';

const OUTCOMES = {
  'therapy-plan': ['modifiers'],
  'waste-and-none': [],
  'visit-modifier': ['code'],
  'none-discarded-missing': ['depot', 'dose'],
} as const;
type ModifierVerdict = Verdict<typeof OUTCOMES>;

/** Settings whose claims report neither discarded drug nor that there is none. */
const NOT_REPORTING: ReadonlySet<BillingSetting> = new Set<BillingSetting>([
  'rhc',
  'fqhc',
  'inpatient',
  'otp',
]);

/**
 * Do the modifiers belong to an injection of naltrexone? (`clinical-liver-other` E2)
 *
 * When a line carries a modifier of speech, occupational or physical therapy, or says in one that drug was discarded and that
 * none was, then billing-modifier; and when the modifier of a visit stands on the drug or on the injection. When Medicare pays a
 * full dose and nothing says whether drug is discarded, then too, where claims report it and the site wants to hear of it.
 * That drug is discarded is a fact of the administration and never asked for at signing.
 */
export const billingModifiers = defineRule({
  question: 'billing-modifiers',
  asks: 'readiness',
  needs: ['claims', 'coverages', 'encounter'],
  parameters: [],
  borrows: { 'depot-order': LABEL_NUMBERS },
  outcomes: OUTCOMES,
  judge: (input, numbers) => [
    ...misplaced(input.evidence.billing.modifiers),
    ...noneDiscardedMissing(input, numbers),
  ],
});

function misplaced(lines: readonly BillingLine[]): readonly ModifierVerdict[] {
  const evidenceOf = (some: readonly BillingLine[]) => some.map(({ provenance }) => provenance);
  const therapy = lines.filter((line) => carries(line, 'therapy-plan'));
  const both = lines.filter(
    (line) => carries(line, 'discarded') && carries(line, 'none-discarded'),
  );
  // A note is about the whole bill, and a visit may stand on it.
  const visit = lines.filter((line) => line.code !== undefined && carries(line, 'separate-visit'));
  const codes = [...new Set(visit.flatMap(({ code }) => code?.code ?? []))];
  return [
    ...(therapy.length === 0
      ? []
      : [
          {
            outcome: 'therapy-plan',
            subject: 'therapy-plan',
            values: { modifiers: list(therapyOf(therapy).map(nameOf)) },
            evidence: evidenceOf(therapy),
          } as const,
        ]),
    ...(both.length === 0
      ? []
      : [
          {
            outcome: 'waste-and-none',
            subject: 'waste',
            values: {},
            evidence: evidenceOf(both),
          } as const,
        ]),
    ...(visit.length === 0
      ? []
      : [
          {
            outcome: 'visit-modifier',
            subject: 'visit',
            values: { code: list(codes.map(text)) },
            evidence: evidenceOf(visit),
          } as const,
        ]),
  ];
}

const therapyOf = (lines: readonly BillingLine[]): readonly BilledModifier[] => [
  ...new Map(
    lines
      .flatMap(({ modifiers = [] }) => modifiers)
      .filter(({ role }) => role === 'therapy-plan')
      .map((one) => [one.modifier, one]),
  ).values(),
];

const nameOf = ({ modifier, meaning }: BilledModifier) => text(`${modifier} (${meaning ?? ''})`);

function noneDiscardedMissing(
  input: RuleInput,
  numbers: Readonly<Record<(typeof LABEL_NUMBERS)[number], number>>,
): readonly ModifierVerdict[] {
  const { billing, coverage, failed } = input.evidence;
  const dose = depotDose(input, numbers);
  const isStated = billing.modifiers.some(
    (line) => carries(line, 'discarded') || carries(line, 'none-discarded'),
  );
  if (
    productOf(input) !== 'depot' ||
    dose !== numbers['dose.full'] ||
    coverage.medicare.is !== 'yes' ||
    NOT_REPORTING.has(billing.setting) ||
    isSupplied(input) ||
    isStated ||
    // A claim that could not be read may say it.
    failed.has('claims') ||
    billing.codes.some(({ code }) => code?.means === 'programme-naltrexone') ||
    billing.jz === 'off' ||
    (billing.jz === 'stated' && billing.modifiers.length === 0)
  ) {
    return [];
  }
  return [
    {
      outcome: 'none-discarded-missing',
      subject: 'waste',
      values: { depot: text(billing.expected.depot), dose: number(dose) },
      evidence: coverage.medicare.evidence,
    },
  ];
}
