import type { MedicationDispense } from 'fhir/r4.js';
import { type Span, wholeDays } from '../../time/instant.js';
import { daysLater } from '../../time/distance.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { type Exposure, isBuprenorphineDepot } from '../exposure.js';
import { listOf, numberOf } from '../fhir-json.js';
import { identifyMedication } from '../recognise/identify-medication.js';
import { daysOfDuration, daysOfSupply, readDosage } from '../read-dosage.js';
import { asSystemicOpioid } from './listed-drugs.js';
import { drugOf, type MedicationUse } from './medication-use.js';
import { type Reader, readPastTime } from './reader.js';

const CONFIRMED = new Set<string>(['completed', 'stopped']);
const POSSIBLE = new Set<string>(['in-progress', 'preparation', 'on-hold', 'unknown']);

/**
 * A handed-over supply (`clinical-opioid` 5.1, second row): it counts as used until its run-out day.
 * An exposure's `listedOn` is the handover day; `chainRefills` moves run-outs where supplies overlap.
 */
export function readDispense(
  reader: Reader,
  row: ChartRow<MedicationDispense>,
): MedicationUse | undefined {
  const { resource } = row;
  const confirmed = CONFIRMED.has(resource.status);
  if (!confirmed && !POSSIBLE.has(resource.status)) return undefined;
  const instructions = listOf(resource.dosageInstruction);
  const { identity, dosage } = identifyMedication(
    reader.terminology,
    reader.medications,
    resource,
    instructions[0],
  );
  if (identity.is !== 'opioid' && identity.is !== 'naltrexone') return undefined;

  const handedOver = readPastTime(reader, resource.whenHandedOver ?? resource.whenPrepared);
  const handover = handedOver.when === 'past' ? wholeDays(handedOver.at) : undefined;
  const provenance = provenanceOf(row);
  if (identity.is === 'naltrexone') {
    if (handover === undefined || !confirmed) return undefined;
    const last = daysLater(handover.latest, supplyDays(reader, resource));
    const covers = { first: handover.earliest, last };
    const { product } = identity;
    return { is: 'naltrexone-listing', listing: { product, from: 'dispense', covers, provenance } };
  }
  const opioid = asSystemicOpioid(reader, identity, dosage);
  if (opioid === undefined) return undefined;
  const certainty = confirmed && handover !== undefined ? 'confirmed' : 'possible';
  if (isBuprenorphineDepot(opioid.exposureClass)) {
    const product = opioid.exposureClass;
    return {
      is: 'depot',
      depot: { product, event: 'given', from: 'dispense', certainty, at: handover, provenance },
    };
  }
  const exposure: Exposure = {
    from: 'dispense',
    certainty,
    last: handover === undefined ? undefined : runOut(handover, supplyDays(reader, resource)),
    ongoing: false,
    asNeeded: instructions.some((instruction) => readDosage(instruction).asNeeded),
    listedOn: handover?.latest,
    doubt:
      handedOver.when === 'future'
        ? 'future-dated'
        : handedOver.when === 'undated'
          ? 'undated'
          : confirmed
            ? undefined
            : 'unclear-status',
    provenance,
    ...drugOf(opioid),
  };
  return { is: 'exposure', exposure };
}

const runOut = (handover: Span, days: number): Span => ({
  earliest: daysLater(handover.earliest, days),
  latest: daysLater(handover.latest, days),
});

/** Days that a supply lasts: stated, else quantity ÷ daily maximum, else the default of the knowledge. */
function supplyDays(
  reader: Reader,
  { daysSupply, quantity, dosageInstruction }: MedicationDispense,
): number {
  const stated = daysOfDuration(daysSupply) ?? numberOf(daysSupply?.value);
  if (stated !== undefined && stated > 0) return Math.ceil(stated);
  return (
    daysOfSupply(quantity, listOf(dosageInstruction)) ?? reader.numbers['dispense.default-supply']
  );
}
