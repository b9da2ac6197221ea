import { fillWords } from '../compose/fill-words.js';
import type { ReadinessList } from '../pack/readiness-list.js';
import { countDocumented } from '../readiness/list-input.js';
import type { Requirement } from '../readiness/requirement.js';
import type { PaperInput } from './paper-input.js';
import type { Row, Section, Statement } from './paper.js';
import { risksSection } from './risks-section.js';
import { showRequirement } from './shown-requirement.js';
import type { StatementWriter } from './statements.js';

/**
 * The documentation checklist with its count, what the request could be denied for, and, once an injection was given, what a renewal
 * asks for. None for an order that is no depot.
 */
export function readinessSections(given: PaperInput, write: StatementWriter): readonly Section[] {
  const { decision, knowledge, situation } = given;
  if (decision.readiness === undefined) return [];
  const { checklist, renewal } = decision.readiness;
  const lists = knowledge.readiness;
  const isOngoing = situation.evidence.naltrexoneDoses.some(({ product }) => product === 'depot');
  const section = (
    id: 'checklist' | 'renewal',
    lines: readonly Requirement[],
    statements: readonly Statement[],
  ): Section => ({
    id,
    title: write.title(`heading-${id}`),
    warns: false,
    statements,
    table: {
      head: (['requirement', 'state', 'fix', 'what'] as const).map((one) =>
        write.title(`column-${one}`),
      ),
      rows: lines.map((one) => rowOf(one, lists[id], given, write)),
    },
  });
  return [
    section('checklist', checklist, [write.frame('documented')]),
    risksSection(decision.readiness, given, write),
    ...(isOngoing ? [section('renewal', renewal, [])] : []),
  ];
}

/** How many lines of the checklist that apply are met, as the papers show them. */
export const countChecklist = (
  given: Pick<PaperInput, 'decision' | 'chart' | 'unread' | 'words'>,
  rows: StatementWriter['rows'],
): ReturnType<typeof countDocumented> =>
  countDocumented(
    (given.decision.readiness?.checklist ?? []).map((one) => ({
      ...one,
      state: showRequirement(one, given, rows).state,
    })),
  );

function rowOf(
  one: Requirement,
  { items }: ReadinessList,
  given: PaperInput,
  write: StatementWriter,
): Row {
  const item = items[one.id];
  if (item === undefined) throw new Error(`no words for the line ${one.id}`);
  const { state, label, basis } = showRequirement(one, given, write.rows);
  const fill = (words: string): string =>
    fillWords(words, one.values, given.knowledge.drug.terms, 'plain');
  const isOpen = state !== 'met' && state !== 'not-applicable';
  return {
    cells: [
      ...[fill(item.title), label, isOpen ? fill(item.fix) : ''],
      fill(item.words[state] ?? item.words.unknown),
    ],
    basis,
    reported: false,
  };
}
