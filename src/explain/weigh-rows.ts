import { isDeepStrictEqual } from 'node:util';
import type { FhirResource } from 'fhir/r4.js';
import { type Chart, resourcesOf, type Slice, type SliceName } from '../core/chart.js';
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
 * Weighs each row by taking it away and deciding again, so that what is said can never differ from what the rules do.
 * @param limit so many rows at most: each costs a decision
 */
export function weighRows(
  judged: Judged,
  knowledge: Knowledge,
  decide: Decide,
  limit: number,
): readonly WeighedRow[] {
  const { call, chart, site, now, decision } = judged;
  const evidenceOf = (other: Chart): readonly Evidence[] =>
    situationOf(call, other, knowledge, site, now).map(({ evidence }) => evidence);
  const usual = evidenceOf(chart);
  const answer = JSON.stringify(decision.cards);

  return rowsIn(chart)
    .slice(0, limit)
    .map(({ row, slice, resource }) => {
      const without = chartWith(chart, resource, []);
      const evidence = namesOfDifferent(usual, evidenceOf(without));
      const decides = JSON.stringify(decide(call, without, knowledge, site, now).cards) !== answer;
      const weight = decides ? 'decides' : evidence.length > 0 ? 'counts' : 'ignored';
      return {
        ...{ row, slice, weight, evidence },
        rules: decision.findings
          .filter((finding) => finding.evidence.some(({ source }) => isOf(source, row)))
          .map(({ rule }) => rule),
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
