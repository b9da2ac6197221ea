import type { DraftOrder } from '../call.js';
import type { Gap, UsedLocalCode } from '../decision.js';
import type { TermName } from '../pack/terms.js';
import { DAY_MS, type Day } from '../time/instant.js';
import type { PlannedDates } from '../plan/earliest-date.js';
import type { Finding } from '../rules/finding.js';
import type { JudgedOrder } from '../rules/judge-order.js';
import { day, list, number, term, text, type WordValue } from '../rules/rule.js';
import type { CardWords } from './card-words.js';
import { listRules } from './list-rules.js';
import { nameFault } from './name-fault.js';
import { writeLocalCodes } from './write-local-codes.js';

const MAX_BULLETS = 6;
const MAX_STEPS = 3;

/** What a card's detail is written from. `dates` only where this card carries them. */
export interface DetailParts {
  /** Findings with a bullet, in reading order. */
  readonly bullets: readonly Finding[];
  /** All findings of the card. */
  readonly findings: readonly Finding[];
  readonly judged: readonly JudgedOrder[];
  readonly gaps: readonly Gap[];
  readonly foreignRows: number;
  readonly unassigned: number;
  readonly localCodes: readonly UsedLocalCode[];
  readonly dates: PlannedDates;
}

/**
 * The detail of a card in GitHub-flavoured Markdown without HTML: the facts with dates and sources, the way forward, the dates,
 * what could not be seen, and the rules behind it.
 */
export function writeDetail(parts: DetailParts, words: CardWords): string {
  const paragraphs = [
    writeBullets(parts, words),
    writeNext(parts.bullets, words),
    writeDates(parts, words),
    writeGaps(parts, words),
    writeLocalCodes(parts, words),
    writeFooter(parts.findings, words),
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function writeBullets({ bullets, judged }: DetailParts, words: CardWords): string {
  const lines = bullets.slice(0, MAX_BULLETS).map((finding) => {
    const bullet = words.say(words.outcomeOf(finding).bullet, finding, 'markdown');
    if (judged.length === 1) return bullet;
    const orders = list(judged.flatMap((one) => nameIn(finding, one)));
    return `${bullet} ${words.sentence('detail.for-orders', { orders })}`;
  });
  const more = bullets.length - lines.length;
  if (more > 0) lines.push(words.sentence('detail.more', { count: number(more) }));
  return lines.map((line) => `- ${line}`).join('\n');
}

/** Among several drafts a bullet names those of which it speaks, by drug and reference. */
const nameIn = ({ orders }: Finding, { order }: JudgedOrder): readonly WordValue[] =>
  orders.includes(order.ref)
    ? [{ kind: 'chart-text', text: `${nameOf(order)} (${order.ref})` }]
    : [];

const nameOf = ({ identity }: DraftOrder): string => ('name' in identity ? identity.name : '');

function writeNext(bullets: readonly Finding[], words: CardWords): string {
  const steps = new Set(
    bullets.flatMap((finding) => {
      const { next } = words.outcomeOf(finding);
      return next === undefined ? [] : [words.say(next, finding, 'markdown')];
    }),
  );
  return steps.size === 0
    ? ''
    : `**${words.sentence('detail.next', {})}** ${[...steps].slice(0, MAX_STEPS).join(' ')}`;
}

/**
 * A day before which the answer is critical is only worth words while it lies ahead. What counts to now, such as withdrawal, may
 * be over on a planned day further ahead: then a new look is asked for (`clinical-opioid` 12).
 */
function writeDates({ dates, judged }: DetailParts, words: CardWords): string {
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

function writeGaps(
  { gaps, foreignRows, unassigned, judged }: DetailParts,
  words: CardWords,
): string {
  const unread = gaps.filter(({ state }) => state !== 'not-asked');
  const absent = gaps.filter(({ fault }) => fault.reason === 'declared-absent');
  const sentences = [
    ...byFault(unread).map(([why, same]) =>
      words.sentence('detail.not-read', { sources: sourcesOf(same), why: term(why) }),
    ),
    absent.length > 0 ? words.sentence('detail.not-asked', { sources: sourcesOf(absent) }) : '',
    foreignRows > 0 ? words.sentence('detail.foreign-rows', { count: number(foreignRows) }) : '',
    unassigned > 0 ? words.sentence('detail.unassigned', { count: number(unassigned) }) : '',
    judged.some(isFirstOpioidDose) ? words.sentence('detail.treatment-programmes', {}) : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The sources that could not be read for one reason, in the order of the reasons' names. */
function byFault(gaps: readonly Gap[]): readonly (readonly [TermName, readonly Gap[]])[] {
  const reasons = [...new Set(gaps.map(({ fault }) => nameFault(fault)))].sort();
  return reasons.map((why) => [why, gaps.filter(({ fault }) => nameFault(fault) === why)]);
}

const sourcesOf = (gaps: readonly Gap[]): WordValue =>
  list(
    [...new Set(gaps.map(({ resourceType }) => resourceType))]
      .sort()
      .map((type) => term(`resource.${type}`)),
  );

/** Doses of opioid treatment programmes are usually not visible in the chart (`clinical-opioid` 8.5). */
const isFirstOpioidDose = ({ order, lane, indication }: JudgedOrder): boolean =>
  order.identity.is === 'naltrexone' && lane === 'first-dose' && indication === 'opioid-rules';

/** Rule versions, whether their knowledge was reviewed, and when the first of them is due for review. */
function writeFooter(findings: readonly Finding[], words: CardWords): string {
  const questions = findings.map(words.questionOf);
  const reviewed = questions.every(({ status }) => status === 'reviewed');
  const firstDue = questions.map(({ reviewBy }) => reviewBy).sort()[0] ?? '';
  return words.sentence('detail.footer', {
    rules: text(
      listRules(findings)
        .map(({ id, version }) => `${id} ${version}`)
        .join(', '),
    ),
    status: term(reviewed ? 'status.reviewed' : 'status.draft'),
    reviewBy: day((Date.parse(firstDue) / DAY_MS) as Day),
  });
}
