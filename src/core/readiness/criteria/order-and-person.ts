import type { MedicationRequest } from 'fhir/r4.js';
import { treatedFor } from '../../evidence/indication.js';
import type { Provenance } from '../../evidence/provenance.js';
import { conceptTexts } from '../../evidence/toxicology/concept-texts.js';
import type { PolicyCriteria } from '../../pack/payer-policy.js';
import { number } from '../../rules/rule.js';
import { elapsedDays } from '../../time/distance.js';
import { splitWords } from '../../words/split-words.js';
import {
  amount,
  type CriterionInput,
  dated,
  isWhole,
  type Judgement,
  UNKNOWN,
} from './judgement.js';

export function age(
  { evidence }: CriterionInput,
  { atLeast }: NonNullable<PolicyCriteria['age']>,
): Judgement {
  const years = evidence.age;
  if (years === undefined) return UNKNOWN;
  const state = years.least >= atLeast ? 'met' : years.most < atLeast ? 'not-met' : 'unknown';
  return { state, evidence: PATIENT, found: [number(years.least)] };
}

const PATIENT: readonly Provenance[] = [{ source: 'Patient', slice: 'patient', complete: true }];

/** The diagnosis that the policy covers: by the order's own reasons and the problem list. */
export function indication(
  input: CriterionInput,
  { anyOf }: NonNullable<PolicyCriteria['indication']>,
): Judgement {
  const { evidence, reasons } = input;
  const diagnoses = evidence.diagnoses.filter(({ confirmed }) => confirmed);
  const treated = treatedFor(reasons, diagnoses);
  const shown = { opioid: treated.opioidUse, alcohol: treated.alcoholUse };
  const rows = diagnoses.filter(({ active, remission }) => active || remission);
  const found = {
    evidence: reasons.length > 0 ? [orderOf(input)] : rows.map(({ provenance }) => provenance),
    found: anyOf.filter((one) => shown[one]).map((one) => dated(DISORDER[one], undefined)),
  };
  if (anyOf.some((one) => shown[one])) return { ...found, state: 'met' };
  return (shown.opioid || shown.alcohol) && isWhole(input, 'conditions')
    ? { ...found, state: 'not-met' }
    : UNKNOWN;
}

const DISORDER = { opioid: 'opioid use disorder', alcohol: 'alcohol use disorder' } as const;

/** What is ordered and what was given in the payer's period, in milligrams, which are the billing units. */
export function doseLimit(
  input: CriterionInput,
  { mg, days }: NonNullable<PolicyCriteria['dose-limit']>,
): Judgement {
  const { order, evidence, clock } = input;
  const doses = order.dosing.instructions.flatMap(({ dose }) =>
    dose?.unit === 'mg' ? [dose.value] : [],
  );
  if (doses.length === 0) return UNKNOWN;
  const ordered = Math.max(...doses);
  const given = evidence.naltrexoneDoses.filter(
    ({ product, at }) => product === 'depot' && elapsedDays(at.latest, clock.planned) < days,
  );
  const isTooOften = order.dosing.instructions.some(
    ({ intervalDays }) => intervalDays !== undefined && intervalDays < days,
  );
  const found = {
    evidence: [orderOf(input), ...given.map(({ provenance }) => provenance)],
    found: [amount(ordered, 'mg'), ...given.map(({ at }) => dated('injection', at))],
  };
  if (ordered > mg || isTooOften || (given.length > 0 && ordered > 0)) {
    return { ...found, state: 'not-met' };
  }
  return isWhole(input, 'medicationAdministrations')
    ? { ...found, state: 'met' }
    : { ...found, state: 'unknown' };
}

/**
 * No allergy to the drug or the depot's excipients: only an injection that was given before, or an entry "no known allergy", shows that
 * there is none.
 */
export function noHypersensitivity(input: CriterionInput): Judgement {
  const { evidence } = input;
  const allergies = evidence.allergies.filter(({ allergen }) => allergen !== 'naloxone');
  const none = evidence.papers.noKnownAllergies;
  const denied = none.map(({ at }) => dated('no known allergy', at));
  if (allergies.length > 0) {
    return {
      state: none.length > 0 ? 'conflicting' : 'not-met',
      evidence: [...allergies, ...none].map(({ provenance }) => provenance),
      found: [...allergies.map(({ allergen, recorded }) => dated(allergen, recorded)), ...denied],
    };
  }
  const given = evidence.naltrexoneDoses.filter(({ product }) => product === 'depot');
  const injected = given.slice(0, 1).map(({ at }) => dated('naltrexone injection', at));
  return given.length + none.length === 0 || !isWhole(input, 'allergies')
    ? UNKNOWN
    : {
        state: 'met',
        evidence: [...given, ...none].map(({ provenance }) => provenance),
        found: [...denied, ...injected],
      };
}

/** The labelled injection, and nothing compounded to be put under the skin. */
export function noPelletOrImplant(input: CriterionInput): Judgement {
  const { resource } = input.order;
  const { medicationCodeableConcept } = resource as MedicationRequest;
  const words = conceptTexts(medicationCodeableConcept).flatMap(splitWords);
  const implant = words.find((word) => input.words.implants.includes(word));
  return {
    state: implant === undefined ? 'met' : 'not-met',
    evidence: [orderOf(input)],
    found: [dated(implant ?? 'injection', undefined)],
  };
}

const orderOf = ({ order }: CriterionInput): Provenance => ({
  source: order.ref,
  slice: 'order',
  complete: true,
});
