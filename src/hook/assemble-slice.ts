import { isDeepStrictEqual } from 'node:util';
import type { FhirResource } from 'fhir/r4.js';
import type { Slice, SliceFault } from '../core/chart.js';
import type { BundlePage } from '../fhir/read-bundle.js';
import { type Subject, subjectOf } from './belongs-to-patient.js';

export interface AssembledSlice {
  readonly slice: Slice;
  /** Rows of other patients that were dropped. */
  readonly foreignRows: number;
}

/**
 * Pages → slice: this patient's rows, each once. A row that does not say whose it is is dropped and makes the slice partial;
 * a row of somebody else is dropped and counted, and where there is no other row the slice is not known: what came is no answer
 * to what was asked. A row that comes twice and says different things stays in both forms, and
 * the slice is partial.
 * @param fault why the pages are not everything
 */
export function assembleSlice(
  pages: readonly BundlePage[],
  patientId: string,
  fault: SliceFault | undefined,
): AssembledSlice {
  const rows: FhirResource[] = [];
  const seen = new Map<string, FhirResource>();
  let foreignRows = 0;
  let why = fault;
  for (const page of pages) {
    for (const row of page.rows) {
      const subject =
        row.resourceType === 'Patient' ? ownSubject(row, patientId) : subjectOf(row, patientId);
      if (subject === 'another-patient') foreignRows += 1;
      else if (subject === 'not-said') why ??= { reason: 'unreadable-row' };
      else {
        const same = typeof row.id === 'string' ? seen.get(row.id) : undefined;
        if (same === undefined) {
          rows.push(row);
          if (typeof row.id === 'string') seen.set(row.id, row);
        } else if (!saysTheSame(same, row)) {
          rows.push(withoutId(row));
          why ??= { reason: 'conflicting-rows' };
        }
      }
    }
  }
  if (foreignRows > 0 && rows.length === 0) why ??= { reason: 'unreadable-row' };
  return { slice: sliceOf(rows, why), foreignRows };
}

export function sliceOf(resources: readonly FhirResource[], fault: SliceFault | undefined): Slice {
  if (fault === undefined) return { state: 'complete', resources };
  return resources.length > 0 ? { state: 'partial', resources, fault } : { state: 'failed', fault };
}

function ownSubject(patient: FhirResource, patientId: string): Subject {
  if (patient.id === undefined) return 'not-said';
  return patient.id === patientId ? 'this-patient' : 'another-patient';
}

/** Versions and the narrative may differ between two ways to the same row; what it says may not. */
function saysTheSame(one: FhirResource, other: FhirResource): boolean {
  const content = (row: FhirResource) => ({ ...row, meta: undefined, text: undefined });
  return isDeepStrictEqual(content(one), content(other));
}

/** Readers take rows with one id for one row. */
function withoutId(row: FhirResource): FhirResource {
  return Object.fromEntries(
    Object.entries(row).filter(([element]) => element !== 'id'),
  ) as unknown as FhirResource;
}
