import { fillWords } from '../compose/fill-words.js';
import type { Readiness } from '../readiness/assess-readiness.js';
import type { DenialRisk, OpenCheck } from '../readiness/denial-risks.js';
import type { PaperInput } from './paper-input.js';
import type { Row, Section } from './paper.js';
import { criterionTitle } from './payer-section.js';
import { SEARCHED } from './shown-requirement.js';
import type { StatementWriter } from './statements.js';

/** The reasons for denial that are open, each with its open checks. */
export function risksSection(
  readiness: Readiness,
  given: PaperInput,
  write: StatementWriter,
): Section {
  const rows = readiness.denialRisks.flatMap((one) => rowOf(one, readiness, given, write));
  const columns = ['risk', 'state', 'fix', 'why'] as const;
  return {
    id: 'risks',
    title: write.title('heading-risks'),
    warns: false,
    statements: rows.length === 0 ? [write.frame('no-risks')] : [],
    table:
      rows.length === 0
        ? undefined
        : { head: columns.map((one) => write.title(`column-${one}`)), rows },
  };
}

function rowOf(
  { id, state, open }: DenialRisk,
  readiness: Readiness,
  given: PaperInput,
  write: StatementWriter,
): readonly Row[] {
  const words = given.knowledge.readiness.denialRisks.risks[id];
  if (state === 'none-seen' || words === undefined) return [];
  const checks = open.flatMap((check) => titleOf(check, readiness, given) ?? []);
  // The reason itself may be said only where a check is known to be open.
  const why = state === 'unknown' ? given.words.undecided : words.reason;
  // An open check often is that nothing was found: it has no rows.
  const basis = write.rows(open.flatMap(({ evidence }) => evidence)) ?? SEARCHED;
  const label = given.words.riskStates[state];
  const cells = [words.title, label, words.fix, checks.length === 0 ? why : checks.join('; ')];
  return [{ cells, basis, reported: false }];
}

/** Of a rule or an authorization the risk itself says what it is. */
function titleOf(
  { kind, id }: OpenCheck,
  { checklist, renewal, payer }: Readiness,
  given: PaperInput,
): string | undefined {
  const { readiness: lists, drug } = given.knowledge;
  if (kind === 'criterion') {
    const criterion = payer.criteria.find((one) => one.id === id);
    return criterion && criterionTitle(criterion, given);
  }
  if (kind !== 'requirement') return undefined;
  const line = [...checklist, ...renewal].find((one) => one.id === id);
  const title = (lists.checklist.items[id] ?? lists.renewal.items[id])?.title;
  return line && title && fillWords(title, line.values, drug.terms, 'plain');
}
