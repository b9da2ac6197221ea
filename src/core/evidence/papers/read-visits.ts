import type { CodeableConcept, Encounter } from 'fhir/r4.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import { type ChartRow, provenanceOf } from '../chart-rows.js';
import { listOf, textOf } from '../fhir-json.js';
import { clipAtNow, type Reader } from '../opioid-use/reader.js';
import { textsOfConcepts } from './paper-words.js';
import type { Visit } from './papers-evidence.js';

const HELD = new Set<string>(['finished', 'in-progress', 'arrived', 'triaged', 'onleave']);
/** Classes of HL7 v3 ActCode. */
const EMERGENCY = new Set(['EMER']);
const INPATIENT = new Set(['IMP', 'ACUTE', 'NONAC', 'OBSENC', 'SS']);

/** Encounters that took place, dated. */
export const readVisits = (
  rows: readonly ChartRow<Encounter>[],
  reader: Reader,
): readonly Visit[] =>
  rows.flatMap((row) => {
    const { resource } = row;
    const { period } = resource as Partial<Encounter>;
    const start =
      readFhirTime(period?.start, reader.zone) ?? readFhirTime(period?.end, reader.zone);
    if (!HELD.has(resource.status) || start === undefined) return [];
    const end = readFhirTime(period?.end, reader.zone) ?? start;
    const held = clipAtNow(reader, { earliest: start.earliest, latest: end.latest });
    if (held.when !== 'past') return [];
    const what = textsOfConcepts(listOf<CodeableConcept>(resource.type))[0];
    return [{ setting: settingOf(resource), at: held.at, what, provenance: provenanceOf(row) }];
  });

function settingOf(resource: Partial<Encounter>): Visit['setting'] {
  const code = textOf(resource.class?.code) ?? '';
  if (EMERGENCY.has(code)) return 'emergency';
  return INPATIENT.has(code) ? 'inpatient' : 'outpatient';
}
