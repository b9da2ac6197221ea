import type { ChartIndex } from './index-chart.js';
import type { Basis, CitedRow, Section } from './paper.js';

/** The rows that sections cite, numbered in the order in which a reader meets them. */
export function citedRows(sections: readonly Section[], index: ChartIndex): readonly CitedRow[] {
  const bases: readonly Basis[] = sections.flatMap(({ statements, table }) => [
    ...statements.map(({ basis }) => basis),
    ...(table?.rows ?? []).map(({ basis }) => basis),
  ]);
  const sources = new Set(
    bases.flatMap((basis) =>
      basis.kind === 'chart' ? basis.citations.map(({ source }) => source) : [],
    ),
  );
  return [...sources].map((source, place) => {
    const row = index.get(source);
    return { number: place + 1, source, day: row?.day, label: row?.label ?? source };
  });
}
