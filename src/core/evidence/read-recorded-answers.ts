import type { Coding, Observation, Reference } from 'fhir/r4.js';
import type { Acknowledgement } from '../acknowledge/acknowledgement.js';
import { RULE_SYSTEM } from '../acknowledge/rule-system.js';
import type { TimeZone } from '../time/time-zone.js';
import { readFhirTime } from '../time/read-fhir-time.js';
import { listOf, textOf } from './fhir-json.js';
import type { IdentifiedObservation } from './identify-observations.js';

const FINAL: ReadonlySet<string> = new Set(['final', 'amended', 'corrected']);

/**
 * What clinicians have recorded about findings by way of our suggestions: an Observation that names the rule which it answers, and
 * in its focus the evidence about which it does. From a wholly known source alone, because it makes an answer milder.
 */
export const readRecordedAnswers = (
  observations: readonly IdentifiedObservation[],
  zone: TimeZone,
): readonly Acknowledgement[] =>
  observations.flatMap(({ resource, slice, complete }) => {
    if (slice !== 'assessments' || !complete || !FINAL.has(resource.status)) return [];
    const { code } = resource as Partial<Observation>;
    const rules = listOf<Coding>(code?.coding).flatMap((coding) =>
      coding.system === RULE_SYSTEM ? (textOf(coding.code) ?? []) : [],
    );
    if (rules.length === 0) return [];
    const on = readFhirTime(resource.effectiveDateTime, zone)?.earliest.day;
    if (on === undefined) return [];
    const evidence = listOf<Reference>(resource.focus).flatMap(
      ({ reference }) => textOf(reference) ?? [],
    );
    return [
      { source: 'chart', rules, orders: undefined, evidence, findings: [], on, until: undefined },
    ];
  });
