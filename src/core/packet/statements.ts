import { fillWords } from '../compose/fill-words.js';
import type { SliceName } from '../chart.js';
import { resourceOf, type Provenance } from '../evidence/provenance.js';
import type { FrameName, PacketWords } from '../pack/packet-words.js';
import type { Terms } from '../pack/terms.js';
import type { WordValue } from '../rules/rule.js';
import type { Gap as ReadGap } from '../decision.js';
import type { Fact, Gap } from './documented.js';
import { gapText } from './gap-text.js';
import type { ChartIndex } from './index-chart.js';
import type { Basis, Citation, Statement } from './paper.js';

/** Makes statements of facts, of gaps and of fixed words. */
export interface StatementWriter {
  /** Undefined when the fact rests on a row that has no id: it cannot be cited. */
  readonly fact: (fact: Fact) => Statement | undefined;
  readonly gap: (gap: Gap) => Statement;
  readonly frame: (frame: FrameName) => Statement;
  /** Fixed words as they stand in headings and columns. */
  readonly title: (frame: FrameName) => string;
  /** A basis of rows; undefined when one of them cannot be cited, or there is none. */
  readonly rows: (evidence: readonly Provenance[]) => Basis | undefined;
  readonly search: (text: string, looked: readonly SliceName[]) => Statement;
}

export function statementWriter(
  index: ChartIndex,
  words: PacketWords,
  terms: Terms,
  frameValues: Readonly<Record<string, WordValue>>,
  unread: readonly ReadGap[],
): StatementWriter {
  const title = (frame: FrameName): string =>
    fillWords(words.frames[frame], frameValues, terms, 'plain');
  const rows = (evidence: readonly Provenance[]): Basis | undefined => {
    const cited = evidence.map((one) => citationOf(one, index));
    const citations = cited.filter((one) => one !== undefined);
    return citations.length === 0 || citations.length < cited.length
      ? undefined
      : { kind: 'chart', citations: onceEach(citations) };
  };
  return {
    title,
    rows,
    frame: (frame) => ({ text: title(frame), basis: { kind: 'frame', frame }, reported: false }),
    gap: (gap) => ({
      text: gapText(gap, words, terms, unread),
      basis: { kind: 'search', looked: gap.looked },
      reported: false,
    }),
    search: (text, looked) => ({ text, basis: { kind: 'search', looked }, reported: false }),
    fact: ({ name, values, evidence, reported }) => {
      const basis = rows(evidence);
      const text = fillWords(words.facts[name], values, terms, 'plain');
      return basis && { text, basis, reported };
    },
  };
}

/** A draft without an id is cited by its place, all else by `Type/id`, whatever part of it is meant. */
function citationOf({ source }: Provenance, index: ChartIndex): Citation | undefined {
  const row = index.get(source) ?? index.get(resourceOf(source));
  return row && { source: row.source, day: row.day };
}

const onceEach = (citations: readonly Citation[]): readonly Citation[] => [
  ...new Map(citations.map((one) => [one.source, one])).values(),
];
