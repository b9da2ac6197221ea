import type { CodeableConcept, DetectedIssue, Reference } from 'fhir/r4.js';
import type { Acknowledgement } from '../core/acknowledge/acknowledgement.js';
import { RULE_SYSTEM } from '../core/acknowledge/rule-system.js';
import { listOf, textOf } from '../core/evidence/fhir-json.js';
import type { Day } from '../core/time/instant.js';
import { readFhirTime } from '../core/time/read-fhir-time.js';
import type { TimeZone } from '../core/time/time-zone.js';
import { subjectOf } from './belongs-to-patient.js';
import type { HookRequest } from './hook-request.js';
import { type Draft, readDrafts } from './read-drafts.js';

const STATED: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected']);

/**
 * What the request says was answered for before: a DetectedIssue among the drafts or inside one, whose code names one of our rules
 * and which somebody has mitigated. Its implicated orders and its evidence say how far that goes, the end of its identified
 * period how long. Partial dates count so that it ends sooner.
 */
export function readAcknowledgements(
  request: HookRequest,
  zone: TimeZone,
): readonly Acknowledgement[] {
  const issues = readDrafts(request).flatMap((draft) =>
    issuesOf(draft).filter(
      ({ issue }) => subjectOf(issue, request.patientId) !== 'another-patient',
    ),
  );
  return issues.flatMap(({ issue, order }) => acknowledgementOf(issue, order, zone) ?? []);
}

interface FoundIssue {
  readonly issue: DetectedIssue;
  /** The draft that contains it and refers to it. */
  readonly order: string | undefined;
}

function issuesOf({ resource, ref }: Draft): readonly FoundIssue[] {
  if (isDetectedIssue(resource)) return [{ issue: resource, order: undefined }];
  const { contained, detectedIssue } = resource as {
    contained?: readonly { id?: unknown }[];
    detectedIssue?: readonly Reference[];
  };
  const named = new Set(listOf(detectedIssue).map(({ reference }) => textOf(reference)));
  return listOf(contained)
    .filter(isDetectedIssue)
    .filter(({ id }) => named.has(`#${String(id)}`))
    .map((issue) => ({ issue, order: ref }));
}

const isDetectedIssue = (resource: unknown): resource is DetectedIssue =>
  (resource as { resourceType?: unknown } | null)?.resourceType === 'DetectedIssue';

function acknowledgementOf(
  { status, code, mitigation, implicated, evidence, identifiedPeriod }: DetectedIssue,
  order: string | undefined,
  zone: TimeZone,
): Acknowledgement | undefined {
  const rules = rulesIn(code);
  const days = listOf(mitigation).flatMap(({ action, date }) =>
    saysSomething(action) ? (firstDay(date, zone) ?? []) : [],
  );
  if (!STATED.has(status) || rules.length === 0 || days.length === 0) return undefined;
  const orders = listOf(implicated).flatMap(bareReference);
  const details = listOf(evidence).flatMap(({ detail }) => listOf(detail).flatMap(bareReference));
  return {
    source: 'request',
    rules,
    orders: order === undefined ? (orders.length === 0 ? undefined : orders) : [...orders, order],
    evidence: details.length === 0 ? undefined : details,
    findings: [],
    on: Math.max(...days) as Day,
    until: firstDay(identifiedPeriod?.end, zone),
  };
}

const rulesIn = (code: CodeableConcept | undefined): readonly string[] =>
  listOf(code?.coding).flatMap((coding) =>
    coding.system === RULE_SYSTEM ? (textOf(coding.code) ?? []) : [],
  );

const saysSomething = (action: CodeableConcept | undefined): boolean =>
  textOf(action?.text) !== undefined ||
  listOf(action?.coding).some(({ code }) => textOf(code) !== undefined);

const firstDay = (text: unknown, zone: TimeZone): Day | undefined =>
  readFhirTime(text, zone)?.earliest.day;

/** `Type/id`, whatever stands before it. */
const bareReference = ({ reference }: Reference): readonly string[] => {
  const text = textOf(reference);
  return text === undefined ? [] : [text.split('/').slice(-2).join('/')];
};
