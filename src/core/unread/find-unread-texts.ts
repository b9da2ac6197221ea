import type { CodeableConcept, FhirResource, Medication, Observation } from 'fhir/r4.js';
import type { DraftOrder } from '../call.js';
import { type Chart, resourcesOf, type SliceName } from '../chart.js';
import { listOf } from '../evidence/fhir-json.js';
import { translateConcept } from '../evidence/local-codes/translate-concept.js';
import { medicationOf, type NamesMedication } from '../evidence/recognise/medication-of.js';
import { recogniseMedication } from '../evidence/recognise/recognise-medication.js';
import { recogniseObservationCode } from '../evidence/recognise/recognise-observation-code.js';
import { conceptTexts } from '../evidence/toxicology/concept-texts.js';
import type { LocalCodes } from '../pack/local-codes.js';
import type { Terminology } from '../pack/terminology.js';
import type { LooksLike } from './looks-like.js';
import type { UnreadText } from './unread-text.js';

/** What texts are judged by. */
export interface Readers {
  readonly looksLike: LooksLike;
  readonly terminology: Terminology;
  /** Of the site; undefined = none. */
  readonly localCodes: LocalCodes | undefined;
}

type Concept = CodeableConcept | undefined;

const NONE: ReadonlyMap<string, Medication> = new Map();
const MEDICATIONS: readonly SliceName[] = [
  'medicationRequests',
  'medicationStatements',
  'medicationDispenses',
  'medicationAdministrations',
];

/** Orders that say naltrexone or an opioid in words, and were taken for something else. */
export function unreadInOrders(
  orders: readonly DraftOrder[],
  looksLike: LooksLike,
): readonly UnreadText[] {
  return orders.flatMap(({ identity, resource }) => {
    if (identity.is !== 'other' && identity.is !== 'unresolvable') return [];
    const isService = !(
      'medicationCodeableConcept' in resource || 'medicationReference' in resource
    );
    const concept = isService
      ? (resource as { readonly code?: CodeableConcept }).code
      : medicationOf(resource, NONE);
    const name = identity.is === 'other' ? [identity.name] : [];
    const text = [...conceptTexts(concept), ...name].find((one) => looksLike(one) !== undefined);
    const like = text === undefined ? undefined : looksLike(text);
    // A service that speaks of opioids is a drug test or a talk about them.
    if (text === undefined || like === undefined || (isService && like === 'opioid')) return [];
    return [{ kind: `${like}-order` as const, text }];
  });
}

/** Medications and laboratory results of a chart that look like naltrexone or an opioid, and that nothing knows. */
export function unreadInChart(chart: Chart, readers: Readers): readonly UnreadText[] {
  const found: UnreadText[] = [];
  for (const slice of MEDICATIONS) {
    for (const row of resourcesOf(chart.slices[slice])) {
      const concept = medicationOf(row as NamesMedication, chart.medications);
      const suspect = suspicious(concept, readers);
      if (suspect === undefined || isKnownDrug(concept, readers)) continue;
      found.push({ kind: `${suspect.like}-row`, text: suspect.text });
    }
  }
  for (const row of resourcesOf(chart.slices.laboratory)) {
    for (const concept of testsOf(row)) {
      const suspect = suspicious(concept, readers);
      // A test for naltrexone itself is no opioid test.
      if (suspect?.like !== 'opioid' || isKnownTest(concept, readers)) continue;
      found.push({ kind: 'opioid-test', text: suspect.text });
    }
  }
  return found;
}

/** First, since it costs one look at a memo and rules out most of a chart. */
function suspicious(concept: Concept, { looksLike }: Readers) {
  for (const text of conceptTexts(concept)) {
    const like = looksLike(text);
    if (like !== undefined) return { like, text };
  }
  return undefined;
}

function testsOf(row: FhirResource): readonly Concept[] {
  const { code, component } = row as Partial<Observation>;
  return [code, ...listOf(component).map((part) => part.code)];
}

function isKnownDrug(concept: Concept, readers: Readers): boolean {
  const { is } = recogniseMedication(readers.terminology, translated(concept, readers));
  return is !== 'other' && is !== 'unresolvable';
}

const isKnownTest = (concept: Concept, readers: Readers): boolean =>
  recogniseObservationCode(readers.terminology, translated(concept, readers)).is !== 'other';

const translated = (concept: Concept, { localCodes, terminology }: Readers): Concept =>
  localCodes === undefined
    ? concept
    : translateConcept(concept, { localCodes, terminology, used: () => undefined });
