import type { CodeableConcept, Coding } from 'fhir/r4.js';
import type {
  ProcedureCode,
  ProcedureRole,
  ProcedureWords,
  Terminology,
} from '../../pack/terminology.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { listOf, textOf } from '../fhir-json.js';
import { lookUpObservationCode } from './look-up-observation-code.js';
import { lookUpProcedureCode } from './look-up-procedure-code.js';
import { type MedicationIdentity, recogniseMedication } from './recognise-medication.js';
import { remember } from './remember.js';

/** What a Procedure is evidence of (`clinical-opioid.md` 5.1, 7, 8.1, 8.3). */
export type ProcedureIdentity =
  | {
      readonly is: 'exposure';
      readonly medication: Extract<MedicationIdentity, { is: 'opioid' }>;
      /** 7 for a weekly bundle or take-home supply, else 0: days after the performed day that the service covers. */
      readonly coversDays: number;
    }
  /** Depot naltrexone given here: J2315 or depot wording. A programme bundle (G2073) is `programme-naltrexone`. */
  | { readonly is: 'depot-naltrexone' }
  | { readonly is: 'implant-removed' }
  | { readonly is: 'naloxone-challenge'; readonly positive: boolean }
  | { readonly is: 'other'; readonly role: ProcedureRole | undefined };

/**
 * By code first. Words alone make an exposure only when they name an opioid itself: "opioid counselling" is none.
 */
export function recogniseProcedure(
  terminology: Terminology,
  concept: CodeableConcept | null | undefined,
): ProcedureIdentity {
  const codings = listOf<Coding>(concept?.coding);
  const code = codeIn(terminology, codings);
  if (code?.role === 'implant-removed') return { is: 'implant-removed' };
  const challenge = challengeIn(terminology, codings);
  if (challenge !== undefined) return challenge;
  const byWords = code === undefined ? readWords(terminology, concept, codings) : undefined;
  if (byWords !== undefined) return byWords;

  const medication = recogniseMedication(terminology, concept);
  switch (medication.is) {
    case 'opioid':
      return medication.basis === 'words' && isGeneric(terminology, medication.opioids)
        ? { is: 'other', role: undefined }
        : { is: 'exposure', medication, coversDays: code?.coversDays ?? 0 };
    case 'naltrexone':
      return medication.product === 'depot' && code?.role !== 'programme-naltrexone'
        ? { is: 'depot-naltrexone' }
        : { is: 'other', role: code?.role };
    default:
      return { is: 'other', role: code?.role };
  }
}

function codeIn(terminology: Terminology, codings: readonly Coding[]): ProcedureCode | undefined {
  const found = codings.flatMap((coding) => lookUpProcedureCode(terminology, coding) ?? []);
  return found.find(({ role }) => role !== 'administration' && role !== 'context') ?? found[0];
}

/** A finding says that it failed; our own concept for the challenge leaves that to the outcome. */
function challengeIn(
  terminology: Terminology,
  codings: readonly Coding[],
): Extract<ProcedureIdentity, { is: 'naloxone-challenge' }> | undefined {
  const parts = codings.flatMap((coding) => {
    const found = lookUpObservationCode(terminology, coding);
    return found?.is === 'assessment' && found.test.assessment === 'naloxone-challenge'
      ? [found.test.part]
      : [];
  });
  return parts.length === 0
    ? undefined
    : { is: 'naloxone-challenge', positive: parts.includes('positive') };
}

function readWords(
  terminology: Terminology,
  concept: CodeableConcept | null | undefined,
  codings: readonly Coding[],
): ProcedureIdentity | undefined {
  const roles = new Set(
    [concept?.text, ...codings.map(({ display }) => display)].flatMap((words) =>
      rolesIn(terminology, textOf(words) ?? ''),
    ),
  );
  if (roles.has('naloxone-challenge')) return { is: 'naloxone-challenge', positive: false };
  // An implant that is removed and replaced is still there.
  if (!roles.has('implant-removed') || roles.has('implant-inserted')) return undefined;
  const medication = recogniseMedication(terminology, concept);
  return medication.is === 'opioid' && medication.exposureClass === 'buprenorphine-implant'
    ? { is: 'implant-removed' }
    : undefined;
}

const rolesIn = (terminology: Terminology, text: string): readonly ProcedureWords['role'][] =>
  terminology.memo.procedureWords.get(text) ??
  remember(
    terminology.memo.procedureWords,
    text,
    findPhrases(terminology.words.procedures, splitWords(text)).map(({ row }) => row.role),
  );

const isGeneric = (terminology: Terminology, opioids: readonly string[]): boolean =>
  opioids.every((drug) => terminology.drugs.get(drug)?.generic === true);
