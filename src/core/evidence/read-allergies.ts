import type { AllergyIntolerance, CodeableConcept } from 'fhir/r4.js';
import type { AllergyWords, Terminology } from '../pack/terminology.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import type { TimeZone } from '../time/time-zone.js';
import { findPhrases } from '../words/find-phrases.js';
import { splitWords } from '../words/split-words.js';
import type { Allergen, Allergy } from './allergy.js';
import { type ChartRow, provenanceOf } from './chart-rows.js';
import { hasStatus, statusesOf } from './concept-status.js';
import { listOf } from './fhir-json.js';
import { codeOf } from './recognise/look-up-medication-code.js';
import { recogniseMedication } from './recognise/recognise-medication.js';
import { recogniseSystem } from './recognise/recognise-system.js';
import { conceptTexts } from './toxicology/concept-texts.js';

const ACTIVE = new Set(['active']);
const NOT_TRUE = new Set(['refuted', 'entered-in-error']);

/** Allergies to naltrexone, to the excipients of the depot and to naloxone; resolved and refuted ones are left out. */
export const readAllergies = (
  rows: readonly ChartRow<AllergyIntolerance>[],
  terminology: Terminology,
  zone: TimeZone,
): readonly Allergy[] =>
  rows.flatMap((row) => {
    const { resource } = row;
    const { clinicalStatus } = resource;
    const stands = statusesOf(clinicalStatus).length === 0 || hasStatus(clinicalStatus, ACTIVE);
    if (!stands || hasStatus(resource.verificationStatus, NOT_TRUE)) return [];
    const recorded =
      readFhirTime(resource.recordedDate, zone) ?? readFhirTime(resource.onsetDateTime, zone);
    return allergensOf(resource, terminology).map((allergen) => ({
      allergen,
      degree: degreeOf(resource, terminology),
      recorded,
      provenance: provenanceOf(row),
    }));
  });

function allergensOf(
  { code, reaction }: AllergyIntolerance,
  terminology: Terminology,
): readonly Allergen[] {
  const substances = [code, ...listOf(reaction).map(({ substance }) => substance)];
  return [...new Set(substances.flatMap((substance) => allergensIn(substance, terminology)))];
}

function allergensIn(
  substance: CodeableConcept | undefined,
  terminology: Terminology,
): readonly Allergen[] {
  const excipients = meaningsOf(substance, terminology).filter((one) => one !== 'anaphylaxis');
  const drug = recogniseMedication(terminology, substance);
  const isNaltrexone =
    drug.is === 'naltrexone' || (drug.is === 'opioid' && drug.besideNaltrexone !== undefined);
  const isNaloxone = drug.is === 'antagonist' && drug.antagonist === 'naloxone';
  return [
    ...(isNaltrexone ? (['naltrexone'] as const) : []),
    ...(isNaloxone ? (['naloxone'] as const) : []),
    ...excipients,
  ];
}

function degreeOf(
  { type, criticality, reaction }: AllergyIntolerance,
  terminology: Terminology,
): Allergy['degree'] {
  if (type !== 'intolerance') return 'allergy';
  const hadAnaphylaxis = listOf(reaction)
    .flatMap(({ manifestation }) => listOf<CodeableConcept>(manifestation))
    .some((manifestation) => meaningsOf(manifestation, terminology).includes('anaphylaxis'));
  return criticality === 'high' || hadAnaphylaxis ? 'severe-intolerance' : 'intolerance';
}

/** What codes and words of a substance or a reaction mean, by the tables of allergies. */
function meaningsOf(
  concept: CodeableConcept | undefined,
  terminology: Terminology,
): readonly AllergyWords[] {
  const coded = listOf(concept?.coding).flatMap((coding) =>
    recogniseSystem(terminology, coding.system) === 'SNOMED CT'
      ? (terminology.allergies.get(codeOf(coding) ?? '') ?? [])
      : [],
  );
  const worded = conceptTexts(concept).flatMap((text) =>
    findPhrases(terminology.words.allergies, splitWords(text)).map(({ row }) => row),
  );
  return [...coded, ...worded];
}
