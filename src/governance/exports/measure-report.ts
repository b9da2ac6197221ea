import type {
  MeasureReport,
  MeasureReportGroup,
  MeasureReportGroupPopulation,
  MeasureReportGroupStratifier,
  Quantity,
} from 'fhir/r4.js';
import type { DisclosureNotice } from '../../core/pack/disclosure-notice.js';
import type { Count, GovernanceReport } from '../report/governance-report.js';
import { type Rate, ratesOfReport } from '../report/rates-of-report.js';

const MEASURE = 'urn:naltrexone-cds:measure:governance';
const POPULATIONS = 'http://terminology.hl7.org/CodeSystem/measure-population';
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/**
 * A report as a FHIR R4 MeasureReport: one group for each measure of each subject, with the clients and their groups as strata.
 * A withheld count has a data-absent-reason `masked` in its place.
 */
export function measureReport(
  report: GovernanceReport,
  { statement }: DisclosureNotice,
): MeasureReport {
  const groups = new Map<string, Rate[]>();
  for (const rate of ratesOfReport(report)) {
    const { measure, question = '', subject = '', version = '' } = rate;
    const name = [measure.id, question, subject, version].filter((part) => part !== '').join(' ');
    groups.set(name, [...(groups.get(name) ?? []), rate]);
  }
  return {
    resourceType: 'MeasureReport',
    meta: {
      security: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
          code: '42CFRPart2',
          display: '42 CFR Part2',
        },
      ],
    },
    text: {
      status: 'additional',
      div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${escaped(statement)}</p></div>`,
    },
    status: 'complete',
    type: 'summary',
    measure: MEASURE,
    date: report.madeAt,
    period: { start: report.period.from, end: report.period.until },
    group: [...groups].map(([name, rates]) => groupOf(name, rates, report.client)),
  };
}

function groupOf(name: string, rates: readonly Rate[], client?: string): MeasureReportGroup {
  const whole = rates.find(({ row }) => row.by === undefined && row.client === client);
  const clients = rates.filter(({ row }) => row.by === undefined && row.client !== client);
  const groups = [...new Set(rates.flatMap(({ row }) => row.by ?? []))];
  const stratifier: MeasureReportGroupStratifier[] = [
    ...(clients.length === 0
      ? []
      : [
          {
            code: [{ text: 'client' }],
            stratum: clients.map((rate) => ({
              value: { text: rate.row.client ?? '' },
              ...numbersOf(rate),
            })),
          },
        ]),
    ...groups.map((by) => ({
      code: [{ text: `client and ${by}` }],
      stratum: rates
        .filter(({ row }) => row.by === by)
        .map((rate) => ({
          component: [
            { code: { text: 'client' }, value: { text: rate.row.client ?? '' } },
            { code: { text: by }, value: { text: rate.row.value ?? '' } },
          ],
          ...numbersOf(rate),
        })),
    })),
  ];
  return {
    code: { text: name },
    ...(whole === undefined ? {} : numbersOf(whole)),
    ...(stratifier.length === 0 ? {} : { stratifier }),
  };
}

const numbersOf = ({
  numerator,
  denominator,
  per100,
}: Rate): { population: MeasureReportGroupPopulation[]; measureScore?: Quantity } => ({
  population: [populationOf('numerator', numerator), populationOf('denominator', denominator)],
  ...(per100 === null
    ? {}
    : { measureScore: { value: Math.round(per100 * 1e4) / 1e4, unit: 'per 100' } }),
});

const populationOf = (code: string, count: Count): MeasureReportGroupPopulation => ({
  code: { coding: [{ system: POPULATIONS, code }] },
  ...(count === null
    ? { _count: { extension: [{ url: ABSENT, valueCode: 'masked' }] } }
    : { count }),
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
