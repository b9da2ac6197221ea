import type {
  BillingEvidence,
  BillingLine,
  EarlierUnits,
} from '../evidence/billing/billing-evidence.js';
import type { Provenance } from '../evidence/provenance.js';
import { dayPlus } from '../time/instant.js';
import { carries, depotDose, isSupplied, LABEL_NUMBERS, productOf } from './billed-order.js';
import { defineRule, number, type RuleInput, text, type Verdict } from './rule.js';

const STATED = ['depot', 'stated', 'dose', 'units'] as const;
const OUTCOMES = {
  vials: STATED,
  millilitres: STATED,
  'decimal-point': STATED,
  units: STATED,
  waste: ['depot', 'stated', 'dose', 'units', 'content'],
  'nothing-left': ['stated', 'dose', 'content'],
  cap: ['depot', 'stated', 'earlier', 'cap', 'days', 'payer'],
} as const;
type UnitsVerdict = Verdict<typeof OUTCOMES>;

const PARAMETERS = ['unit.milligrams', 'vial.content', 'cap.units', 'cap.days'] as const;
type Numbers = Readonly<
  Record<(typeof PARAMETERS)[number] | (typeof LABEL_NUMBERS)[number], number>
>;

/**
 * Are the billed units those of the dose? (`clinical-liver-other` E2)
 *
 * When stated units of a depot are not the milligrams of its dose (a full dose where none is stated), then hcpcs-units-mismatch;
 * beside a line of discarded drug that line carries what its vials held more. When right units make more than the payer pays in
 * its days, then too: with those of other claims. Silent without stated units: a kit, a vial or a volume states none; and where
 * a pharmacy supplies the kit.
 */
export const billingUnits = defineRule({
  question: 'billing-units',
  asks: 'readiness',
  needs: ['claims', 'coverages'],
  parameters: PARAMETERS,
  borrows: { 'depot-order': LABEL_NUMBERS },
  outcomes: OUTCOMES,
  judge: (input, numbers) => {
    const dose = depotDose(input, numbers);
    if (productOf(input) !== 'depot' || dose === undefined || isSupplied(input)) return [];
    const units = inMilligrams(input.evidence.billing);
    const statements = [...new Set(units.map(({ statement }) => statement))];
    return statements.flatMap((statement) => {
      const lines = units.filter((line) => line.statement === statement);
      const wrong = wrongUnits({ dose, lines }, input, numbers);
      return wrong.length > 0 ? wrong : aboveCap(lines, input, numbers);
    });
  },
});

/** Lines of the depot's code, or of one that stands in its place: units of a bundle or of an unlisted drug are no milligrams. */
function inMilligrams({ units, codes }: BillingEvidence): readonly BillingLine[] {
  const counts = (line: BillingLine): boolean =>
    line.code?.means === 'depot-naltrexone' || line.code?.means === 'other-drug';
  const codeless = codes.length === 0 || codes.some(counts);
  return units.filter((line) => (line.code === undefined ? codeless : counts(line)));
}

/** The drug lines of one claim or of the order, and the dose that they bill. */
interface Stated {
  readonly dose: number;
  readonly lines: readonly BillingLine[];
}

function wrongUnits(
  { dose, lines }: Stated,
  { evidence }: RuleInput,
  numbers: Numbers,
): readonly UnitsVerdict[] {
  const unit = numbers['unit.milligrams'];
  const given = lines.filter((line) => !isWaste(line));
  const discarded = lines.filter(isWaste);
  const expected = Math.ceil(dose / unit);
  const depot = text(evidence.billing.expected.depot);
  const verdicts: UnitsVerdict[] = [];
  const stated = sumOf(given);
  if (given.length > 0 && !isExpected(stated, expected, given)) {
    verdicts.push({
      outcome: slipOf(stated, expected, dose, numbers),
      subject: 'units',
      values: { depot, stated: number(stated), dose: number(dose), units: number(expected) },
      evidence: provenanceOf(given),
    });
  }
  const content = numbers['vial.content'];
  const left = Math.ceil(dose / content) * (content / unit) - expected;
  if (discarded.length > 0 && left === 0) {
    verdicts.push({
      outcome: 'nothing-left',
      subject: 'waste',
      values: {
        stated: number(sumOf(discarded)),
        dose: number(dose),
        content: number(content),
      },
      evidence: provenanceOf(discarded),
    });
  } else if (discarded.length > 0 && sumOf(discarded) !== left) {
    verdicts.push({
      outcome: 'waste',
      subject: 'waste',
      values: {
        depot,
        stated: number(sumOf(discarded)),
        dose: number(dose),
        units: number(left),
        content: number(content),
      },
      evidence: provenanceOf(discarded),
    });
  }
  return verdicts;
}

/** What is asked for beforehand may be several doses at once. */
function isExpected(stated: number, expected: number, lines: readonly BillingLine[]): boolean {
  if (stated === expected) return true;
  const beforehand = lines.every(({ use }) => use !== undefined && use !== 'claim');
  return beforehand && stated > 0 && stated % expected === 0 && stated !== expected * TENFOLD;
}

const TENFOLD = 10;

/** The slips that have a name: vials for milligrams, millilitres for milligrams, a decimal point that moved. */
function slipOf(
  stated: number,
  expected: number,
  dose: number,
  numbers: Numbers,
): 'vials' | 'millilitres' | 'decimal-point' | 'units' {
  if (stated === Math.ceil(dose / numbers['vial.content'])) return 'vials';
  if (stated === dose / numbers['dose.per-millilitre']) return 'millilitres';
  const moved = [expected * TENFOLD, expected / TENFOLD, expected / (TENFOLD * TENFOLD)];
  return moved.includes(stated) ? 'decimal-point' : 'units';
}

function aboveCap(
  lines: readonly BillingLine[],
  { evidence: { billing, coverage }, clock: { planned } }: RuleInput,
  numbers: Numbers,
): readonly UnitsVerdict[] {
  if (lines.some(({ use }) => use !== undefined && use !== 'claim')) return [];
  const { policy, by } = coverage.policy;
  const limit = by === 'generic' ? undefined : policy.criteria['dose-limit'];
  const cap = limit === undefined ? numbers['cap.units'] : limit.mg / numbers['unit.milligrams'];
  const days = limit?.days ?? numbers['cap.days'];
  const earlier = billing.earlierUnits.filter(
    ({ at }) => at.latest.day > dayPlus(planned.day, -days) && at.earliest.day <= planned.day,
  );
  const stated = sumOf(lines);
  const before = sumOf(earlier);
  if (stated + before <= cap) return [];
  return [
    {
      outcome: 'cap',
      subject: 'cap',
      values: {
        depot: text(billing.expected.depot),
        stated: number(stated),
        earlier: number(before),
        cap: number(cap),
        days: number(days),
        payer: text(limit === undefined ? 'payers that state a limit' : policy.payer),
      },
      evidence: provenanceOf([...lines, ...earlier]),
    },
  ];
}

/** A line that says both that drug was discarded and that none was is the drug itself until somebody corrects it. */
const isWaste = (line: BillingLine): boolean =>
  carries(line, 'discarded') && !carries(line, 'none-discarded');

const sumOf = (lines: readonly (BillingLine | EarlierUnits)[]): number =>
  lines.reduce((sum, { units = 0 }) => sum + units, 0);

const provenanceOf = (lines: readonly (BillingLine | EarlierUnits)[]): readonly Provenance[] =>
  lines.map(({ provenance }) => provenance);
