/**
 * The two kinds of time that clinical rules know, and nothing else.
 * A `Day` is a calendar day of the site (days since 1970-01-01), a `Moment` is an instant (epoch milliseconds).
 */
declare const dayBrand: unique symbol;
declare const momentBrand: unique symbol;
export type Day = number & { readonly [dayBrand]: true };
export type Moment = number & { readonly [momentBrand]: true };

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** A time as a source states it: the site's calendar day, and the instant when a time of day was given. */
export interface Point {
  readonly day: Day;
  readonly moment: Moment | undefined;
}

/** A time known only to lie between two points; partial FHIR dates are such intervals. Both ends are equal when it is exact. */
export interface Span {
  readonly earliest: Point;
  readonly latest: Point;
}

export const exactly = (point: Point): Span => ({ earliest: point, latest: point });
export const onDay = (day: Day): Point => ({ day, moment: undefined });
export const dayPlus = (day: Day, days: number): Day => (day + days) as Day;

/** The calendar days of a span, without times of day. */
export const wholeDays = (span: Span): Span => ({
  earliest: onDay(span.earliest.day),
  latest: onDay(span.latest.day),
});
