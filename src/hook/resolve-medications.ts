import type { CodeableConcept, FhirResource, Medication } from 'fhir/r4.js';
import { listOf, textOf } from '../core/evidence/fhir-json.js';
import { recogniseMedication } from '../core/evidence/recognise/recognise-medication.js';
import type { Terminology } from '../core/pack/terminology.js';
import type { ChartSource } from '../fhir/chart-source.js';
import { bundledMedications } from './bundled-medications.js';
import type { HookRequest } from './hook-request.js';

/** Finds the Medications that chart rows name by reference, each once for the whole chart. */
export interface MedicationResolver {
  /** @returns false when some row names a drug that nobody can tell */
  resolve(rows: readonly FhirResource[]): Promise<boolean>;
  /** What was found, by the reference as the rows write it. */
  readonly found: ReadonlyMap<string, Medication>;
}

/** Rows that are no evidence whatever their drug is (clinical-opioid 5.1). */
const NO_EVIDENCE = new Set<unknown>([
  'entered-in-error',
  'cancelled',
  'declined',
  'not-done',
  'draft',
]);

export function medicationResolver(
  request: HookRequest,
  terminology: Terminology,
  source: ChartSource | undefined,
): MedicationResolver {
  const found = new Map<string, Medication>();
  const asked = new Map<string, Promise<boolean>>();
  let bundled: ReadonlyMap<string, Medication> | undefined;

  async function look(reference: string): Promise<boolean> {
    bundled ??= bundledMedications(request);
    const path = source?.localPath(reference);
    const sent = bundled.get(reference) ?? (path === undefined ? undefined : bundled.get(path));
    const medication = sent ?? (await read(path));
    if (medication === undefined || !namesSomething(medication.code)) return false;
    found.set(reference, medication);
    return true;
  }

  async function read(path: string | undefined): Promise<Medication | undefined> {
    if (path?.startsWith('Medication/') !== true) return undefined;
    const answer = await source?.read(path);
    return answer?.ok === true ? (answer.resource as Medication) : undefined;
  }

  async function isKnown(row: MedicationRow): Promise<boolean> {
    if (NO_EVIDENCE.has(row.status) || namesSomething(row.medicationCodeableConcept)) return true;
    const reference = textOf(row.medicationReference?.reference);
    if (reference !== undefined && (await isFound(row, reference))) return true;
    const display = textOf(row.medicationReference?.display);
    return (
      display !== undefined &&
      recogniseMedication(terminology, { text: display }).is !== 'unresolvable'
    );
  }

  function isFound(row: MedicationRow, reference: string): Promise<boolean> | boolean {
    if (reference.startsWith('#')) {
      const medication = listOf(row.contained).find(({ id }) => id === reference.slice(1));
      return namesSomething((medication as Medication | undefined)?.code);
    }
    const looking = asked.get(reference) ?? look(reference);
    asked.set(reference, looking);
    return looking;
  }

  return {
    found,
    async resolve(rows) {
      const unclear = rows.filter(
        (row) => !namesSomething((row as MedicationRow).medicationCodeableConcept),
      );
      const known = await Promise.all(unclear.map((row) => isKnown(row as MedicationRow)));
      return known.every(Boolean);
    },
  };
}

/** What the four medication resources have in common. */
interface MedicationRow {
  readonly status?: unknown;
  readonly contained?: FhirResource[] | null;
  readonly medicationCodeableConcept?: CodeableConcept | null;
  readonly medicationReference?: {
    readonly reference?: unknown;
    readonly display?: unknown;
  } | null;
}

const namesSomething = (concept: CodeableConcept | null | undefined): boolean =>
  textOf(concept?.text) !== undefined ||
  listOf(concept?.coding).some(({ code, display }) => code !== undefined || display !== undefined);
