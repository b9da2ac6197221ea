import type { MedicationRequest } from 'fhir/r4.js';
import { daysLater, isAfter } from '../../time/distance.js';
import type { Point, Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { type Exposure, isBuprenorphineDepot } from '../exposure.js';
import { listOf, numberOf } from '../fhir-json.js';
import { identifyMedication } from '../identify-medication.js';
import { amountOf, dailyMaximum, type DosageFacts, daysOfDuration } from '../read-dosage.js';
import { activeOther, asSystemicOpioid, isListOnlyDrug } from './listed-drugs.js';
import { drugOf, type MedicationUse, type OpioidIdentity } from './medication-use.js';
import { readOpenEntry } from './read-open-entry.js';
import { clipAtNow, isPlannedLater, type Reader } from './reader.js';

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
  const other = active ? activeOther(reader, identity, dosage, provenanceOf(row)) : undefined;
  if (other !== undefined) {
    return hasEnded(reader, dosage) ? undefined : { is: 'other', medication: other };
  }
  const opioid = identity.is === 'opioid' ? asSystemicOpioid(reader, identity, dosage) : undefined;
  return opioid === undefined ? undefined : readOpioidOrder(reader, row, opioid, dosage);
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
  const written = authored === undefined ? undefined : clipAtNow(reader, authored);
  const writtenOn = written?.when === 'past' ? written.at.latest : undefined;

  if (isBuprenorphineDepot(opioid.exposureClass)) {
    if (resource.status !== 'active') return undefined;
    const product = opioid.exposureClass;
    const at = written?.when === 'past' ? written.at : undefined;
    return { is: 'depot', depot: { product, event: 'given', from: 'order', certainty: 'possible', at, provenance } };
  }
  const end = orderEnd(reader, resource, dosage, authored);
  const use = isListOnlyDrug(opioid)
    ? ({ certainty: 'possible', last: end, ongoing: false, doubt: 'kratom-by-words' } as const)
    : courseOf(reader, resource, opioid, end, writtenOn);
  const exposure: Exposure = {
    ...drugOf(opioid),
    ...use,
    from: 'order',
    asNeeded: dosage.asNeeded,
    listedOn: writtenOn,
    provenance,
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

function hasEnded(reader: Reader, dosage: DosageFacts): boolean {
  const end = readFhirTime(dosage.boundsEnd, reader.zone);
  return end !== undefined && isAfter(reader.planned, end.latest);
}

/**
 * End of the course: stated bounds, else supply × (1 + refills), else quantity ÷ daily maximum × (1 + refills).
 * `validityPeriod` is the fill-by date and never an end: the last supply may be filled on that day.
 */
function orderEnd(
  reader: Reader,
  resource: MedicationRequest,
  dosage: DosageFacts,
  authored: Span | undefined,
): Span | undefined {
  const bounds = readFhirTime(dosage.boundsEnd, reader.zone);
  if (bounds !== undefined) return bounds;
  const supply = supplyDays(resource, dosage);
  if (authored === undefined || supply === undefined) return undefined;
  const request = resource.dispenseRequest;
  const refills = Math.max(0, numberOf(request?.numberOfRepeatsAllowed) ?? 0);
  const fillBy = readFhirTime(request?.validityPeriod?.end, reader.zone);
  const lastRunOut = fillBy === undefined ? undefined : daysLater(fillBy.latest, supply);
  const runOut = (point: Point): Point => {
    const day = daysLater(point, supply * (1 + refills));
    return lastRunOut !== undefined && isAfter(day, lastRunOut) ? lastRunOut : day;
  };
  return { earliest: runOut(authored.earliest), latest: runOut(authored.latest) };
}

function supplyDays(resource: MedicationRequest, dosage: DosageFacts): number | undefined {
  const stated = daysOfDuration(resource.dispenseRequest?.expectedSupplyDuration);
  if (stated !== undefined) return Math.ceil(stated);
  const quantity = amountOf(resource.dispenseRequest?.quantity);
  const daily = dailyMaximum(dosage, quantity?.unit);
  return quantity !== undefined && daily !== undefined && daily > 0
    ? Math.ceil(quantity.value / daily)
    : undefined;
}
