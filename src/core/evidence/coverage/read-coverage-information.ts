import type { CodeableConcept, Coding, Extension } from 'fhir/r4.js';
import type { DraftOrder } from '../../call.js';
import { readFhirTime } from '../../time/read-fhir-time.js';
import type { TimeZone } from '../../time/time-zone.js';
import { listOf, numberOf, textOf } from '../fhir-json.js';
import { codeOf } from '../recognise/look-up-medication-code.js';
import { conceptCodes, conceptTexts } from '../toxicology/concept-texts.js';
import type { CoverageAssertion, CoverageDetail } from './coverage-evidence.js';

/** As of STU 2; the last part of the address names it, whoever publishes it and in whatever version. */
const NAMES = ['ext-coverage-information', 'coverage-information'];

/**
 * What payers have asserted on the draft (Da Vinci CRD 2.0-2.2, `ext-coverage-information`), newest first. It is read here and
 * never written: an assertion is the payer's. Codes that are not of the guide are `unknown`, not "no".
 */
export const readCoverageInformation = (
  { ref, resource }: DraftOrder,
  zone: TimeZone,
): readonly CoverageAssertion[] =>
  listOf<Extension>(resource.extension)
    .filter(isCoverageInformation)
    .map((extension) => assertionOf(listOf<Extension>(extension.extension), ref, zone))
    .sort((a, b) => (b.madeOn?.latest.day ?? 0) - (a.madeOn?.latest.day ?? 0));

export const isCoverageInformation = (extension: unknown): boolean =>
  NAMES.includes(nameOf((extension as { readonly url?: unknown } | null)?.url));

function assertionOf(
  parts: readonly Extension[],
  order: string,
  zone: TimeZone,
): CoverageAssertion {
  const named = (...names: readonly string[]): readonly Extension[] =>
    parts.filter(({ url }) => names.includes(nameOf(url)));
  const texts = (...names: readonly string[]): readonly string[] =>
    named(...names).flatMap((part) => valueText(part) ?? []);
  return {
    covered: oneOf(COVERED, texts('covered')),
    priorAuthorization: oneOf(PRIOR_AUTHORIZATION, texts('pa-needed')),
    documentation: texts('doc-needed'),
    informationNeeded: texts('info-needed'),
    billingCodes: named('billingCode').flatMap(codesOf),
    authorizationNumber: texts('satisfied-pa-id')[0],
    assertionId: texts('coverage-assertion-id')[0],
    coverage: named('coverage').flatMap(
      ({ valueReference }) => textOf(valueReference?.reference) ?? [],
    )[0],
    madeOn: readFhirTime(texts('date')[0], zone),
    expires: readFhirTime(texts('expiry-date')[0], zone),
    details: named('detail').map((detail) => detailOf(listOf<Extension>(detail.extension))),
    provenance: { source: order, slice: 'order', complete: true },
  };
}

const COVERED = ['covered', 'not-covered', 'conditional'] as const;
const PRIOR_AUTHORIZATION = [
  'no-auth',
  'auth-needed',
  'satisfied',
  'performpa',
  'conditional',
] as const;

/** Two different values of one part contradict each other: then neither is believed. */
function oneOf<T extends string>(known: readonly T[], said: readonly string[]): T | 'unknown' {
  const distinct = new Set(said.map((code) => known.find((one) => one === code.toLowerCase())));
  const [only] = distinct;
  return distinct.size === 1 && only !== undefined ? only : 'unknown';
}

const nameOf = (url: unknown): string =>
  (textOf(url) ?? '').replace(/\|.*$/, '').replace(/^.*[/#]/, '');

/** Codes as Coding or concept; "J2315:JZ" carries its modifiers behind the code. */
function codesOf({ valueCoding, valueCodeableConcept, valueCode }: Extension): readonly string[] {
  const codings: readonly Coding[] = [
    ...(valueCoding === undefined ? [] : [valueCoding]),
    ...listOf(valueCodeableConcept?.coding),
  ];
  const codes = [
    ...codings.flatMap((coding) => codeOf(coding) ?? []),
    ...(textOf(valueCode) ? [valueCode] : []),
  ];
  return codes.flatMap(
    (code) =>
      textOf(code)
        ?.split(/[:\s-]/)[0]
        ?.toUpperCase() ?? [],
  );
}

function valueText(part: Extension): string | undefined {
  return (
    textOf(part.valueCode) ??
    textOf(part.valueString) ??
    textOf(part.valueDate) ??
    textOf(part.valueDateTime) ??
    (part.valueCoding === undefined ? undefined : codeOf(part.valueCoding)) ??
    conceptCodes(part.valueCodeableConcept)[0]
  );
}

function detailOf(parts: readonly Extension[]): CoverageDetail {
  const part = (name: string): Extension | undefined =>
    parts.find(({ url }) => nameOf(url) === name);
  const concept: CodeableConcept | undefined = part('code')?.valueCodeableConcept;
  const value = part('value');
  const amount = numberOf(value?.valueQuantity?.value);
  return {
    code: conceptCodes(concept)[0],
    text: textOf(value?.valueString) ?? textOf(value?.valueUrl) ?? conceptTexts(concept)[0],
    quantity:
      amount === undefined
        ? undefined
        : {
            value: amount,
            unit: textOf(value?.valueQuantity?.code) ?? textOf(value?.valueQuantity?.unit),
          },
    qualification: textOf(part('qualification')?.valueString),
  };
}
