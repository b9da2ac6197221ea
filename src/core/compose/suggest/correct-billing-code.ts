import type { CodeableConcept, Coding, Extension, FhirResource, Medication } from 'fhir/r4.js';
import type { DraftOrder } from '../../call.js';
import {
  BILLING_LINE,
  BILLING_OPTIONS,
  extensionsOf,
} from '../../evidence/billing/read-order-lines.js';
import { recogniseSystem } from '../../evidence/recognise/recognise-system.js';
import {
  HCPCS,
  isBillingCoding,
  readBillingCode,
} from '../../evidence/billing/read-billing-code.js';
import type { Terminology } from '../../pack/terminology.js';
import { canBeSentBack } from './can-be-sent-back.js';

/**
 * The whole draft with the billing code of the depot wherever it carries that of another drug: among the codes of the drug, in
 * its billing options and in billing lines. Nothing else changes: neither units nor words.
 * @returns undefined when the draft carries none, or is not FHIR R4 as it came
 */
export function correctBillingCode(
  order: DraftOrder['resource'],
  depot: string,
  terminology: Terminology,
): DraftOrder['resource'] | undefined {
  if (!canBeSentBack(order)) return undefined;
  const corrector: Corrector = { depot, terminology };
  const corrected =
    order.resourceType === 'ServiceRequest'
      ? { ...order, ...(order.code === undefined ? {} : { code: inDrug(order.code, corrector) }) }
      : {
          ...order,
          ...(order.medicationCodeableConcept === undefined
            ? {}
            : { medicationCodeableConcept: inDrug(order.medicationCodeableConcept, corrector) }),
          ...(order.contained === undefined
            ? {}
            : {
                contained: order.contained.map((one) =>
                  inContained(one as FhirResource, corrector),
                ),
              }),
        };
  const whole = {
    ...corrected,
    ...(order.extension === undefined
      ? {}
      : { extension: order.extension.map((one) => inBillingLine(one, corrector)) }),
  };
  return JSON.stringify(whole) === JSON.stringify(order) ? undefined : whole;
}

interface Corrector {
  readonly depot: string;
  readonly terminology: Terminology;
}

/** A code that stands there already is not written twice. */
function inDrug(concept: CodeableConcept, corrector: Corrector): CodeableConcept {
  const { coding, extension } = concept;
  const options = new Set(extensionsOf(concept, BILLING_OPTIONS));
  return {
    ...concept,
    ...(extension === undefined
      ? {}
      : {
          extension: once(
            extension.map((one) =>
              options.has(one) && one.valueCodeableConcept !== undefined
                ? {
                    ...one,
                    valueCodeableConcept: inLine(one.valueCodeableConcept, corrector),
                  }
                : one,
            ),
          ),
        }),
    ...(coding === undefined
      ? {}
      : {
          coding: once(
            coding.map((one) =>
              isBillingCoding(corrector.terminology, one) ? inCoding(one, corrector) : one,
            ),
          ),
        }),
  };
}

const inContained = (resource: FhirResource, corrector: Corrector): FhirResource => {
  const { code } = resource as Medication;
  return resource.resourceType === 'Medication' && code !== undefined
    ? { ...resource, code: inDrug(code, corrector) }
    : resource;
};

function inBillingLine(extension: Extension, corrector: Corrector): Extension {
  if (!extension.url.endsWith(BILLING_LINE) || extension.extension === undefined) return extension;
  return {
    ...extension,
    extension: extension.extension.map((part) =>
      part.url === 'code' && part.valueCodeableConcept !== undefined
        ? { ...part, valueCodeableConcept: inLine(part.valueCodeableConcept, corrector) }
        : part,
    ),
  };
}

/** The code of a line: its codings, or where there are none its text. */
function inLine(concept: CodeableConcept, corrector: Corrector): CodeableConcept {
  if (!isWrong(concept, corrector)) return concept;
  const { coding, text } = concept;
  const { depot } = corrector;
  return {
    ...concept,
    ...(coding === undefined
      ? {}
      : { coding: once(coding.map((one) => inCoding(one, corrector))) }),
    ...(coding === undefined && text !== undefined ? { text: depot } : {}),
  };
}

/** Without what belongs to the other code: its words and version. */
function inCoding(coding: Coding, corrector: Corrector): Coding {
  if (!isWrong({ coding: [coding] }, corrector)) return coding;
  const { system } = coding;
  const kept = recogniseSystem(corrector.terminology, system) === 'HCPCS' ? system : HCPCS;
  return { ...(system === undefined ? {} : { system: kept ?? HCPCS }), code: corrector.depot };
}

const isWrong = (concept: CodeableConcept, { terminology }: Corrector): boolean => {
  const means = readBillingCode(terminology, concept)?.means;
  return means === 'other-drug' || means === 'unclassified-oral';
};

const once = <T>(items: readonly T[]): T[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];
