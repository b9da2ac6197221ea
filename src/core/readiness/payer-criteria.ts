import { treatedFor } from '../evidence/indication.js';
import type { CriterionId, PayerPolicy, PolicyCriteria } from '../pack/payer-policy.js';
import { list, number, type RuleInput, text, type WordValue } from '../rules/rule.js';
import { alcoholFree, alcoholFreeProof } from './criteria/alcohol-free.js';
import {
  type CriterionInput,
  isWhole,
  type Judgement,
  NOT_APPLICABLE,
  UNKNOWN,
} from './criteria/judgement.js';
import {
  liverTestsNotElevated,
  liverTestsOnFile,
  noAcuteHepatitis,
  noChildPughC,
  noLiverFailure,
} from './criteria/liver.js';
import { noPositiveOpioidTest, opioidFree, opioidFreeProof } from './criteria/opioid-free.js';
import {
  age,
  doseLimit,
  indication,
  noHypersensitivity,
  noPelletOrImplant,
} from './criteria/order-and-person.js';
import { stepTherapy } from './criteria/step-therapy.js';
import { psychosocial, recentHospitalStay, visits } from './criteria/support.js';
import type { Requirement } from './requirement.js';

type Criterion<Id extends CriterionId> = NonNullable<PolicyCriteria[Id]>;
type Judge<Id extends CriterionId> = (input: CriterionInput, criterion: Criterion<Id>) => Judgement;

const JUDGES: { readonly [Id in CriterionId]: Judge<Id> } = {
  indication,
  age,
  'opioid-free': opioidFree,
  'opioid-free-proof': opioidFreeProof,
  'no-positive-opioid-test': noPositiveOpioidTest,
  'alcohol-free': alcoholFree,
  'alcohol-free-proof': alcoholFreeProof,
  'liver-tests-on-file': liverTestsOnFile,
  'liver-tests-not-elevated': liverTestsNotElevated,
  'no-acute-hepatitis': noAcuteHepatitis,
  'no-liver-failure': noLiverFailure,
  'no-child-pugh-c': noChildPughC,
  'no-hypersensitivity': noHypersensitivity,
  psychosocial,
  visits,
  'recent-hospital-stay': recentHospitalStay,
  'step-alcohol': stepTherapy,
  'step-opioid': stepTherapy,
  // Nothing in a patient's chart tells what a prescriber has learnt.
  'prescriber-experience': () => UNKNOWN,
  'dose-limit': doseLimit,
  'no-pellet-or-implant': noPelletOrImplant,
};

/** In the order in which a payer's form asks. */
export const CRITERIA = Object.keys(JUDGES) as CriterionId[];

/**
 * What a policy asks of this order, and what the chart knows of each criterion. Only the depot is asked about; what was not
 * wholly read, or is not in the chart, is unknown and never met.
 */
export function payerCriteria(
  input: RuleInput,
  policy: PayerPolicy,
  { numbers, words }: Pick<CriterionInput, 'numbers' | 'words'>,
): readonly Requirement[] {
  const { identity } = input.order;
  if (identity.is !== 'naltrexone' || identity.product !== 'depot') return [];
  return CRITERIA.flatMap((id) => requirementOf(id, { ...input, numbers, words }, policy));
}

function requirementOf(
  id: CriterionId,
  input: CriterionInput,
  { criteria }: PayerPolicy,
): readonly Requirement[] {
  const criterion = criteria[id];
  if (criterion === undefined) return [];
  const judgement = judged(id, input, criterion as Criterion<typeof id>);
  return [
    {
      id,
      state: judgement.state,
      evidence: judgement.evidence,
      values: { ...numbersIn(criterion), found: foundIn(judgement) },
      validUntil: judgement.validUntil,
    },
  ];
}

/** A criterion about one disorder does not apply to somebody who surely has only the other. */
function judged<Id extends CriterionId>(
  id: Id,
  input: CriterionInput,
  criterion: Criterion<Id>,
): Judgement {
  const about = disorderOf(id, criterion);
  if (about !== undefined) {
    const { opioidUse, alcoholUse } = treatedFor(
      input.reasons,
      input.evidence.diagnoses.filter(({ confirmed }) => confirmed),
    );
    const isTreated = about === 'opioid' ? opioidUse : alcoholUse;
    const isOther = about === 'opioid' ? alcoholUse : opioidUse;
    if (!isTreated && isOther && isWhole(input, 'conditions')) return NOT_APPLICABLE;
  }
  return JUDGES[id](input, criterion);
}

function disorderOf(id: CriterionId, criterion: object): 'opioid' | 'alcohol' | undefined {
  if (id === 'step-alcohol') return 'alcohol';
  if (id === 'step-opioid') return 'opioid';
  return (criterion as { readonly only?: 'opioid' | 'alcohol' }).only;
}

const foundIn = ({ found }: Judgement): WordValue => (found.length === 0 ? text('') : list(found));

/** The criterion's own numbers and names, for its words: days, mg, which drugs, which proofs. */
const numbersIn = (criterion: object): Readonly<Record<string, WordValue>> =>
  Object.fromEntries(
    Object.entries(criterion).map(([name, value]: readonly [string, unknown]) => [
      name,
      wordOf(value),
    ]),
  );

function wordOf(value: unknown): WordValue {
  if (typeof value === 'number') return number(value);
  // What a criterion lists is always a choice: one disorder, one proof, one drug of several.
  if (Array.isArray(value)) return { kind: 'list', items: value.map(wordOf), last: 'or' };
  if (typeof value === 'object' && value !== null && 'by' in value) {
    const { by, withinDays } = value as { by: string; withinDays?: number };
    return withinDays === undefined
      ? wordOf(by)
      : {
          kind: 'list',
          items: [wordOf(by), text('within'), number(withinDays), text('days')],
          separator: ' ',
        };
  }
  return text(String(value).replaceAll('-', ' '));
}
