import { DAY_MS, type Day, dayPlus, HOUR_MS, type Moment, onDay, type Point } from './instant.js';
import { dayOf, type TimeZone } from './time-zone.js';

/**
 * Whole elapsed days from one point to another (exposure distance): 24-hour periods, floored, when both
 * sides carry a time, else the difference of calendar days. Negative when `from` lies after `to`.
 */
export function elapsedDays(from: Point, to: Point): number {
  return from.moment !== undefined && to.moment !== undefined
    ? Math.floor((to.moment - from.moment) / DAY_MS)
    : to.day - from.day;
}

/** Is the fact at most `days` old at the reference? With times on both sides 168 h is inside "7 days", 169 h is not. */
export function isWithinDays(fact: Point, reference: Point, days: number): boolean {
  return fact.moment !== undefined && reference.moment !== undefined
    ? reference.moment - fact.moment <= days * DAY_MS
    : reference.day - fact.day <= days;
}

/** Elapsed hours; a date without time counts calendar days as 24 h each. */
export function elapsedHours(from: Point, to: Point): number {
  return from.moment !== undefined && to.moment !== undefined
    ? (to.moment - from.moment) / HOUR_MS
    : (to.day - from.day) * 24;
}

/** The local day `days` × 24 h after an instant, or `days` calendar days after a date. */
export function dayAfter(point: Point, days: number, zone: TimeZone): Day {
  return point.moment === undefined
    ? dayPlus(point.day, days)
    : dayOf((point.moment + days * DAY_MS) as Moment, zone);
}

/** Orders two points in time; the day decides when one side has no time of day. */
export function comparePoints(a: Point, b: Point): number {
  return a.moment !== undefined && b.moment !== undefined && a.day === b.day
    ? a.moment - b.moment
    : a.day - b.day;
}

export const isAfter = (a: Point, b: Point): boolean => comparePoints(a, b) > 0;
export const laterOf = (a: Point, b: Point): Point => (isAfter(b, a) ? b : a);

/** `hours` after a point; a date without time moves by whole days, rounded up. */
export function addHours(point: Point, hours: number, zone: TimeZone): Point {
  if (point.moment === undefined) {
    return { day: dayPlus(point.day, Math.ceil(hours / 24)), moment: undefined };
  }
  const moment = (point.moment + hours * HOUR_MS) as Moment;
  return { day: dayOf(moment, zone), moment };
}

/** The calendar day `days` after a point, without time of day. */
export const daysLater = (point: Point, days: number): Point => onDay(dayPlus(point.day, days));
