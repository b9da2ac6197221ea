import { isDeepStrictEqual } from 'node:util';
import type { CdsCard, CdsResponse } from '../hook/cds-response.js';
import type { DecisionRecord } from '../record/decision-record.js';
import type { Replayed } from './replay-decision.js';

type RecordedCard = DecisionRecord['cards'][number];
type RecordedFinding = DecisionRecord['findings'][number];

/** One thing that differs; `before` or `after` is missing where there is nothing. */
export interface Difference<T> {
  readonly before?: T;
  readonly after?: T;
}

export interface AnswerDifferences {
  /** What became of the call: cards, silence, or no answer at all. */
  readonly answer?: Difference<DecisionRecord['answer'] | 'nothing'>;
  readonly cards: readonly Difference<RecordedCard>[];
  readonly findings: readonly Difference<RecordedFinding>[];
  /** Whether the words of both sides are known; without them `lines` and `members` are empty. */
  readonly words: 'compared' | 'unknown';
  readonly lines: readonly {
    readonly card: string;
    readonly gone: readonly string[];
    readonly come: readonly string[];
  }[];
  /** Of cards with the same lines: their members that differ all the same, `order` when the lines stand in another. */
  readonly members: readonly { readonly card: string; readonly names: readonly string[] }[];
}

/**
 * What is different in an answer that was made again.
 * @param words the response of the other side; undefined where only its record is known
 */
export function compareAnswers(
  before: DecisionRecord,
  after: Replayed,
  words: CdsResponse | undefined,
): AnswerDifferences {
  const answer = after.record?.answer ?? 'nothing';
  return {
    ...(before.answer === answer ? {} : { answer: { before: before.answer, after: answer } }),
    cards: pairs(before.cards, after.record?.cards ?? [], ({ uuid }) => uuid),
    findings: pairs(before.findings, after.record?.findings ?? [], ({ rule, outcome, shadow }) =>
      JSON.stringify([rule, outcome, shadow]),
    ),
    words: words === undefined ? 'unknown' : 'compared',
    lines: words === undefined ? [] : linesOf(words.cards, after.response.cards),
    members: words === undefined ? [] : membersOf(words.cards, after.response.cards),
  };
}

export const isSame = ({ answer, cards, findings, lines, members }: AnswerDifferences): boolean =>
  answer === undefined && cards.length + findings.length + lines.length + members.length === 0;

/**
 * Those of two lists that have no equal in the other, each beside the one with the same name if there is one. Of several with one name
 * the first belongs to the first, and so on: two orders may give the same finding.
 */
function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  nameOf: (one: T) => string,
): readonly Difference<T>[] {
  const left = new Map<string, T[]>();
  for (const one of after) left.set(nameOf(one), [...(left.get(nameOf(one)) ?? []), one]);
  const changed = before.flatMap((one): readonly Difference<T>[] => {
    const other = left.get(nameOf(one))?.shift();
    if (isDeepStrictEqual(one, other)) return [];
    return [other === undefined ? { before: one } : { before: one, after: other }];
  });
  return [...changed, ...[...left.values()].flat().map((one) => ({ after: one }))];
}

function linesOf(
  before: readonly CdsCard[],
  after: readonly CdsCard[],
): AnswerDifferences['lines'] {
  const uuids = [...new Set([...before, ...after].map(({ uuid }) => uuid))];
  return uuids.flatMap((uuid) => {
    const [one, other] = [before, after].map((cards) => textOf(cards, uuid));
    const gone = (one ?? []).filter((line) => other?.includes(line) !== true);
    const come = (other ?? []).filter((line) => one?.includes(line) !== true);
    return gone.length + come.length === 0 ? [] : [{ card: uuid, gone, come }];
  });
}

function membersOf(
  before: readonly CdsCard[],
  after: readonly CdsCard[],
): AnswerDifferences['members'] {
  return before.flatMap((one) => {
    const other = after.find(({ uuid }) => uuid === one.uuid);
    if (other === undefined || linesOf([one], [other]).length > 0) return [];
    const keys = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof CdsCard)[]);
    const names = [...keys]
      .filter((key) => !isDeepStrictEqual(one[key], other[key]))
      .map((key) => (key === 'detail' ? 'order' : key));
    return names.length === 0 ? [] : [{ card: one.uuid, names }];
  });
}

function textOf(cards: readonly CdsCard[], uuid: string): readonly string[] {
  const card = cards.find((one) => one.uuid === uuid);
  if (card === undefined) return [];
  const offers = (card.suggestions ?? []).map(({ label }) => `[${label}]`);
  return [card.summary, ...(card.detail ?? '').split('\n'), ...offers].filter(
    (line) => line !== '',
  );
}
