import { harmless } from '../harmless.js';
import { printTable } from '../print-table.js';
import type { Check, CodingRow, DoctorReport, ScopeGrant, SearchRow } from './report.js';

/** The report as tables and sentences. */
export function printReport(report: DoctorReport): string {
  const { client, registry, service, server, scopes, searches, codings, verdict } = report;
  const sections: readonly (readonly [string, string])[] = [
    [`Client ${client}`, checks(registry)],
    ['This service', checks(service)],
    ['FHIR server', checks(server)],
    [
      'Scopes',
      table(
        ['type', 'search', 'read'],
        scopes.map(({ resourceType, search, read }) => [resourceType, grant(search), grant(read)]),
      ),
    ],
    [
      'Chart of the test patient',
      table(['input', 'type', 'status', 'rows', 'pages', 'ms', 'answer'], searches.map(searchRow)),
    ],
    [
      'Codings: rows that our tables know',
      table(
        ['type', 'rows', 'by code', 'by words', 'not known', 'local codes only', 'code systems'],
        codings.map(codingRow),
      ),
    ],
    ['To do', list(report.toDo)],
    ['To know', list(report.toKnow)],
    ['Verdict', `  ${VERDICTS[verdict.answer]}: ${verdict.because}.`],
  ];
  return sections
    .filter(([, body]) => body !== '')
    .map(([title, body]) => `${title}\n${body}`)
    .join('\n\n');
}

const VERDICTS: Readonly<Record<DoctorReport['verdict']['answer'], string>> = {
  honest: 'An order for this patient would get an honest answer',
  'data-source-unreadable': 'An order for this patient would get a data-source-unreadable card',
  'not-checked': 'An order for this patient would get a card that nothing was checked',
};

const checks = (rows: readonly Check[]): string =>
  table(
    ['what', 'state', 'found'],
    rows.map(({ subject, found, remedy }) => [
      subject,
      remedy === undefined ? 'ok' : 'LOOK',
      harmless(found),
    ]),
  );

const grant = (given: ScopeGrant | undefined): string => {
  if (given === undefined) return '-';
  return given.version === undefined ? given.grant : `${given.grant} (${given.version})`;
};

function searchRow(row: SearchRow): readonly string[] {
  const { slice, resourceType, status, rows, pages, milliseconds, completeness, why, lost } = row;
  const because = why === undefined ? '' : ` (${why})`;
  const without = lost.length === 0 ? '' : `; lost: ${lost.join(', ')}`;
  return [
    slice,
    resourceType,
    ...[status, rows, pages, milliseconds].map((number) => String(number ?? '-')),
    completeness + because + without,
  ];
}

const codingRow = (row: CodingRow): readonly string[] => [
  row.resourceType,
  ...[row.rows, row.byCode, row.byWords, row.notKnown, row.localOnly].map(String),
  Object.entries(row.systems)
    .map(([system, count]) => `${system} ${String(count)}`)
    .join(', '),
];

const list = (sentences: readonly string[]): string =>
  sentences.map((sentence) => `  - ${sentence}`).join('\n');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? '' : printTable(head, rows).replace(/^/gm, '  ');
