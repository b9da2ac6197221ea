import type { PlannedDates } from '../plan/earliest-date.js';
import type { InductionPlan } from '../plan/induction-plan.js';
import type { Finding } from '../rules/finding.js';
import type { JudgedOrder } from '../rules/judge-order.js';
import { day, list, term, text } from '../rules/rule.js';
import type { CardWords } from './card-words.js';

/** What a card's sentences about its days are written from. `dates` and `plan` only where this card carries them. */
export interface DateParts {
  /** All findings of the card. */
  readonly findings: readonly Finding[];
  readonly judged: readonly JudgedOrder[];
  readonly dates: PlannedDates;
  readonly plan: InductionPlan | undefined;
}

/** What the waiting times say: the days, the exposure that decides them, and what the site's protocol asks for. */
export const writeDates = (parts: DateParts, words: CardWords): string =>
  [
    writeDays(parts, words),
    writePresumption(parts, words),
    writeDeciding(parts.plan, words),
    writeSafeFrom(parts, words),
    writeProtocol(parts, words),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');

/** A waiting time that runs out says nothing while a test still says otherwise. Of naltrexone given too early no test is asked. */
const writePresumption = ({ dates, plan }: DateParts, words: CardWords): string =>
  dates === undefined || dates === 'never' || plan?.washouts.some(({ open }) => open) !== true
    ? ''
    : words.sentence('detail.presumes-tests', {});

/**
 * A day before which no dose is advised at all is only worth words while it lies ahead. What counts to now, such as withdrawal, may
 * be over on a planned day further ahead: then a new look is asked for (`clinical-opioid` 12).
 */
function writeDays({ dates, judged }: DateParts, words: CardWords): string {
  if (dates === undefined) return '';
  if (dates === 'never') return words.sentence('detail.no-date', {});
  const { notBefore, earliest } = dates;
  const earliestDate = day(earliest);
  const planned = judged.map(({ clock }) => clock.planned.day);
  const sentence =
    notBefore !== undefined && planned.some((one) => notBefore > one)
      ? words.sentence('detail.dates', { earliestDate, notBefore: day(notBefore) })
      : words.sentence('detail.earliest-date', { earliestDate });
  const later = planned.find((one) => one > earliest);
  return later === undefined
    ? sentence
    : `${sentence} ${words.sentence('detail.look-again', { planned: day(later) })}`;
}

/** Of several drugs the one whose waiting time ends last; with one drug its bullet says all. */
function writeDeciding(plan: InductionPlan | undefined, words: CardWords): string {
  const open = plan?.washouts.filter((one) => one.open) ?? [];
  const deciding = open.find((one) => one.deciding);
  return deciding === undefined || open.every(({ name }) => name === deciding.name)
    ? ''
    : words.sentence('detail.decided-by', {
        opioid: text(deciding.name),
        source: term(`source.${deciding.from}`),
      });
}

/** An order for a day on which all waiting times are over: said where a card exists for another reason. */
function writeSafeFrom({ plan, dates, judged }: DateParts, words: CardWords): string {
  const [first] = judged;
  return dates !== undefined || plan?.safeFrom === undefined || first === undefined
    ? ''
    : words.sentence('detail.safe-from', {
        safeFrom: day(plan.safeFrom),
        planned: day(first.clock.planned.day),
      });
}

/** What the site's protocol asks for, wherever it made a finding milder. */
function writeProtocol({ plan, findings }: DateParts, words: CardWords): string {
  const isLowered = plan?.protocol.lowered.some(({ question, outcome }) =>
    findings.some((one) => one.question === question && one.outcome === outcome),
  );
  return plan === undefined || isLowered !== true
    ? ''
    : words.sentence('detail.protocol', {
        name: text(plan.protocol.name),
        requirements: list(plan.protocol.requirements.map(text)),
      });
}
