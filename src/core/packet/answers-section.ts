import type { QuestionnaireItem } from 'fhir/r4.js';
import { formatDay } from '../compose/format-day.js';
import type { Day } from '../time/instant.js';
import { DAY_MS } from '../time/instant.js';
import type { AnswerValue } from './documented.js';
import type { PaperInput } from './paper-input.js';
import type { Row, Section } from './paper.js';
import type { StatementWriter } from './statements.js';

/** The answers of the questionnaire as a table; open questions stand among the gaps. */
export function answersSection(given: PaperInput, write: StatementWriter): Section {
  const questions = new Map(
    flatten(given.questionnaire.item ?? []).map(({ linkId, text }) => [linkId, text ?? linkId]),
  );
  const rows = Object.values(given.items)
    .flatMap(({ answers }) => answers)
    .flatMap(({ linkId, value, evidence, reported }): readonly Row[] => {
      const basis = write.rows(evidence);
      const cells = [questions.get(linkId) ?? linkId, showValue(value)];
      return basis === undefined ? [] : [{ cells, basis, reported }];
    });
  return {
    id: 'answers',
    title: write.title('heading-answers'),
    warns: false,
    statements: [write.frame('filled')],
    table: { head: [write.title('column-question'), write.title('column-answer')], rows },
  };
}

const flatten = (items: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] =>
  items.flatMap((one) => [one, ...flatten(one.item ?? [])]);

function showValue(value: AnswerValue): string {
  if ('valueBoolean' in value) return value.valueBoolean ? 'yes' : 'no';
  if ('valueInteger' in value) return String(value.valueInteger);
  if ('valueDate' in value) return formatDay((Date.parse(value.valueDate) / DAY_MS) as Day);
  if ('valueString' in value) return value.valueString;
  if ('valueCoding' in value) {
    const { display, code } = value.valueCoding;
    return display ?? code ?? '';
  }
  const { value: amount, unit } = value.valueQuantity;
  return [String(amount), unit].filter((part) => part !== undefined).join(' ');
}
