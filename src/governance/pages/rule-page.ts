import { type ComponentChildren, h } from 'preact';
import type { GovernanceReport, ReportRow } from '../report/governance-report.js';
import { countAt } from '../report/define-measures.js';
import { type Rate, ratesOfReport } from '../report/rates-of-report.js';
import { count, rate, table } from './elements.js';

const OVERRIDDEN = 'fired/shown/overridden/';
const SHARES = ['fires-per-calls', 'rule-acceptance', 'rule-override', 'rule-no-response'];

/** One rule in all its versions: by client, role, hook and arm, and why it was overridden. */
export function rulePage(report: GovernanceReport, rule: string): readonly ComponentChildren[] {
  const tables = report.rules.filter((one) => one.rule === rule);
  if (tables.length === 0) return [h('p', null, 'No record of this period names this rule.')];
  const rates = ratesOfReport(report).filter(({ subject }) => subject === rule);
  return tables.flatMap(({ question, version, rows }) => {
    const of = rates.filter((one) => one.question === question && one.version === version);
    const named = `${version}, ${question}`;
    return [
      h('h2', null, `Version ${named}`),
      table({
        caption: `Version ${named}, per 100`,
        head: ['Where', 'Calls', 'Accepted', 'Overridden', 'No response', 'In shadow', 'Not shown'],
        rows: rows.map((row) => [
          nameOf(row),
          ...SHARES.map((id) => rate(rateIn(of, row, id))),
          rate(rateIn(of, row, 'shadow-per-calls')),
          count(countAt(row, 'fired/not-shown')),
        ]),
      }),
      table({
        caption: `Why version ${named} was overridden`,
        head: ['Where', 'Reason', 'Times'],
        rows: rows.flatMap((row) =>
          Object.entries(row.counts)
            .filter(([path]) => path.startsWith(OVERRIDDEN))
            .map(([path, value]) => [nameOf(row), path.slice(OVERRIDDEN.length), count(value)]),
        ),
      }),
    ];
  });
}

const rateIn = (rates: readonly Rate[], row: ReportRow, id: string): Rate | undefined =>
  rates.find((one) => one.measure.id === id && one.row === row);

const nameOf = ({ client = 'All clients', by, value }: ReportRow): string =>
  by === undefined ? client : `${client}, ${by} ${value ?? ''}`;
