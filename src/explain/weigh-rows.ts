import { isDeepStrictEqual } from 'node:util';
import type { FhirResource } from 'fhir/r4.js';
import { type Chart, resourcesOf, type Slice, type SliceName } from '../core/chart.js';
import { translateChart } from '../core/evidence/local-codes/translate-chart.js';
import type { Evidence } from '../core/evidence/evidence.js';
import type { Knowledge } from '../core/pack/knowledge.js';
import { situationOf } from '../core/situation-of.js';
import type { Decide } from '../hook/hook-parts.js';
import type { Judged } from '../replay/replay-decision.js';
import { ignoredBecause, type IgnoredBecause } from './ignored-because.js';

/** What one row of a chart did for the answer. */
export interface WeighedRow {
  /** `Type/id`. */
  readonly row: string;
  readonly slice: SliceName;
  /** `decides` = without it the answer would be another; `counts` = it is evidence, and the answer would be the same without it. */
  readonly weight: 'decides' | 'counts' | 'ignored';
  /** The kinds of evidence that it is, or changes. */
  readonly evidence: readonly (keyof Evidence)[];
  /** Rules whose finding names it. */
  readonly rules: readonly string[];
  /** Of an ignored row. */
  readonly because: IgnoredBecause | undefined;
}

/**
 * Weighs each row by taking it away and deciding again, so that what is said can never differ from what the rules do. Rows that a
 * finding names come first.
 * @param limit so many rows at most: each costs several decisions over the whole chart
 * @param isOver asked before each row; the rest is left out
 */
export function weighRows(
  judged: Judged,
  knowledge: Knowledge,
  decide: Decide,
  limit: number,
  isOver: () => boolean,
): readonly WeighedRow[] {
  const { call, chart, site, now, decision } = judged;
  const evidenceOf = (other: Chart): readonly Evidence[] =>
    situationOf(
      call,
      translateChart(other, knowledge.terminology, site.localCodes).chart,
      knowledge,
      site,
      now,
    ).map(({ evidence }) => evidence);
  const usual = evidenceOf(chart);
  const answer = JSON.stringify(decision.cards);

  const rulesOf = ({ row }: RowInSlice): readonly string[] =>
    decision.findings
      .filter((finding) => finding.evidence.some(({ source }) => isOf(source, row)))
      .map(({ rule }) => rule);

  return rowsIn(chart)
    .map((one) => ({ ...one, rules: rulesOf(one) }))
    .sort((one, other) => Number(other.rules.length > 0) - Number(one.rules.length > 0))
    .slice(0, limit)
    .flatMap(({ row, slice, resource, rules }): readonly WeighedRow[] => {
      if (isOver()) return [];
      const without = chartWith(chart, resource, []);
      const evidence = namesOfDifferent(usual, evidenceOf(without));
      const decides = JSON.stringify(decide(call, without, knowledge, site, now).cards) !== answer;
      const weight = decides ? 'decides' : evidence.length > 0 ? 'counts' : 'ignored';
      const weighed: WeighedRow = {
        ...{ row, slice, weight, evidence, rules },
        because:
          weight === 'ignored'
            ? ignoredBecause(
                resource,
                now,
                (variant) =>
                  namesOfDifferent(usual, evidenceOf(chartWith(chart, resource, [variant])))
                    .length > 0,
              )
            : undefined,
      };
      return [weighed];
    });
}

export const countRows = (chart: Chart): number => rowsIn(chart).length;

interface RowInSlice {
  readonly row: string;
  readonly slice: SliceName;
  readonly resource: FhirResource;
}

/** Each row once, though two searches may bring it. */
function rowsIn({ slices }: Chart): readonly RowInSlice[] {
  const rows = new Map<string, RowInSlice>();
  for (const [slice, content] of Object.entries(slices) as [SliceName, Slice][]) {
    resourcesOf(content).forEach((resource, place) => {
      const name = typeof resource.id === 'string' ? resource.id : `#${slice}-${String(place + 1)}`;
      const row = `${resource.resourceType}/${name}`;
      if (!rows.has(row)) rows.set(row, { row, slice, resource });
    });
  }
  return [...rows.values()];
}

/** A chart in which other rows stand in the place of one, in every slice that holds it. */
function chartWith(chart: Chart, row: FhirResource, others: readonly FhirResource[]): Chart {
  const isIt = (one: FhirResource) =>
    one === row ||
    (typeof row.id === 'string' && one.id === row.id && one.resourceType === row.resourceType);
  const changed = Object.entries(chart.slices).map(([name, slice]) => {
    if (slice.state !== 'complete' && slice.state !== 'partial') return [name, slice];
    const resources = slice.resources.flatMap((one) => (isIt(one) ? others : [one]));
    return [name, { ...slice, resources }];
  });
  return { ...chart, slices: Object.fromEntries(changed) as Chart['slices'] };
}

function namesOfDifferent(
  one: readonly Evidence[],
  other: readonly Evidence[],
): readonly (keyof Evidence)[] {
  const names = Object.keys(one[0] ?? {}) as (keyof Evidence)[];
  return names.filter((name) =>
    one.some((evidence, place) => !isDeepStrictEqual(evidence[name], other[place]?.[name])),
  );
}

/** A part of a row is named behind its id. */
const isOf = (source: string, row: string): boolean =>
  source === row || source.startsWith(`${row}#`);
