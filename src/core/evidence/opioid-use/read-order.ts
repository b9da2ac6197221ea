import type { MedicationRequest } from 'fhir/r4.js';
import { daysLater, isAfter, laterOf } from '../../time/distance.js';
import type { Point, Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { type ActiveNaltrexone, type Exposure, isBuprenorphineDepot } from '../exposure.js';
import { listOf, numberOf } from '../fhir-json.js';
import { identifyMedication } from '../recognise/identify-medication.js';
import { type DosageFacts, daysOfDuration, daysOfSupply, readDosage } from '../read-dosage.js';
import { isTestDose } from './is-test-dose.js';
import { activeOther, asSystemicOpioid, isListOnlyDrug } from './listed-drugs.js';
import { drugOf, type MedicationUse, type OpioidIdentity } from './medication-use.js';
import { readOpenEntry } from './read-open-entry.js';
import { isPlannedLater, type Reader, writtenBy } from './reader.js';

const CONFIRMED = new Set<string>(['active', 'completed', 'stopped']);
const POSSIBLE = new Set<string>(['on-hold', 'unknown']);
const NOT_YET_ORDERED = new Set<string>(['plan', 'proposal', 'option']);

/** An order of the chart (`clinical-opioid` 5.1, third row). */
export function readOrder(
  reader: Reader,
  row: ChartRow<MedicationRequest>,
): MedicationUse | undefined {
  const { resource } = row;
  if (!CONFIRMED.has(resource.status) && !POSSIBLE.has(resource.status)) return undefined;
  if (resource.doNotPerform === true || NOT_YET_ORDERED.has(resource.intent)) return undefined;
  const { identity, dosage } = identifyMedication(
    reader.terminology,
    reader.medications,
    resource,
    listOf(resource.dosageInstruction)[0],
  );
  const active = resource.status === 'active' || resource.status === 'on-hold';
  if (identity.is === 'naltrexone') {
    return active ? activeNaltrexone(reader, row, identity.product) : undefined;
  }
  const other = active ? activeOther(reader, identity, dosage, provenanceOf(row)) : undefined;
  if (other !== undefined) {
    const end = orderEnd(reader, resource, readFhirTime(resource.authoredOn, reader.zone));
    const ended = end !== undefined && isAfter(reader.planned, end.latest);
    return ended ? undefined : { is: 'other', medication: other };
  }
  const opioid = identity.is === 'opioid' ? asSystemicOpioid(reader, identity, dosage) : undefined;
  return opioid === undefined ? undefined : readOpioidOrder(reader, row, opioid, dosage);
}

/** A supply that has run out does not end a course that the order calls active; a stated end does. */
function activeNaltrexone(
  reader: Reader,
  row: ChartRow<MedicationRequest>,
  product: ActiveNaltrexone['product'],
): MedicationUse | undefined {
  const { resource } = row;
  const end = lastBound(reader, resource);
  if (end !== undefined && isAfter(reader.planned, end.latest)) return undefined;
  const instructions = listOf(resource.dosageInstruction);
  return {
    is: 'active-naltrexone',
    active: {
      product,
      from: 'order',
      testDose: isTestDose(reader, resource, instructions),
      listed: readFhirTime(resource.authoredOn, reader.zone),
      provenance: provenanceOf(row),
    },
  };
}

function readOpioidOrder(
  reader: Reader,
  row: ChartRow<MedicationRequest>,
  opioid: OpioidIdentity,
  dosage: DosageFacts,
): MedicationUse | undefined {
  const { resource } = row;
  const provenance = provenanceOf(row);
  const authored = readFhirTime(resource.authoredOn, reader.zone);
  const start = readFhirTime(dosage.boundsStart, reader.zone) ?? authored;
  if (start !== undefined && isPlannedLater(reader, start)) return undefined;
  const written = authored && writtenBy(reader, authored);

  if (isBuprenorphineDepot(opioid.exposureClass)) {
    const product = opioid.exposureClass;
    const event = { event: 'given', from: 'order', certainty: 'possible' } as const;
    return { is: 'depot', depot: { product, ...event, at: written, provenance } };
  }
  const end = orderEnd(reader, resource, authored);
  const use = isListOnlyDrug(opioid)
    ? ({ certainty: 'possible', last: end, ongoing: false, doubt: 'kratom-by-words' } as const)
    : courseOf(reader, resource, opioid, end, written?.latest);
  const exposure: Exposure = {
    from: 'order',
    asNeeded: dosage.asNeeded,
    listedOn: written?.latest,
    provenance,
    ...drugOf(opioid),
    ...use,
  };
  return { is: 'exposure', exposure };
}

function courseOf(
  reader: Reader,
  resource: MedicationRequest,
  opioid: OpioidIdentity,
  end: Span | undefined,
  writtenOn: Point | undefined,
): Pick<Exposure, 'certainty' | 'last' | 'ongoing' | 'doubt'> {
  const confirmed = CONFIRMED.has(resource.status);
  if (end === undefined && resource.status === 'active') {
    return readOpenEntry(reader, opioid, writtenOn);
  }
  return {
    certainty: confirmed && end !== undefined ? 'confirmed' : 'possible',
    last: end,
    ongoing: false,
    doubt: !confirmed ? 'unclear-status' : end === undefined ? 'undated' : undefined,
  };
}

/**
 * End of the course: stated bounds, else supply × (1 + refills), else quantity ÷ daily maximum × (1 + refills).
 * `validityPeriod` is the fill-by date and never an end: the last supply may be filled on that day.
 */
function orderEnd(
  reader: Reader,
  resource: MedicationRequest,
  authored: Span | undefined,
): Span | undefined {
  const bounds = lastBound(reader, resource);
  if (bounds !== undefined) return bounds;
  const supply = supplyDays(resource);
  if (authored === undefined || supply === undefined) return undefined;
  const request = resource.dispenseRequest;
  const refills = Math.max(0, numberOf(request?.numberOfRepeatsAllowed) ?? 0);
  const fillBy = readFhirTime(request?.validityPeriod?.end, reader.zone)?.latest;
  const lastFill = (point: Point): Point => {
    const last = daysLater(point, supply * refills);
    return fillBy !== undefined && isAfter(last, fillBy) ? laterOf(point, fillBy) : last;
  };
  return {
    earliest: daysLater(lastFill(authored.earliest), supply),
    latest: daysLater(lastFill(authored.latest), supply),
  };
}

/** With several instructions the course is over when the last of them is. */
function lastBound(reader: Reader, resource: MedicationRequest): Span | undefined {
  const ends = listOf(resource.dosageInstruction).flatMap(
    (instruction) => readFhirTime(readDosage(instruction).boundsEnd, reader.zone) ?? [],
  );
  return ends.reduce<Span | undefined>(
    (last, end) => (last === undefined || isAfter(end.latest, last.latest) ? end : last),
    undefined,
  );
}

function supplyDays({ dispenseRequest, dosageInstruction }: MedicationRequest): number | undefined {
  const stated = daysOfDuration(dispenseRequest?.expectedSupplyDuration);
  return stated === undefined
    ? daysOfSupply(dispenseRequest?.quantity, listOf(dosageInstruction))
    : Math.ceil(stated);
}
