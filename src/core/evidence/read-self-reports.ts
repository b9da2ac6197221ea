import type { Observation } from 'fhir/r4.js';
import { exactly, onDay, type Span } from '../time/instant.js';
import { type Answer, answeredDay, answerWords } from './answered-day.js';
import { provenanceOf } from './chart-rows.js';
import type { Diagnosis } from './diagnosis.js';
import type { Exposure } from './exposure.js';
import { isBuprenorphineDepot } from './exposure.js';
import type { IdentifiedObservation } from './identify-observations.js';
import { hasActiveOpioidDiagnosis } from './indication.js';
import { collectionOf, releaseOf } from './liver/panel-times.js';
import { drugOf } from './opioid-use/medication-use.js';
import type { Provenance } from './provenance.js';
import { recogniseMedication } from './recognise/recognise-medication.js';
import type { ObservationIdentity } from './recognise/recognise-observation-code.js';
import { conceptTexts } from './toxicology/concept-texts.js';
import { plainWords } from './toxicology/plain-words.js';
import { type Collection, placed } from './toxicology/read-collection.js';
import type { ToxicologyReader } from './toxicology/toxicology-reader.js';

const STATUSES: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'preliminary']);

/**
 * "Last opioid use" as the patient told it, to the day (`clinical-opioid` 5.4). An answer without a date is possible use, at
 * the latest when the question was asked; "never" and the like are no use.
 */
export function readSelfReports(
  observations: readonly IdentifiedObservation[],
  reader: ToxicologyReader,
  diagnoses: readonly Diagnosis[],
): readonly Exposure[] {
  const withDiagnosis = hasActiveOpioidDiagnosis(diagnoses);
  return observations.flatMap((row) => {
    const answers = answersIn(row);
    const { resource } = row;
    if (answers.length === 0 || !STATUSES.has(resource.status)) return [];
    const provenance = provenanceOf(row);
    return answers
      .filter(({ answer }) => !isDenial(answer, reader))
      .map(({ answer, place }) => {
        const source = place === 0 ? provenance.source : `${provenance.source}#${String(place)}`;
        return reportedUse(answer, resource, { ...provenance, source }, withDiagnosis, reader);
      });
  });
}

/** The Observation (place 0) and its components that ask for the last use. */
function answersIn({ resource, identity, components }: IdentifiedObservation) {
  const own = asksForLastUse(identity) ? [{ answer: resource as Answer, place: 0 }] : [];
  return components.length === 0
    ? own
    : [
        ...own,
        ...components.flatMap((part, index) =>
          asksForLastUse(part.identity) ? [{ answer: part.component, place: index + 1 }] : [],
        ),
      ];
}

const asksForLastUse = (identity: ObservationIdentity): boolean =>
  identity.is === 'assessment' && identity.test.assessment === 'last-opioid-use';

const isDenial = (answer: Answer, { knowledge }: ToxicologyReader): boolean =>
  answerWords(answer).some((text) => knowledge.file.selfReport.denials.includes(plainWords(text)));

function reportedUse(
  answer: Answer,
  observation: Observation,
  provenance: Provenance,
  withDiagnosis: boolean,
  reader: ToxicologyReader,
): Exposure {
  const { zone } = reader;
  const asked = collectionOf(observation, zone) ?? releaseOf(observation, zone);
  const answered = answeredDay(answer, asked, reader);
  const time = answered ?? asked;
  const when: Collection =
    time === undefined
      ? { collected: undefined, dating: 'undated' }
      : placed(toDays(time), 'collected', reader);
  const confirmed =
    answered !== undefined && when.collected !== undefined && observation.status !== 'preliminary';
  return {
    ...substanceOf(answer, withDiagnosis, reader),
    from: 'self-report',
    certainty: confirmed ? 'confirmed' : 'possible',
    last: when.collected,
    ongoing: false,
    asNeeded: false,
    listedOn: undefined,
    doubt:
      when.dating === 'future' ? 'future-dated' : when.dating === 'undated' ? 'undated' : undefined,
    provenance,
  };
}

/** What a patient remembers is a day, not an instant. */
const toDays = ({ earliest, latest }: Span): Span =>
  earliest.day === latest.day
    ? exactly(onDay(latest.day))
    : { earliest: onDay(earliest.day), latest: onDay(latest.day) };

type Substance = Pick<Exposure, 'ingredient' | 'name' | 'exposureClass' | 'illicit'>;

const UNNAMED: Substance = {
  ingredient: 'opioid',
  name: 'opioid',
  exposureClass: 'unknown-opioid',
  illicit: false,
};

/** Depots have a rule of their own, which counts observed injections and not what is told. */
const isUnnamed = (exposureClass: Exposure['exposureClass']): boolean =>
  exposureClass === 'unknown-opioid' || isBuprenorphineDepot(exposureClass);

function substanceOf(
  answer: Answer,
  withDiagnosis: boolean,
  { terminology, knowledge }: ToxicologyReader,
): Substance {
  const words = [...answerWords(answer), ...conceptTexts(answer.code)].join(' ');
  const identity = recogniseMedication(terminology, { text: words });
  if (identity.is !== 'opioid' || isUnnamed(identity.exposureClass)) return UNNAMED;
  const illicit = identity.opioids.some((opioid) => {
    const when = knowledge.file.selfReport.illicit[opioid];
    return when === 'always' || (when === 'with-opioid-use-disorder' && withDiagnosis);
  });
  return { ...drugOf(identity), illicit };
}
