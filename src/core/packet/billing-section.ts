import type { PaperInput } from './paper-input.js';
import type { Section } from './paper.js';
import type { StatementWriter } from './statements.js';

/** What a claim for this order will look like; nothing of it is sent anywhere. */
export function billingSection(
  { situation, decision: { billing }, knowledge }: PaperInput,
  write: StatementWriter,
): Section {
  const basis = write.rows([{ source: situation.order.ref, slice: 'order', complete: true }]);
  const rows =
    basis === undefined
      ? []
      : (billing?.lines ?? []).map((line) => ({
          cells: [[line.code, ...line.modifiers].join(' '), String(line.units)],
          basis,
          reported: false,
        }));
  const remarks = (billing?.remarks ?? []).map((one) => knowledge.drug.terms[`billing.${one}`]);
  return {
    id: 'billing',
    title: write.title('heading-billing'),
    warns: false,
    statements:
      basis === undefined ? [] : remarks.map((text) => ({ text, basis, reported: false })),
    table:
      rows.length === 0
        ? undefined
        : { head: [write.title('column-claim-line'), write.title('column-units')], rows },
  };
}
