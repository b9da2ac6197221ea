import type {
  AllergyIntolerance,
  CodeableConcept,
  MedicationDispense,
  MedicationRequest,
  MedicationStatement,
} from 'fhir/r4.js';
import type { CoverageWords } from '../../pack/coverage-words.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { splitWords } from '../../words/split-words.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { hasStatus, statusesOf } from '../concept-status.js';
import { listOf, textOf } from '../fhir-json.js';
import type { Reader } from '../opioid-use/reader.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { medicationOf } from '../recognise/medication-of.js';
import { recogniseMedication } from '../recognise/recognise-medication.js';
import { recogniseSystem } from '../recognise/recognise-system.js';
import { conceptTexts } from '../toxicology/concept-texts.js';
import type { PriorTrial } from './coverage-evidence.js';
import { holdsWords } from './holds-words.js';

export interface TrialSources {
  readonly orders: readonly ChartRow<MedicationRequest>[];
  readonly statements: readonly ChartRow<MedicationStatement>[];
  readonly dispenses: readonly ChartRow<MedicationDispense>[];
  readonly allergies: readonly ChartRow<AllergyIntolerance>[];
}

type TrialReader = Pick<Reader, 'terminology' | 'medications' | 'zone' | 'now'> & {
  readonly words: CoverageWords;
};
type Row = ChartRow<MedicationRequest | MedicationStatement | MedicationDispense>;

/** Of orders, list entries and dispenses: those that were meant and not merely planned. */
const TAKEN = new Set(['active', 'on-hold', 'completed', 'stopped', 'in-progress', 'not-taken']);
const ONGOING = new Set(['active', 'on-hold', 'in-progress']);

/**
 * Earlier treatments with oral naltrexone, acamprosate, disulfiram or buprenorphine, with their dates and why they ended, the
 * newest first; an allergy or intolerance to one of them stands for a contraindication.
 */
export function readPriorTrials(
  { orders, statements, dispenses, allergies }: TrialSources,
  reader: TrialReader,
): readonly PriorTrial[] {
  const taken = [...orders, ...statements, ...dispenses].flatMap((row: Row) =>
    trialOf(row, reader),
  );
  const intolerances = allergies.flatMap((row) => intoleranceOf(row, reader));
  return [...taken, ...intolerances].sort(
    (a, b) => (b.from?.latest.day ?? 0) - (a.from?.latest.day ?? 0),
  );
}

function trialOf(row: Row, reader: TrialReader): readonly PriorTrial[] {
  const { resource } = row;
  if (
    !TAKEN.has(resource.status) ||
    (resource.resourceType === 'MedicationRequest' && resource.doNotPerform === true)
  ) {
    return [];
  }
  const drug = drugOf(medicationOf(resource, reader.medications), reader);
  if (drug === undefined) return [];
  const { from, until } = datesOf(resource, reader);
  if (from !== undefined && from.earliest.day > reader.now.day) return [];
  const reasons = reasonsOf(resource);
  const texts = [
    ...reasons.flatMap((concept) => conceptTexts(concept)),
    ...listOf(resource.note).flatMap(({ text }) => textOf(text) ?? []),
  ];
  const outcome = outcomeOf(reasons, texts, reader);
  return [
    {
      drug,
      from,
      until,
      outcome: outcome ?? (ONGOING.has(resource.status) ? 'ongoing' : 'ended'),
      reason: outcome === undefined ? undefined : texts[0],
      provenance: provenanceOf(row),
    },
  ];
}

function intoleranceOf(
  row: ChartRow<AllergyIntolerance>,
  reader: TrialReader,
): readonly PriorTrial[] {
  const { resource } = row;
  const { clinicalStatus } = resource;
  const stands = statusesOf(clinicalStatus).length === 0 || hasStatus(clinicalStatus, ACTIVE);
  if (!stands || hasStatus(resource.verificationStatus, NOT_TRUE)) return [];
  const drug = drugOf(resource.code, reader);
  if (drug === undefined) return [];
  const at =
    readFhirTime(resource.onsetDateTime, reader.zone) ??
    readFhirTime(resource.recordedDate, reader.zone);
  return [
    {
      drug,
      from: at,
      until: at,
      outcome: resource.type === 'allergy' ? 'contraindication' : 'intolerance',
      reason: conceptTexts(resource.code)[0],
      provenance: provenanceOf(row),
    },
  ];
}

const ACTIVE = new Set(['active']);
const NOT_TRUE = new Set(['refuted', 'entered-in-error']);

/** The depot that is ordered is no earlier treatment with another drug; low-dose and combination products are none either. */
function drugOf(
  concept: CodeableConcept | undefined,
  { terminology, words }: TrialReader,
): PriorTrial['drug'] | undefined {
  const identity = recogniseMedication(terminology, concept);
  if (identity.is === 'naltrexone') return identity.product === 'oral' ? 'naltrexone' : undefined;
  if (identity.is === 'opioid') {
    return identity.opioids.includes('buprenorphine') ? 'buprenorphine' : undefined;
  }
  const codings = listOf(concept?.coding);
  const texts = conceptTexts(concept).map(splitWords);
  return words.trials.drugs.find(
    ({ drug, rxnorm, words: names }) =>
      (drug === 'acamprosate' || drug === 'disulfiram') &&
      (codings.some(
        (coding) =>
          recogniseSystem(terminology, coding.system) === 'RxNorm' &&
          rxnorm.includes(codeOf(coding) ?? ''),
      ) ||
        names.some((name) => texts.some((text) => holdsWords(text, name)))),
  )?.drug;
}

function reasonsOf(resource: Row['resource']): readonly CodeableConcept[] {
  const { statusReason } = resource as { statusReason?: CodeableConcept | CodeableConcept[] };
  const said = listOf<CodeableConcept>(statusReason);
  const { statusReasonCodeableConcept: dispensed } = resource as {
    statusReasonCodeableConcept?: CodeableConcept;
  };
  return dispensed === undefined ? said : [...said, dispensed];
}

function outcomeOf(
  reasons: readonly CodeableConcept[],
  texts: readonly string[],
  { terminology, words }: TrialReader,
): PriorTrial['outcome'] | undefined {
  const codes = reasons.flatMap(({ coding }) =>
    listOf(coding)
      .filter(({ system }) => recogniseSystem(terminology, system) === 'SNOMED CT')
      .flatMap((one) => codeOf(one) ?? []),
  );
  const split = texts.map(splitWords);
  return words.trials.reasons.find(
    ({ snomed, words: phrases }) =>
      codes.some((code) => snomed.includes(code)) ||
      phrases.some((phrase) => split.some((text) => holdsWords(text, phrase))),
  )?.outcome;
}

function datesOf(
  resource: Row['resource'],
  { zone }: TrialReader,
): { readonly from: Span | undefined; readonly until: Span | undefined } {
  const read = (text: unknown): Span | undefined => readFhirTime(text, zone);
  switch (resource.resourceType) {
    case 'MedicationRequest': {
      const bounds = listOf(resource.dosageInstruction)[0]?.timing?.repeat?.boundsPeriod;
      return { from: read(bounds?.start) ?? read(resource.authoredOn), until: read(bounds?.end) };
    }
    case 'MedicationStatement': {
      const { effectivePeriod, effectiveDateTime, dateAsserted } = resource;
      return {
        from: read(effectivePeriod?.start) ?? read(effectiveDateTime) ?? read(dateAsserted),
        until: read(effectivePeriod?.end),
      };
    }
    default:
      return {
        from: read(resource.whenHandedOver) ?? read(resource.whenPrepared),
        until: undefined,
      };
  }
}
