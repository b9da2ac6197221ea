import { HOUR_MS, type Moment, type Point } from './instant.js';
import { endOfDay, type TimeZone } from './time-zone.js';

/**
 * Hours from something that happened until now, never negative. A date without a time of day counts as the end of that day, its
 * latest possible instant (`clinical-liver-other` 0.3).
 */
export const hoursSince = ({ day, moment }: Point, now: Moment, zone: TimeZone): number =>
  Math.max(0, (now - (moment ?? endOfDay(day, zone))) / HOUR_MS);
