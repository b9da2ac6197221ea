import type { Observation, Procedure } from 'fhir/r4.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from './chart-rows.js';
import { listOf, textOf } from './fhir-json.js';
import type { IdentifiedObservation } from './identify-observations.js';
import { collectionOf, releaseOf } from './liver/panel-times.js';
import { recogniseObservationCode } from './recognise/recognise-observation-code.js';
import { recogniseProcedure } from './recognise/recognise-procedure.js';
import type { NaloxoneChallenge } from './toxicology.js';
import { challengeInWords } from './toxicology/challenge-words.js';
import { conceptCodes, conceptTexts } from './toxicology/concept-texts.js';
import { placed } from './toxicology/read-collection.js';
import type { ToxicologyReader } from './toxicology/toxicology-reader.js';

export interface ChallengeSources {
  readonly observations: readonly IdentifiedObservation[];
  readonly procedures: readonly ChartRow<Procedure>[];
}

type Outcome = NaloxoneChallenge['outcome'];

/**
 * Naloxone challenges documented as a Procedure or an Observation (`clinical-opioid` 7). What is not finished or not final
 * can fail and cannot pass; a challenge that was not done is none.
 */
export const readNaloxoneChallenges = (
  { observations, procedures }: ChallengeSources,
  reader: ToxicologyReader,
): readonly NaloxoneChallenge[] => [
  ...procedures.flatMap((row) =>
    challengeOf(row, outcomeOfProcedure(row.resource, reader), reader),
  ),
  ...observations.flatMap((row) => challengeOf(row, outcomeOfObservation(row, reader), reader)),
];

function challengeOf(
  row: ChartRow<Procedure> | ChartRow<Observation>,
  outcome: Outcome | undefined,
  reader: ToxicologyReader,
): readonly NaloxoneChallenge[] {
  if (outcome === undefined) return [];
  const { zone } = reader;
  const time =
    row.resource.resourceType === 'Procedure'
      ? (readFhirTime(row.resource.performedDateTime, zone) ??
        readFhirTime(row.resource.performedPeriod?.end, zone) ??
        readFhirTime(row.resource.performedPeriod?.start, zone))
      : (collectionOf(row.resource, zone) ?? releaseOf(row.resource, zone));
  const { collected: at, dating } =
    time === undefined
      ? { collected: undefined, dating: 'undated' as const }
      : placed(time, 'collected', reader);
  return [{ outcome, at, dating, provenance: provenanceOf(row) }];
}

const DONE = 'completed';
const BEGUN: ReadonlySet<string> = new Set(['stopped', 'unknown', 'in-progress', 'on-hold']);

function outcomeOfProcedure(procedure: Procedure, reader: ToxicologyReader): Outcome | undefined {
  const identity = recogniseProcedure(reader.terminology, procedure.code);
  if (identity.is !== 'naloxone-challenge') return undefined;
  const { status } = procedure;
  if (status !== DONE && !BEGUN.has(status)) return undefined;
  const stated =
    identity.positive || saysFailed(conceptTexts(procedure.code), reader)
      ? 'failed'
      : outcomeIn(procedure.outcome, reader);
  if (stated === 'failed' || status === DONE) return stated;
  return status === 'stopped' || stated === 'passed' ? 'unclear' : undefined;
}

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

function outcomeOfObservation(
  { resource: observation, identity }: IdentifiedObservation,
  reader: ToxicologyReader,
): Outcome | undefined {
  if (identity.is !== 'assessment' || identity.test.assessment !== 'naloxone-challenge')
    return undefined;
  const isFinal = FINAL.has(observation.status);
  if (!isFinal && observation.status !== 'preliminary') return undefined;
  const stated = statedBy(observation, reader);
  if (identity.test.part === 'positive') return stated === 'passed' ? 'unclear' : 'failed';
  if (stated === 'failed') return 'failed';
  return isFinal ? stated : 'unclear';
}

function statedBy(observation: Observation, reader: ToxicologyReader): Outcome {
  const { valueString, valueBoolean, valueCodeableConcept } = observation;
  if (valueBoolean === true) return 'failed';
  const words = textOf(valueString);
  const outcomes = [
    outcomeIn(valueCodeableConcept, reader),
    words === undefined ? 'unclear' : challengeInWords([words], reader.knowledge),
    ...listOf(observation.interpretation).map((concept) => flagIn(concept, reader)),
  ];
  if (outcomes.includes('failed')) return 'failed';
  return outcomes.includes('passed') ? 'passed' : 'unclear';
}

function outcomeIn(concept: Procedure['outcome'], reader: ToxicologyReader): Outcome {
  const { knowledge, terminology } = reader;
  const finding = recogniseObservationCode(terminology, concept);
  if (
    finding.is === 'assessment' &&
    finding.by === 'code' &&
    finding.test.assessment === 'naloxone-challenge' &&
    finding.test.part === 'positive'
  ) {
    return 'failed';
  }
  const codes = conceptCodes(concept).map((code) => knowledge.resultCodes.get(code));
  if (codes.includes('positive')) return 'failed';
  const inWords = challengeInWords(conceptTexts(concept), knowledge);
  return inWords === 'unclear' && codes.includes('negative') ? 'passed' : inWords;
}

function flagIn(concept: Procedure['outcome'], { knowledge }: ToxicologyReader): Outcome {
  const flags = conceptCodes(concept).map((code) =>
    knowledge.interpretations.get(code.toUpperCase()),
  );
  if (flags.includes('positive')) return 'failed';
  return flags.includes('negative') ? 'passed' : 'unclear';
}

const saysFailed = (texts: readonly string[], { knowledge }: ToxicologyReader): boolean =>
  challengeInWords(texts, knowledge) === 'failed';
