import type { Observation, ObservationComponent } from 'fhir/r4.js';
import type { LiverSignDegree, Terminology } from '../../pack/terminology.js';
import type { Span } from '../../time/instant.js';
import { findPhrases } from '../../words/find-phrases.js';
import { splitWords } from '../../words/split-words.js';
import { provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import type { IdentifiedObservation } from '../identify-observations.js';
import type { LiverSign } from '../liver-result.js';
import type { Provenance } from '../provenance.js';
import type { ObservationIdentity } from '../recognise/recognise-observation-code.js';
import type { LiverContext } from './liver-context.js';
import { collectionOf, type PanelTimes, releaseOf } from './panel-times.js';
import { upToNow } from './up-to-now.js';

const FINAL: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected']);
/** A status that the client left out may be any: such a sign raises and never clears. */
const UNSETTLED: ReadonlySet<unknown> = new Set(['preliminary', undefined]);

/** Ascites and hepatic encephalopathy as examinations tell of them (`clinical-liver-other` B2.14): dated ones whose answer is known. */
export const readLiverSigns = (
  observations: readonly IdentifiedObservation[],
  context: LiverContext,
  panels: PanelTimes,
  futureDated: Provenance[],
): readonly LiverSign[] =>
  observations.flatMap((row) => {
    const { resource } = row;
    const final = FINAL.has(resource.status);
    if (!final && !UNSETTLED.has(resource.status)) return [];
    const answers = answersOf(row, context.terminology);
    if (answers.length === 0) return [];
    const at = timeOf(resource, context, panels);
    const provenance = provenanceOf(row);
    if (at === 'future') futureDated.push(provenance);
    return at === undefined || at === 'future'
      ? []
      : answers.map((answer) => ({ ...answer, at, final, provenance }));
  });

function timeOf(
  observation: Observation,
  { zone, now, laboratory }: LiverContext,
  panels: PanelTimes,
): Span | 'future' | undefined {
  const time =
    collectionOf(observation, zone) ??
    panels(observation, collectionOf) ??
    releaseOf(observation, zone);
  return time && upToNow(time, now, laboratory.dataQuality.futureToleranceHours);
}

type Answer = Pick<LiverSign, 'sign' | 'degree'>;

function answersOf(
  { resource, identity, components }: IdentifiedObservation,
  terminology: Terminology,
): readonly Answer[] {
  const own = signOf(identity);
  const parts = components.flatMap((part) => {
    const sign = signOf(part.identity);
    return sign === undefined ? [] : [{ sign, from: part.component }];
  });
  const asked = own === undefined ? parts : [{ sign: own, from: resource }, ...parts];
  return asked.flatMap(({ sign, from }) => {
    const degree = degreeOf(from, terminology);
    return degree === undefined ? [] : [{ sign, degree }];
  });
}

function signOf(identity: ObservationIdentity): LiverSign['sign'] | undefined {
  if (identity.is !== 'assessment') return undefined;
  const { assessment } = identity.test;
  return assessment === 'ascites' || assessment === 'hepatic-encephalopathy'
    ? assessment
    : undefined;
}

/** The worst of them, when words name several. */
const WORST_FIRST: readonly LiverSignDegree[] = ['moderate-or-more', 'mild', 'present', 'none'];

function degreeOf(
  from: Observation | ObservationComponent,
  { words }: Terminology,
): LiverSignDegree | undefined {
  if (typeof from.valueBoolean === 'boolean') return from.valueBoolean ? 'present' : 'none';
  const found = textsOf(from).flatMap((text) =>
    findPhrases(words.liverSigns, splitWords(text)).map(({ row }) => row),
  );
  return WORST_FIRST.find((degree) => found.includes(degree));
}

function textsOf({
  valueString,
  valueInteger,
  valueQuantity,
  valueCodeableConcept,
}: Observation | ObservationComponent): readonly string[] {
  const grade = valueInteger ?? gradeOf(valueQuantity);
  const concept = valueCodeableConcept;
  return [
    textOf(valueString),
    grade?.toString(),
    textOf(concept?.text),
    ...listOf(concept?.coding).map(({ display }) => textOf(display)),
  ].filter((text) => text !== undefined);
}

/** A number with a unit of measurement is a volume or the like, no grade. */
function gradeOf(quantity: Observation['valueQuantity']): number | undefined {
  const unit = textOf(quantity?.code) ?? textOf(quantity?.unit) ?? '1';
  return unit === '1' || unit.startsWith('{') ? quantity?.value : undefined;
}
