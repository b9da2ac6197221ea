import { provenanceOf } from './chart-rows.js';
import { numberOf, textOf } from './fhir-json.js';
import type { IdentifiedObservation } from './identify-observations.js';
import type { Reader } from './opioid-use/reader.js';
import type { Terminology } from '../pack/terminology.js';
import { readAnsweredAt } from './read-answered-at.js';
import { recogniseAnswer } from './recognise/recognise-answer.js';
import type { ObservationIdentity } from './recognise/recognise-observation-code.js';
import type { SelfHarmAnswer } from './self-harm-answer.js';
import type { Valued } from './toxicology/valued.js';

const STATUSES: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'preliminary']);

/** Answers to PHQ-9 item 9 above "not at all", as an Observation or as a component of the questionnaire. */
export const readSelfHarmAnswers = (
  observations: readonly IdentifiedObservation[],
  reader: Reader,
): readonly SelfHarmAnswer[] =>
  observations.flatMap((row) => {
    const { resource, identity, components } = row;
    const answers: readonly Valued[] = [
      ...(asksForSelfHarm(identity) ? [resource] : []),
      ...components.flatMap((part) => (asksForSelfHarm(part.identity) ? [part.component] : [])),
    ];
    if (!answers.some((answer) => isAffirmed(reader.terminology, answer))) return [];
    const at = STATUSES.has(resource.status) ? readAnsweredAt(resource, reader) : undefined;
    return at === undefined ? [] : [{ at, provenance: provenanceOf(row) }];
  });

const asksForSelfHarm = (identity: ObservationIdentity): boolean =>
  identity.is === 'assessment' && identity.test.assessment === 'phq-9-item-9';

/** By number ("2", "2 - more than half the days"), else by the answer's code or words. */
function isAffirmed(terminology: Terminology, answer: Valued): boolean {
  const { valueQuantity, valueInteger, valueString } = answer;
  const number =
    numberOf(valueQuantity?.value) ??
    numberOf(valueInteger) ??
    numberOf(Number.parseFloat(textOf(valueString) ?? ''));
  return number === undefined ? recogniseAnswer(terminology, answer) === 'yes' : number > 0;
}
