import type { Claim, ClaimItem, Reference } from 'fhir/r4.js';
import type { Terminology } from '../../pack/terminology.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import type { TimeZone } from '../../time/time-zone.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import type { BillingLine, EarlierUnits } from './billing-evidence.js';
import { unitsOfLine } from './read-billed-units.js';
import { readBillingCode } from './read-billing-code.js';
import { modifiersIn } from './read-modifiers.js';

const STANDING = new Set<unknown>(['draft', 'active']);
const USES = ['claim', 'preauthorization', 'predetermination'] as const;

/** The lines of draft and active claims that name this order: in an extension of the line, or as the claim's prescription. */
export const readClaimLines = (
  terminology: Terminology,
  claims: readonly ChartRow<Claim>[],
  order: string,
): readonly BillingLine[] =>
  standing(claims).flatMap((row) =>
    listOf(row.resource.item).flatMap((item, index) =>
      namesOrder(row.resource, item, order) ? [lineOf(terminology, row, item, index)] : [],
    ),
  );

/** Units of the depot that active claims bill for other orders, with the day of the service. */
export const readEarlierUnits = (
  terminology: Terminology,
  claims: readonly ChartRow<Claim>[],
  order: string,
  zone: TimeZone,
): readonly EarlierUnits[] =>
  standing(claims)
    .filter(({ resource }) => resource.status === 'active' && useOf(resource) === 'claim')
    .flatMap((row) =>
      listOf(row.resource.item).flatMap((item, index): readonly EarlierUnits[] => {
        const line = lineOf(terminology, row, item, index);
        const at = servedAt(row.resource, item, zone);
        const isDepot = line.code?.means === 'depot-naltrexone';
        return isDepot &&
          line.units !== undefined &&
          at !== undefined &&
          !namesOrder(row.resource, item, order)
          ? [{ units: line.units, at, provenance: line.provenance }]
          : [];
      }),
    );

const standing = (claims: readonly ChartRow<Claim>[]): readonly ChartRow<Claim>[] =>
  claims.filter(({ resource }) => STANDING.has(resource.status) && useOf(resource) !== undefined);

/** A claim that does not say what it is for is one to be paid. */
const useOf = ({ use }: Partial<Claim>): BillingLine['use'] =>
  use === undefined ? 'claim' : USES.find((known) => known === use);

function namesOrder(claim: Claim, item: ClaimItem, order: string): boolean {
  const named = [
    ...listOf(item.extension).map(({ valueReference }) => valueReference),
    ...listOf<Reference>(claim.prescription),
  ];
  return named.some((reference) => {
    const text = textOf(reference?.reference);
    return text === order || text?.endsWith(`/${order}`) === true;
  });
}

function lineOf(
  terminology: Terminology,
  row: ChartRow<Claim>,
  item: ClaimItem,
  index: number,
): BillingLine {
  const provenance = provenanceOf(row);
  return {
    source: 'claim',
    statement: provenance.source,
    use: useOf(row.resource),
    code: readBillingCode(terminology, item.productOrService),
    units: unitsOfLine(terminology, item.quantity),
    modifiers: item.modifier === undefined ? undefined : modifiersIn(terminology, item.modifier),
    provenance: { ...provenance, source: `${provenance.source}#${index + 1}` },
  };
}

const servedAt = (claim: Partial<Claim>, item: ClaimItem, zone: TimeZone) =>
  readFhirTime(item.servicedDate, zone) ??
  readFhirTime(item.servicedPeriod?.start, zone) ??
  readFhirTime(claim.billablePeriod?.start, zone);
