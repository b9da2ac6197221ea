import type { Medication, MedicationAdministration, Resource } from 'fhir/r4.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import type { NaltrexoneDose } from '../exposure.js';
import { listOf, textOf } from '../fhir-json.js';
import { readSites } from '../ordered-dosing/read-sites.js';
import type { Reader } from '../opioid-use/reader.js';
import { readDosage } from '../read-dosage.js';
import { recogniseRoute } from '../recognise/recognise-route.js';
import type { DepotAdministration } from './papers-evidence.js';

/**
 * What the records of the observed depot doses say about dose, route, site and vial (`product.md` R6). Which record is a dose is decided
 * where naltrexone doses are read, and not again here.
 */
export function readDepotAdministrations(
  rows: readonly ChartRow<MedicationAdministration>[],
  doses: readonly NaltrexoneDose[],
  reader: Reader,
): readonly DepotAdministration[] {
  const given = new Map(
    doses.flatMap((dose) =>
      dose.product === 'depot' ? [[dose.provenance.source, dose] as const] : [],
    ),
  );
  return rows.flatMap((row) => {
    const provenance = provenanceOf(row);
    const dose = given.get(provenance.source);
    if (dose === undefined) return [];
    const { dosage } = row.resource;
    const batch = vialOf(row.resource, reader)?.batch;
    return [
      {
        at: dose.at,
        doseMg: readDosage(dosage).doseMg,
        route: recogniseRoute(reader.terminology, dosage?.route),
        sites: readSites(
          reader.terminology,
          dosage?.site,
          [dosage?.text].flatMap((text) => textOf(text) ?? []),
        ),
        lotNumber: textOf(batch?.lotNumber),
        expires: readFhirTime(batch?.expirationDate, reader.zone),
        provenance,
      },
    ];
  });
}

function vialOf(
  { medicationReference, contained }: MedicationAdministration,
  { medications }: Reader,
): Medication | undefined {
  const target = textOf(medicationReference?.reference);
  if (target === undefined) return undefined;
  return target.startsWith('#')
    ? listOf<Resource>(contained)
        .filter((one): one is Medication => one.resourceType === 'Medication')
        .find(({ id }) => id === target.slice(1))
    : medications.get(target);
}
