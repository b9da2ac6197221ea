import type { MedicationAdministration } from 'fhir/r4.js';
import { addHours } from '../../time/distance.js';
import type { Span } from '../../time/instant.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { type ExposureDoubt, isBuprenorphineDepot } from '../exposure.js';
import { identifyMedication } from '../recognise/identify-medication.js';
import { asSystemicOpioid } from './listed-drugs.js';
import { drugOf, type MedicationUse, type OpioidIdentity } from './medication-use.js';
import { readPeriodEnd } from './read-period-end.js';
import { clipAtNow, type PastTime, type Reader } from './reader.js';

const CONFIRMED = new Set<string>(['completed', 'stopped', 'in-progress']);
const POSSIBLE = new Set<string>(['unknown', 'on-hold']);

/** An observed dose (`clinical-opioid` 5.1, first row; 8.1 for naltrexone, 8.3 for depots). `not-done` is no dose. */
export function readAdministration(
  reader: Reader,
  row: ChartRow<MedicationAdministration>,
): MedicationUse | undefined {
  const { resource } = row;
  const confirmed = CONFIRMED.has(resource.status);
  if (!confirmed && !POSSIBLE.has(resource.status)) return undefined;
  const { identity, dosage } = identifyMedication(
    reader.terminology,
    reader.medications,
    resource,
    resource.dosage,
  );
  if (identity.is === 'naltrexone') {
    const given =
      resource.status === 'completed' ||
      (identity.product === 'depot' && resource.status === 'in-progress');
    const at = administeredAt(reader, resource);
    if (!given || at.when !== 'past') return undefined;
    const dose = { product: identity.product, at: at.at, provenance: provenanceOf(row) };
    return { is: 'naltrexone-dose', dose };
  }
  const opioid = identity.is === 'opioid' ? asSystemicOpioid(reader, identity, dosage) : undefined;
  if (opioid === undefined) return undefined;
  const at = administeredAt(reader, resource);
  const removed = readFhirTime(resource.effectivePeriod?.end, reader.zone) !== undefined;
  const ongoing = resource.status === 'in-progress' && !removed && at.when !== 'future';
  const certainty = ongoing || (confirmed && at.when === 'past') ? 'confirmed' : 'possible';
  const provenance = provenanceOf(row);
  if (isBuprenorphineDepot(opioid.exposureClass)) {
    const product = opioid.exposureClass;
    const given =
      at.when === 'past'
        ? ({ certainty, at: at.at } as const)
        : ({ certainty: 'possible', at: undefined } as const);
    return {
      is: 'depot',
      depot: { product, event: 'given', from: 'administration', ...given, provenance },
    };
  }
  return {
    is: 'exposure',
    exposure: {
      from: 'administration',
      certainty,
      last: at.when === 'past' ? releasedUntil(reader, opioid, removed, at.at) : undefined,
      ongoing,
      asNeeded: false,
      listedOn: at.when === 'past' ? at.at.latest : undefined,
      doubt: ongoing ? undefined : doubtOf(at, confirmed),
      provenance,
      ...drugOf(opioid),
    },
  };
}

function doubtOf(at: PastTime, confirmed: boolean): ExposureDoubt | undefined {
  if (at.when === 'future') return 'future-dated';
  if (at.when === 'undated') return 'undated';
  return confirmed ? undefined : 'unclear-status';
}

function administeredAt(reader: Reader, resource: MedicationAdministration): PastTime {
  const { effectivePeriod: period, effectiveDateTime } = resource;
  const span =
    readPeriodEnd(period, reader.zone) ??
    readFhirTime(effectiveDateTime, reader.zone) ??
    readFhirTime(period?.start, reader.zone);
  return span === undefined ? { when: 'undated' } : clipAtNow(reader, span);
}

/** Patches without a removal and extended-release products go on releasing after the observed intake. */
function releasedUntil(reader: Reader, identity: OpioidIdentity, removed: boolean, at: Span): Span {
  const hours = releaseHours(reader, identity, removed);
  return hours === 0
    ? at
    : {
        earliest: addHours(at.earliest, hours, reader.zone),
        latest: addHours(at.latest, hours, reader.zone),
      };
}

function releaseHours(reader: Reader, identity: OpioidIdentity, removed: boolean): number {
  const { numbers } = reader;
  switch (identity.exposureClass) {
    case 'transdermal':
      return removed ? 0 : numbers['patch.fentanyl'];
    case 'buprenorphine-patch':
      return removed ? 0 : numbers['patch.buprenorphine'];
    default:
      if (!identity.extendedRelease) return 0;
      return identity.hours12
        ? numbers['extended-release.interval-12-hour-product']
        : numbers['extended-release.interval'];
  }
}
