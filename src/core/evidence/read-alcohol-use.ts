import type { Observation } from 'fhir/r4.js';
import type { Span } from '../time/instant.js';
import { wholeDays } from '../time/instant.js';
import type { AlcoholEvidence, AlcoholSign, AlcoholWithdrawalScore } from './alcohol-use.js';
import { type Answer, answeredDay } from './answered-day.js';
import { provenanceOf } from './chart-rows.js';
import type { IdentifiedObservation } from './identify-observations.js';
import { collectionOf, releaseOf } from './liver/panel-times.js';
import type { ObservationIdentity } from './recognise/recognise-observation-code.js';
import { scoreTotal } from './score-total.js';
import { conceptTexts } from './toxicology/concept-texts.js';
import { placed } from './toxicology/read-collection.js';
import { type Measurement, readMeasurement } from './toxicology/read-measurement.js';
import { readResultValue } from './toxicology/read-result-value.js';
import type { ToxicologyReader } from './toxicology/toxicology-reader.js';

const FINAL: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected']);
/** A preliminary score raises: it says that somebody saw withdrawal. */
const SEEN: ReadonlySet<unknown> = new Set([...FINAL, 'preliminary', undefined]);
const NO_RESULT: ReadonlySet<string> = new Set(['cutoff', 'metadata', 'panel', 'validity']);

/** Drinking and alcohol withdrawal as results and answers tell of them (`clinical-liver-other` D2, D3). */
export function readAlcoholUse(
  observations: readonly IdentifiedObservation[],
  reader: ToxicologyReader,
): AlcoholEvidence {
  const signs: AlcoholSign[] = [];
  const withdrawalScores: AlcoholWithdrawalScore[] = [];
  for (const row of observations) {
    const asked = answersAboutAlcohol(row);
    const score = SEEN.has(row.resource.status) ? scoreTotal(row, 'ciwa') : undefined;
    if (asked.length === 0 && score === undefined) continue;
    const { resource } = row;
    const time = collectionOf(resource, reader.zone) ?? releaseOf(resource, reader.zone);
    const provenance = provenanceOf(row);
    const at = time && placed(time, 'collected', reader).collected;
    if (score !== undefined && at !== undefined) withdrawalScores.push({ score, at, provenance });
    if (!FINAL.has(resource.status)) continue;
    for (const { answer, kind, name } of asked) {
      const found = readSign(kind, answer, time, at, reader);
      if (found !== undefined) signs.push({ kind, name, ...found, provenance });
    }
  }
  return { signs, withdrawalScores };
}

interface Asked extends Pick<AlcoholSign, 'kind' | 'name'> {
  readonly answer: Answer;
}

const NOTHING_ASKED: readonly Asked[] = [];

function answersAboutAlcohol({
  resource,
  identity,
  components,
}: IdentifiedObservation): readonly Asked[] {
  const own = kindOf(identity);
  if (own === undefined && components.length === 0) return NOTHING_ASKED;
  const parts = components.flatMap((part) => {
    const about = kindOf(part.identity);
    return about === undefined ? [] : [{ answer: part.component, ...about }];
  });
  return own === undefined ? parts : [{ answer: resource, ...own }, ...parts];
}

function kindOf(identity: ObservationIdentity): Pick<Asked, 'kind' | 'name'> | undefined {
  if (identity.is === 'assessment') {
    const { assessment } = identity.test;
    return assessment === 'last-drink' ? { kind: 'last-drink', name: '' } : undefined;
  }
  if (identity.is !== 'toxicology' || identity.test.subject !== 'alcohol') return undefined;
  const { method, analyte, analytes } = identity.test;
  if (NO_RESULT.has(method)) return undefined;
  if (analytes.includes('phosphatidylethanol'))
    return { kind: 'phosphatidylethanol', name: analyte };
  return { kind: analytes.includes('ethanol') ? 'alcohol' : 'metabolite', name: analyte };
}

type Found = Pick<AlcoholSign, 'at' | 'measured'>;

/** @param time as written; @param at the same clipped at now, undefined when it is none or lies in the future */
function readSign(
  kind: AlcoholSign['kind'],
  answer: Answer,
  time: Span | undefined,
  at: Span | undefined,
  reader: ToxicologyReader,
): Found | undefined {
  if (kind === 'last-drink') {
    const day = answeredDay(answer, time, reader);
    const drunk = day && placed(wholeDays(day), 'collected', reader).collected;
    return drunk && { at: drunk, measured: undefined };
  }
  if (at === undefined) return undefined;
  const measured = readMeasurement(answer);
  if (kind === 'phosphatidylethanol') {
    return measured !== undefined && inNanograms(measured, answer, reader)
      ? { at, measured }
      : undefined;
  }
  const isPositive =
    kind === 'alcohol' && measured !== undefined
      ? measured.value > 0 && !isUpperBound(measured)
      : readResultValue(answer, true, reader.knowledge) === 'positive';
  return isPositive ? { at, measured } : undefined;
}

const isUpperBound = ({ comparator }: Measurement): boolean =>
  comparator === '<' || comparator === '<=';

/** By the unit of the value, else by one that the name of the test gives. */
function inNanograms(
  measured: Measurement,
  { code }: Pick<Observation, 'code'>,
  { knowledge }: ToxicologyReader,
): boolean {
  if (isUpperBound(measured)) return false;
  const units = knowledge.file.phosphatidylethanolUnits;
  return measured.unit === undefined
    ? conceptTexts(code).some((name) => units.some((unit) => name.includes(unit)))
    : units.includes(measured.unit);
}
