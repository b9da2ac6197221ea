import type { Condition } from 'fhir/r4.js';
import type { Terminology } from '../pack/terminology.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import type { TimeZone } from '../time/time-zone.js';
import { type ChartRow, provenanceOf } from './chart-rows.js';
import { hasStatus, statusesOf } from './concept-status.js';
import type { Diagnosis } from './diagnosis.js';
import { isConfirmed } from './is-confirmed.js';
import { recogniseCondition } from './recognise/recognise-condition.js';

const ACTIVE = new Set(['active', 'recurrence', 'relapse']);
const NOT_TRUE = new Set(['refuted', 'entered-in-error']);

/** Conditions of the groups in `cards/terminology`, one finding each; refuted and mistaken ones are left out. */
export function readDiagnoses(
  rows: readonly ChartRow<Condition>[],
  terminology: Terminology,
  zone: TimeZone,
): readonly Diagnosis[] {
  return rows.flatMap((row) => {
    const { resource } = row;
    const recognised = recogniseCondition(terminology, resource.code);
    if (recognised === undefined || hasStatus(resource.verificationStatus, NOT_TRUE)) return [];
    const onset =
      readFhirTime(resource.onsetDateTime, zone) ??
      readFhirTime(resource.onsetPeriod?.end, zone) ??
      readFhirTime(resource.onsetPeriod?.start, zone);
    const { group, also, system, code, display } = recognised;
    return [
      {
        group,
        also,
        system,
        code,
        display,
        active:
          statusesOf(resource.clinicalStatus).length === 0 ||
          hasStatus(resource.clinicalStatus, ACTIVE),
        remission: hasStatus(resource.clinicalStatus, REMISSION),
        confirmed: isConfirmed(resource),
        at: onset ?? readFhirTime(resource.recordedDate, zone),
        onset,
        provenance: provenanceOf(row),
      },
    ];
  });
}

const REMISSION = new Set(['remission']);
