import type { DraftOrder } from '../call.js';
import type { Gap, UsedLocalCode } from '../decision.js';
import type { TermName } from '../pack/terms.js';
import { DAY_MS, type Day } from '../time/instant.js';
import type { WouldClear } from '../plan/clearing-fact.js';
import type { Finding } from '../rules/finding.js';
import type { JudgedOrder } from '../rules/judge-order.js';
import { day, list, number, term, text, type WordValue } from '../rules/rule.js';
import type { CardWords } from './card-words.js';
import { listRules } from './list-rules.js';
import { nameFault } from './name-fault.js';
import { writeClearing } from './write-clearing.js';
import { type DateParts, writeDates } from './write-dates.js';
import { writeLocalCodes } from './write-local-codes.js';

const MAX_BULLETS = 6;
const MAX_STEPS = 3;

/** What a card's detail is written from. What is to come, like the days, only where this card carries it. */
export interface DetailParts extends DateParts {
  /** Findings with a bullet, in reading order. */
  readonly bullets: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly foreignRows: number;
  readonly unassigned: number;
  readonly localCodes: readonly UsedLocalCode[];
  readonly wouldClear: WouldClear | undefined;
}

/**
 * The detail of a card in GitHub-flavoured Markdown without HTML: the facts with dates and sources, the way forward, the dates,
 * what could not be seen, and the rules behind it.
 */
export function writeDetail(parts: DetailParts, words: CardWords): string {
  const paragraphs = [
    writeBullets(parts, words),
    writeNext(parts.bullets, words),
    writeSupplyRoute(parts, words),
    writeClearing(parts.wouldClear, words),
    writeDates(parts, words),
    writeGaps(parts, words),
    writeLocalCodes(parts, words),
    writeFooter(parts.findings, words),
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function writeBullets({ bullets, judged }: DetailParts, words: CardWords): string {
  const lines = bullets.slice(0, MAX_BULLETS).map((finding) => {
    const bullet = writeBullet(finding, words);
    if (judged.length === 1) return bullet;
    const orders = list(judged.flatMap((one) => nameIn(finding, one)));
    return `${bullet} ${words.sentence('detail.for-orders', { orders })}`;
  });
  const more = bullets.length - lines.length;
  if (more > 0) lines.push(words.sentence('detail.more', { count: number(more) }));
  return lines.map((line) => `- ${line}`).join('\n');
}

/** What was answered for before takes one line. */
function writeBullet(finding: Finding, words: CardWords): string {
  const { bullet, summary } = words.outcomeOf(finding);
  const { acknowledged } = finding;
  if (acknowledged === undefined) return words.say(bullet, finding, 'markdown');
  const { on, until } = acknowledged;
  const said = { on: day(on), finding: text(words.say(summary, finding, 'plain')) };
  return until === undefined
    ? words.sentence('detail.acknowledged', said)
    : words.sentence('detail.put-off', { ...said, until: day(until) });
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
      return next === undefined || finding.acknowledged !== undefined
        ? []
        : [words.say(next, finding, 'markdown')];
    }),
  );
  return steps.size === 0
    ? ''
    : `**${words.sentence('detail.next', {})}** ${[...steps].slice(0, MAX_STEPS).join(' ')}`;
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
    writeFutureDated(judged, words),
    unassigned > 0 ? words.sentence('detail.unassigned', { count: number(unassigned) }) : '',
    judged.some(isFirstOpioidDose) ? words.sentence('detail.treatment-programmes', {}) : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Data-quality line: facts that no rule has seen, because their dates lie ahead. */
function writeFutureDated(judged: readonly JudgedOrder[], words: CardWords): string {
  const sources = new Set(judged.flatMap((one) => one.futureDated.map(({ source }) => source)));
  return sources.size === 0
    ? ''
    : words.sentence('detail.future-dated', { count: number(sources.size) });
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

/** Who supplies the kit decides who bills the drug (`clinical-liver-other` E2). */
function writeSupplyRoute({ judged }: DetailParts, words: CardWords): string {
  const isOpen = judged.some(
    ({ call, order: { identity }, evidence: { billing, coverage } }) =>
      call.question === 'readiness' &&
      identity.is === 'naltrexone' &&
      identity.product === 'depot' &&
      billing.pharmacySupply === undefined &&
      coverage.policy.policy.benefit !== 'pharmacy',
  );
  return isOpen ? words.sentence('detail.supply-route', {}) : '';
}

/** Doses of opioid treatment programmes are usually not visible in the chart (`clinical-opioid` 8.5). */
const isFirstOpioidDose = ({ call, order, lane, indication }: JudgedOrder): boolean =>
  call.question === 'naltrexone' &&
  order.identity.is === 'naltrexone' &&
  lane === 'first-dose' &&
  indication === 'opioid-rules';

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
