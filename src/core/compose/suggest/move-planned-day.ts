import type { MedicationRequest, Period, ServiceRequest, Timing } from 'fhir/r4.js';
import type { DraftOrder } from '../../call.js';
import { plannedMoment } from '../../evidence/planned-moment.js';
import type { Clock } from '../../rules/rule.js';
import type { Day } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { isoDay } from '../format-day.js';
import { canBeSentBack } from './can-be-sent-back.js';

/**
 * The whole draft, planned for a later day and otherwise untouched: the dates from which the planned day is read, or where there
 * is none, a start.
 * @returns undefined when the draft cannot be moved by its planned dates alone, or is not FHIR R4 as it came
 */
export function movePlannedDay(
  order: DraftOrder['resource'],
  day: Day,
  { now, zone }: Clock,
): DraftOrder['resource'] | undefined {
  if (!canBeSentBack(order)) return undefined;
  const mover: Mover = {
    to: isoDay(day),
    isBefore: (text) => {
      const at = readFhirTime(text, zone)?.earliest.day;
      return at !== undefined && at >= now.day && at < day;
    },
    isPast: (text) => {
      const at = readFhirTime(text, zone)?.latest.day;
      return at !== undefined && at < day;
    },
  };
  const moved =
    order.resourceType === 'MedicationRequest'
      ? moveMedication(order, mover)
      : moveService(order, mover);
  if (moved === undefined) return undefined;
  return plannedMoment(moved, now, zone).day === day ? moved : undefined;
}

interface Mover {
  readonly to: string;
  /** Today or later, and before the new day: such a date is moved. */
  readonly isBefore: (text: unknown) => boolean;
  /** Before the new day. */
  readonly isPast: (text: unknown) => boolean;
}

function moveMedication(order: MedicationRequest, mover: Mover): MedicationRequest | undefined {
  const { dosageInstruction = [{}] } = order;
  const planned = dosageInstruction.map(({ timing }) => moveTiming(timing, mover));
  const isPlanned = planned.some((timing, index) => timing !== dosageInstruction[index]?.timing);
  const timings = isPlanned
    ? planned
    : planned.map((timing, index) => (index === 0 ? startTiming(timing, mover) : timing));
  if (timings.some((timing) => endsTooSoon(timing?.repeat?.boundsPeriod, mover))) return undefined;
  return {
    ...order,
    dosageInstruction: dosageInstruction.map((dosage, index) => {
      const timing = timings[index];
      return timing === undefined ? dosage : { ...dosage, timing };
    }),
  };
}

function moveService(order: ServiceRequest, mover: Mover): ServiceRequest | undefined {
  const { occurrenceTiming, occurrencePeriod } = order;
  if (occurrenceTiming !== undefined) {
    const planned = moveTiming(occurrenceTiming, mover);
    const timing = planned === occurrenceTiming ? startTiming(occurrenceTiming, mover) : planned;
    return endsTooSoon(timing?.repeat?.boundsPeriod, mover)
      ? undefined
      : { ...order, occurrenceTiming: timing };
  }
  if (occurrencePeriod !== undefined) {
    return endsTooSoon(occurrencePeriod, mover)
      ? undefined
      : { ...order, occurrencePeriod: { ...occurrencePeriod, start: mover.to } };
  }
  return { ...order, occurrenceDateTime: mover.to };
}

/** The same timing when it plans no day that must move. */
function moveTiming(timing: Timing | undefined, { to, isBefore }: Mover): Timing | undefined {
  const { event, repeat } = timing ?? {};
  const start = repeat?.boundsPeriod?.start;
  const movesEvent = event?.some(isBefore) === true;
  const movesStart = isBefore(start);
  if (!movesEvent && !movesStart) return timing;
  return {
    ...timing,
    ...(movesEvent
      ? { event: [...new Set(event.map((text) => (isBefore(text) ? to : text)))] }
      : {}),
    ...(movesStart
      ? { repeat: { ...repeat, boundsPeriod: { ...repeat?.boundsPeriod, start: to } } }
      : {}),
  };
}

/** A start for a timing that names no day ahead; beside bounds of another kind, which exclude a period, an event. */
function startTiming(timing: Timing | undefined, { to }: Mover): Timing {
  const { event, repeat } = timing ?? {};
  if (repeat?.boundsDuration !== undefined || repeat?.boundsRange !== undefined) {
    return { ...timing, event: [...(event ?? []), to] };
  }
  return { ...timing, repeat: { ...repeat, boundsPeriod: { ...repeat?.boundsPeriod, start: to } } };
}

const endsTooSoon = (period: Period | undefined, { isPast }: Mover): boolean =>
  period?.end !== undefined && isPast(period.end);
