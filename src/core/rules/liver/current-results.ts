import { isAtLeast, isMoreThan } from '../../evidence/liver/decimal-comparison.js';
import type {
  LiverAnalyte,
  LiverResult,
  ReadableLiverResult,
} from '../../evidence/liver-result.js';
import { elapsedHours } from '../../time/distance.js';
import type { Point } from '../../time/instant.js';
import { decisiveTime, newestFirst, newestOf } from './newest-first.js';

export const CURRENT_PARAMETERS = ['conflict.within', 'conflict.factor', 'moderate.from'] as const;
export type CurrentNumbers = Readonly<Record<(typeof CURRENT_PARAMETERS)[number], number>>;

/** What the results of one analyte say about today (`clinical-liver-other` B2.8). */
export interface CurrentResults {
  /** The newest one, readable or not. */
  readonly newest: LiverResult | undefined;
  /** Readable and not preliminary, newest first. */
  readonly finals: readonly ReadableLiverResult[];
  /** Those that hold at the same time: a hazard in any of them counts. */
  readonly standing: readonly StandingResult[];
}

export interface StandingResult {
  readonly result: ReadableLiverResult;
  /** A result of about the same time that says much less. */
  readonly contradictedBy: ReadableLiverResult | undefined;
}

/**
 * The newest final result stands. Beside it stand later ones that may raise but clear nothing, because they are preliminary or
 * come from a source that was not wholly read, and a much worse one of about the same time as any of these. A corrected result replaces the
 * others of its time.
 */
export function currentResults(
  all: readonly LiverResult[],
  analyte: LiverAnalyte,
  numbers: CurrentNumbers,
): CurrentResults {
  const ofChart = made.get(all) ?? new Map<LiverAnalyte, Made>();
  made.set(all, ofChart);
  const known = ofChart.get(analyte);
  if (known !== undefined && CURRENT_PARAMETERS.every((name) => known.by[name] === numbers[name])) {
    return known.current;
  }
  const current = findCurrent(all, analyte, numbers);
  ofChart.set(analyte, { by: numbers, current });
  return current;
}

/** Several rules and scores ask about the same results of one chart. */
const made = new WeakMap<readonly LiverResult[], Map<LiverAnalyte, Made>>();

interface Made {
  readonly by: CurrentNumbers;
  readonly current: CurrentResults;
}

function findCurrent(
  all: readonly LiverResult[],
  analyte: LiverAnalyte,
  numbers: CurrentNumbers,
): CurrentResults {
  const results = withoutReplaced(all.filter((each) => each.analyte === analyte));
  const readable = results.filter(isReadable);
  // Ordered among themselves: a result that clears nothing must not decide which of the others is the newest either.
  const clearing = newestOf(readable.filter(canClear));
  const finals = newestFirst(readable.filter(({ status }) => status !== 'preliminary'));
  const standing = new Map<ReadableLiverResult, ReadableLiverResult | undefined>();
  for (const result of newestFirst(readable)) {
    if (result === clearing || (!canClear(result) && standsBeside(result, clearing))) {
      standing.set(result, undefined);
    }
  }
  // Each of them, not the newest alone: a later one that clears nothing must not take a conflict away with it.
  for (const latest of finals.filter((each) => standing.has(each))) {
    for (const other of finals) {
      const worse = other === latest ? undefined : worseOfConflict(latest, other, numbers);
      if (worse !== undefined) standing.set(worse, worse === latest ? other : latest);
    }
  }
  return {
    newest: newestOf(results),
    finals,
    standing: [...standing].map(([result, contradictedBy]) => ({ result, contradictedBy })),
  };
}

const isReadable = (result: LiverResult): result is ReadableLiverResult => result.value.readable;

export const canClear = ({ status, provenance }: LiverResult): boolean =>
  status !== 'preliminary' && provenance.complete;

/** Replacing takes a reading: a result withdrawn without another value leaves the first one standing. */
function withoutReplaced(results: readonly LiverResult[]): readonly LiverResult[] {
  const replacing = results.filter(
    (each) => each.status === 'corrected' && each.value.readable && each.provenance.complete,
  );
  return results.filter(
    (each) => each.status === 'corrected' || !replacing.some((by) => isSameTime(by, each)),
  );
}

const isSameTime = (a: LiverResult, b: LiverResult): boolean =>
  order(a.at.earliest, b.at.earliest) === 0 && order(a.at.latest, b.at.latest) === 0;

/** A preliminary result of the very time of a final one was its forerunner. */
function standsBeside(
  result: ReadableLiverResult,
  clearing: ReadableLiverResult | undefined,
): boolean {
  if (clearing === undefined) return true;
  const later = order(result.at.latest, clearing.at.earliest);
  return later === undefined || later > 0 || (later === 0 && result.status !== 'preliminary');
}

/** Undefined when only one of two points of a day has a time of day. */
function order(a: Point, b: Point): number | undefined {
  if (a.day !== b.day) return a.day - b.day;
  if (a.moment === undefined && b.moment === undefined) return 0;
  return a.moment === undefined || b.moment === undefined ? undefined : a.moment - b.moment;
}

function worseOfConflict(
  a: ReadableLiverResult,
  b: ReadableLiverResult,
  numbers: CurrentNumbers,
): ReadableLiverResult | undefined {
  const apart = Math.abs(elapsedHours(decisiveTime(a), decisiveTime(b)));
  if (apart > numbers['conflict.within']) return undefined;
  const worse = isHigher(a, b, 1) ? a : b;
  const better = worse === a ? b : a;
  const isAbnormal = isAtLeast(worse.value.upperLimit?.timesLowest ?? 0, numbers['moderate.from']);
  return isAbnormal && isHigher(worse, better, numbers['conflict.factor']) ? worse : undefined;
}

/** Is one result more than so many times the other? In the canonical unit, or as multiples of the limit without one. */
function isHigher(a: ReadableLiverResult, b: ReadableLiverResult, factor: number): boolean {
  const [higher, lower] = comparable(a, b) ?? [0, 0];
  return isMoreThan(higher, factor * lower);
}

export function comparable(
  { value: a }: ReadableLiverResult,
  { value: b }: ReadableLiverResult,
): readonly [number, number] | undefined {
  if (a.canonical !== undefined && b.canonical !== undefined) return [a.canonical, b.canonical];
  return a.upperLimit === undefined || b.upperLimit === undefined
    ? undefined
    : [a.upperLimit.timesLowest, b.upperLimit.timesLowest];
}
