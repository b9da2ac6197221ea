import type { MedicationStatement } from 'fhir/r4.js';
import { isAfter } from '../../time/distance.js';
import { exactly, type Point, type Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { type ActiveNaltrexone, type Exposure, isBuprenorphineDepot } from '../exposure.js';
import { listOf } from '../fhir-json.js';
import { identifyMedication } from '../recognise/identify-medication.js';
import type { Provenance } from '../provenance.js';
import { isTestDose } from './is-test-dose.js';
import { activeOther, asSystemicOpioid, isListOnlyDrug } from './listed-drugs.js';
import { drugOf, type MedicationUse, type OpioidIdentity } from './medication-use.js';
import { readOpenEntry } from './read-open-entry.js';
import { readPeriodEnd } from './read-period-end.js';
import { clipAtNow, isPlannedLater, type Reader } from './reader.js';

const CONFIRMED = new Set<string>(['active', 'completed', 'stopped']);
const POSSIBLE = new Set<string>(['unknown', 'on-hold', 'intended']);

/** An entry of the medication list (`clinical-opioid` 5.1, fourth row). */
export function readStatement(
  reader: Reader,
  row: ChartRow<MedicationStatement>,
): readonly MedicationUse[] {
  const { resource } = row;
  const { status } = resource;
  if (!CONFIRMED.has(status) && !POSSIBLE.has(status) && status !== 'not-taken') return [];
  const { identity, dosage } = identifyMedication(
    reader.terminology,
    reader.medications,
    resource,
    listOf(resource.dosage)[0],
  );
  const asserted = assertedOn(reader, resource);
  const provenance = provenanceOf(row);
  if (identity.is === 'naltrexone') {
    const { product } = identity;
    return [
      ...listedNaltrexone(product, status, asserted, provenance),
      ...activeNaltrexone(reader, row, product, asserted),
    ];
  }
  const active = status === 'active' || status === 'on-hold';
  const other = active ? activeOther(reader, identity, dosage, provenance) : undefined;
  if (other !== undefined) {
    const end = effectiveEnd(reader, resource);
    return end !== undefined && isAfter(reader.planned, end.latest)
      ? []
      : [{ is: 'other', medication: other }];
  }
  const opioid = identity.is === 'opioid' ? asSystemicOpioid(reader, identity, dosage) : undefined;
  if (opioid === undefined) return [];
  if (status === 'not-taken') return readNotTaken(reader, row, opioid);
  const start = readFhirTime(resource.effectivePeriod?.start, reader.zone);
  if (start !== undefined && isPlannedLater(reader, start)) return [];
  if (isBuprenorphineDepot(opioid.exposureClass)) {
    const end = effectiveEnd(reader, resource);
    const depot = {
      product: opioid.exposureClass,
      event: 'given',
      from: 'statement',
      certainty: 'possible',
      at: end === undefined ? asserted && exactly(asserted) : pastEnd(reader, end),
      provenance,
    } as const;
    return [{ is: 'depot', depot }];
  }
  const drug = {
    from: 'statement',
    asNeeded: dosage.asNeeded,
    listedOn: asserted,
    provenance,
    ...drugOf(opioid),
  } as const;
  return coursesOf(reader, resource, opioid, asserted).map((course) => ({
    is: 'exposure',
    exposure: { ...drug, ...course },
  }));
}

function listedNaltrexone(
  product: ActiveNaltrexone['product'],
  status: MedicationStatement['status'],
  asserted: Point | undefined,
  provenance: Provenance,
): readonly MedicationUse[] {
  if (status !== 'active' || asserted === undefined) return [];
  const covers = { first: asserted, last: asserted };
  return [
    { is: 'naltrexone-listing', listing: { product, from: 'statement', covers, provenance } },
  ];
}

/** An end that is stated and over ends it, whatever the status says. */
function activeNaltrexone(
  reader: Reader,
  row: ChartRow<MedicationStatement>,
  product: ActiveNaltrexone['product'],
  asserted: Point | undefined,
): readonly MedicationUse[] {
  const { resource } = row;
  if (resource.status !== 'active' && resource.status !== 'on-hold') return [];
  const end = readPeriodEnd(resource.effectivePeriod, reader.zone);
  if (end !== undefined && isAfter(reader.planned, end.latest)) return [];
  const active = {
    product,
    from: 'statement',
    testDose: isTestDose(reader, resource, listOf(resource.dosage)),
    listed: asserted && exactly(asserted),
    provenance: provenanceOf(row),
  } as const;
  return [{ is: 'active-naltrexone', active }];
}

type Course = Pick<Exposure, 'certainty' | 'last' | 'ongoing' | 'doubt'>;

function coursesOf(
  reader: Reader,
  resource: MedicationStatement,
  opioid: OpioidIdentity,
  asserted: Point | undefined,
): readonly Course[] {
  const { status } = resource;
  const end = effectiveEnd(reader, resource);
  const endOf = (last: Span): Span => (status === 'active' ? last : pastEnd(reader, last));
  if (isListOnlyDrug(opioid)) {
    const last =
      end ?? (status === 'active' || asserted === undefined ? undefined : exactly(asserted));
    return [
      {
        certainty: 'possible',
        last: last && endOf(last),
        ongoing: false,
        doubt: 'kratom-by-words',
      },
    ];
  }
  if (!CONFIRMED.has(status)) {
    return [{ certainty: 'possible', last: end, ongoing: false, doubt: 'unclear-status' }];
  }
  if (end === undefined) {
    if (status === 'active') return [readOpenEntry(reader, opioid, asserted)];
    const last = asserted === undefined ? undefined : exactly(asserted);
    return [{ certainty: 'possible', last, ongoing: false, doubt: 'undated' }];
  }
  const ended: Course = {
    certainty: 'confirmed',
    last: endOf(end),
    ongoing: false,
    doubt: undefined,
  };
  const contradictory =
    status === 'active' &&
    end.latest.day < reader.now.day &&
    reader.now.day - end.latest.day <= reader.numbers['contradiction.listed'];
  return contradictory
    ? [ended, { ...ended, certainty: 'possible', doubt: 'active-but-ended' }]
    : [ended];
}

/** A course that is over cannot have ended later than now. */
function pastEnd(reader: Reader, end: Span): Span {
  const clipped = clipAtNow(reader, end);
  return clipped.when === 'past' ? clipped.at : exactly(reader.now);
}

function effectiveEnd(reader: Reader, resource: MedicationStatement): Span | undefined {
  return (
    readPeriodEnd(resource.effectivePeriod, reader.zone) ??
    readFhirTime(resource.effectiveDateTime, reader.zone)
  );
}

function assertedOn(reader: Reader, resource: MedicationStatement): Point | undefined {
  const asserted = readFhirTime(resource.dateAsserted, reader.zone);
  if (asserted === undefined) return undefined;
  const clipped = clipAtNow(reader, asserted);
  return clipped.when === 'past' ? clipped.at.latest : reader.now;
}

/** Only a wholly read list may calm an alarm: a later entry could be on the page that is missing. */
function readNotTaken(
  reader: Reader,
  row: ChartRow<MedicationStatement>,
  opioid: OpioidIdentity,
): readonly MedicationUse[] {
  const stated =
    readFhirTime(row.resource.dateAsserted, reader.zone) ?? effectiveEnd(reader, row.resource);
  const said = stated && clipAtNow(reader, stated);
  if (!row.complete || said?.when !== 'past') return [];
  return opioid.opioids.map((ingredient) => ({
    is: 'not-taken',
    notTaken: { ingredient, asserted: said.at.earliest },
  }));
}
