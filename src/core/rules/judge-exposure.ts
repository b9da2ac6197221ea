import type { Exposure } from '../evidence/exposure.js';
import { elapsedDays } from '../time/distance.js';
import type { Point, Span } from '../time/instant.js';
import type { ExposureWindow } from './exposure-window.js';

/**
 * Where one confirmed exposure stands on the planned day. `vague` = the date is too imprecise for a critical answer
 * (`clinical-opioid` 3.4): the interval is wide, its latest end lies inside the waiting time and its earliest does not.
 */
export type ExposureVerdict = 'open-ended' | 'running' | 'short' | 'borderline' | 'vague' | 'clear';

/**
 * @param preciseDays an interval of at most this many days is precise enough for a critical answer
 */
export function judgeExposure(
  exposure: Exposure,
  planned: Point,
  window: ExposureWindow,
  preciseDays: number,
): ExposureVerdict {
  if (exposure.ongoing) return 'open-ended';
  const { last } = exposure;
  if (last === undefined) return 'clear';
  const days = elapsedDays(last.latest, planned);
  if (days >= window.clear) return 'clear';
  if (!isPrecise(last, planned, window, preciseDays)) return 'vague';
  if (last.latest.day > planned.day) return 'running';
  return days < window.minimum ? 'short' : 'borderline';
}

/** Critical needs certainty: a short interval, or one that lies inside the minimum from end to end (`clinical-opioid` 3.4). */
export const isPrecise = (
  { earliest, latest }: Span,
  planned: Point,
  { minimum }: Pick<ExposureWindow, 'minimum'>,
  preciseDays: number,
): boolean => latest.day - earliest.day <= preciseDays || elapsedDays(earliest, planned) < minimum;
