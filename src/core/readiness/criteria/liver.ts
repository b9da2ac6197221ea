import { type Diagnosis, isOneOf } from '../../evidence/diagnosis.js';
import type { LiverResult, ReadableLiverResult } from '../../evidence/liver-result.js';
import type { PolicyCriteria } from '../../pack/payer-policy.js';
import { numbersOf } from '../../pack/policy.js';
import type { ConditionGroup } from '../../pack/terminology.js';
import { newestFirst } from '../../rules/liver/newest-first.js';
import {
  type CHILD_PUGH_BORROWED,
  type CHILD_PUGH_PARAMETERS,
  childPughOf,
  mayScoreChildPugh,
} from '../../rules/liver/scores/child-pugh-of.js';
import { isWithinDays } from '../../time/distance.js';
import { dayPlus } from '../../time/instant.js';
import { type CriterionInput, dated, isWhole, type Judgement, UNKNOWN } from './judgement.js';

const LABORATORY = ['laboratory', 'liverTests'] as const;
const ACUTE_HEPATITIS = new Set<ConditionGroup>(['acute-hepatitis', 'alcoholic-hepatitis']);
const FAILURE = new Set<ConditionGroup>([
  'hepatic-failure',
  'decompensation',
  'hepatic-encephalopathy',
]);

/** Excluded diagnoses; that none stands on the list says something only beside liver tests that are not raised. */
const without =
  (groups: ReadonlySet<ConditionGroup>) =>
  (input: CriterionInput): Judgement => {
    const active = input.evidence.diagnoses.filter((one) => one.active && isOneOf(one, groups));
    const confirmed = active.filter((one) => one.confirmed);
    if (confirmed.length > 0) return { ...listed(confirmed), state: 'not-met' };
    // One that is only thought of excludes nobody, and nobody can say that there is none.
    return active.length > 0 ? { ...listed(active), state: 'unknown' } : byTests(input);
  };

export const noAcuteHepatitis = without(ACUTE_HEPATITIS);
export const noLiverFailure = without(FAILURE);

/** Not class C; a score that may be C is not known. */
export function noChildPughC(input: CriterionInput): Judgement {
  if (!mayScoreChildPugh(input.evidence)) return byTests(input);
  const score = childPughOf(input, {
    ...numbersOf<(typeof CHILD_PUGH_BORROWED)[number]>(input.numbers, 'liver-enzymes'),
    ...numbersOf<(typeof CHILD_PUGH_PARAMETERS)[number]>(input.numbers, 'liver-child-pugh'),
  });
  if (!score.computed) return UNKNOWN;
  const [least, most] = score.classes;
  const state = least === 'C' ? 'not-met' : most === 'C' ? 'unknown' : 'met';
  const name = least === most ? `Child-Pugh ${least}` : `Child-Pugh ${least} to ${most}`;
  return { state, evidence: score.evidence, found: [dated(name, undefined)] };
}

/** Both enzymes at or below the upper limit; a payer that asks so means the newest results. */
export function liverTestsNotElevated(input: CriterionInput): Judgement {
  const [alt, ast] = newestEnzymes(input);
  const results = [alt, ast].filter((one) => one !== undefined);
  const raised = results.filter((one) => timesOf(one) > 1);
  if (raised.length > 0) return { ...shown(raised), state: 'not-met' };
  return alt === undefined || ast === undefined || !isWhole(input, ...LABORATORY)
    ? UNKNOWN
    : { ...shown(results), state: 'met' };
}

/** Liver tests on file, inside the payer's window where it names one. */
export function liverTestsOnFile(
  input: CriterionInput,
  { withinDays }: NonNullable<PolicyCriteria['liver-tests-on-file']>,
): Judgement {
  const [newest] = newestFirst(newestEnzymes(input).filter((one) => one !== undefined));
  if (newest === undefined) return UNKNOWN;
  const found = shown([newest]);
  if (withinDays === undefined) return { ...found, state: 'met' };
  if (isWithinDays(newest.at.earliest, input.clock.planned, withinDays)) {
    return { ...found, state: 'met', validUntil: dayPlus(newest.at.earliest.day, withinDays) };
  }
  return isWhole(input, ...LABORATORY) ? { ...found, state: 'not-met' } : UNKNOWN;
}

const listed = (active: readonly Diagnosis[]): Omit<Judgement, 'state'> => ({
  evidence: active.map(({ provenance }) => provenance),
  found: active.map(({ display, at }) => dated(display, at)),
});

/** No result of the newest enzymes is as high as moderate elevation, and diagnoses and results were wholly read. */
function byTests(input: CriterionInput): Judgement {
  const results = newestEnzymes(input).filter((one) => one !== undefined);
  const limit = numbersOf<'moderate.from'>(input.numbers, 'liver-enzymes')['moderate.from'];
  if (results.length === 0 || !isWhole(input, 'conditions', ...LABORATORY)) return UNKNOWN;
  return results.some((one) => timesOf(one) >= limit)
    ? { ...shown(results), state: 'unknown' }
    : { ...shown(results), state: 'met' };
}

/** ALT and AST, each the newest final result that can be read. */
function newestEnzymes({
  evidence,
}: CriterionInput): readonly [ReadableLiverResult | undefined, ReadableLiverResult | undefined] {
  const readable = evidence.liver.results.filter(isReadable);
  const newest = (analyte: LiverResult['analyte']): ReadableLiverResult | undefined =>
    newestFirst(readable.filter((one) => one.analyte === analyte))[0];
  return [newest('alt'), newest('ast')];
}

const isReadable = (result: LiverResult): result is ReadableLiverResult =>
  result.value.readable && result.status !== 'preliminary';

/** Without a limit nobody knows how high it is. */
const timesOf = ({ value }: ReadableLiverResult): number =>
  value.upperLimit?.timesLowest ?? Infinity;

const shown = (results: readonly ReadableLiverResult[]): Omit<Judgement, 'state'> => ({
  evidence: results.map(({ provenance }) => provenance),
  found: results.map(({ name, at }) => dated(name, at)),
});
