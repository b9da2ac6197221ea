import type { IdentifiedObservation } from './identify-observations.js';
import type { PregnancyResult } from './pregnancy.js';
import { readAnsweredAt } from './read-answered-at.js';
import { provenanceOf } from './chart-rows.js';
import { recogniseAnswer } from './recognise/recognise-answer.js';
import type { ObservationIdentity } from './recognise/recognise-observation-code.js';
import { readResultValue } from './toxicology/read-result-value.js';
import type { ToxicologyReader } from './toxicology/toxicology-reader.js';
import type { Valued } from './toxicology/valued.js';

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

/**
 * What Observations say about pregnancy: answers to the question, and positive tests for choriogonadotropin. A negative test
 * is no answer to the question and is left out; so is what has no date or lies ahead.
 */
export const readPregnancyResults = (
  observations: readonly IdentifiedObservation[],
  reader: ToxicologyReader,
): readonly PregnancyResult[] =>
  observations.filter(isAboutPregnancy).flatMap((row) => {
    const { resource, identity, components } = row;
    const parts: readonly { readonly valued: Valued; readonly identity: ObservationIdentity }[] = [
      { valued: resource, identity },
      ...components.map((part) => ({ valued: part.component, identity: part.identity })),
    ];
    const stated = parts.flatMap((part) => stateOf(part.valued, part.identity, reader) ?? []);
    const final = FINAL.has(resource.status);
    if (stated.length === 0 || (!final && resource.status !== 'preliminary')) return [];
    const at = readAnsweredAt(resource, reader);
    if (at === undefined) return [];
    return stated.map((one) => ({ ...one, final, at, provenance: provenanceOf(row) }));
  });

const isAboutPregnancy = ({ identity, components }: IdentifiedObservation): boolean =>
  isTest(identity) ||
  isQuestion(identity) ||
  components.some((part) => isTest(part.identity) || isQuestion(part.identity));

const isTest = (identity: ObservationIdentity): boolean =>
  identity.is === 'toxicology' && identity.test.subject === 'pregnancy';

const isQuestion = (identity: ObservationIdentity): boolean =>
  identity.is === 'assessment' && identity.test.assessment === 'pregnancy-status';

type Stated = Pick<PregnancyResult, 'from' | 'pregnant'>;

function stateOf(
  valued: Valued,
  identity: ObservationIdentity,
  reader: ToxicologyReader,
): Stated | undefined {
  if (isTest(identity)) {
    return readResultValue(valued, false, reader.knowledge) === 'positive'
      ? { from: 'test', pregnant: true }
      : undefined;
  }
  if (!isQuestion(identity)) return undefined;
  // The finding "pregnant" is itself the answer, unless its value takes it back.
  const implied = identity.is === 'assessment' && identity.test.part === 'positive';
  const stated = recogniseAnswer(reader.terminology, valued) ?? (implied ? 'yes' : undefined);
  return stated === 'yes' || stated === 'no'
    ? { from: 'status', pregnant: stated === 'yes' }
    : undefined;
}
