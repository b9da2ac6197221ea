import type { CodeableConcept, Quantity } from 'fhir/r4.js';
import { readFileSync } from 'node:fs';
import { type Static, Type } from 'typebox';
import { present } from './present.js';

const Words = Type.Object(
  {
    system: Type.Optional(Type.String()),
    code: Type.Optional(Type.String()),
    display: Type.Optional(Type.String()),
    text: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

/** A code as a case names it: an entry of `test/vignettes/codes.json`, or system, code and display, or words alone. */
export const CaseCode = Type.Union([
  Type.String(),
  Words,
  Type.Array(Type.Union([Type.String(), Words]), { minItems: 1 }),
]);
export type CaseCode = Static<typeof CaseCode>;
type Words = Static<typeof Words>;

const SYSTEMS: Readonly<Record<string, string>> = {
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  loinc: 'http://loinc.org',
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  hcpcs: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  snomed: 'http://snomed.info/sct',
  ndc: 'http://hl7.org/fhir/sid/ndc',
};
export const UCUM = 'http://unitsofmeasure.org';

const named = JSON.parse(
  readFileSync(new URL('../../vignettes/codes.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Words>>;

/** @throws Error when a name does not stand in `codes.json` */
export function wordsOf(code: CaseCode | undefined): readonly Words[] {
  if (code === undefined) return [];
  if (Array.isArray(code)) return code.flatMap((entry) => wordsOf(entry));
  if (typeof code !== 'string') return [code];
  const entry = named[code];
  if (entry === undefined) throw new Error(`"${code}" is not a name of test/vignettes/codes.json`);
  return [entry];
}

/** All codings in the order of the case; the text is the first words there are. */
export function concept(code: CaseCode): CodeableConcept {
  const words = wordsOf(code);
  const coding = words.flatMap(({ system, code: value, display }) =>
    value === undefined
      ? []
      : [present({ system: SYSTEMS[system ?? ''] ?? system, code: value, display })],
  );
  const text = words
    .map((entry) => entry.text ?? entry.display)
    .find((entry) => entry !== undefined);
  return present<CodeableConcept>({ coding: coding.length > 0 ? coding : undefined, text });
}

export const coded = (system: string, code: string): CodeableConcept => ({
  coding: [{ system, code }],
});

/** A term of HL7's own code systems. */
export const hl7 = (codeSystem: string, code: string): CodeableConcept =>
  coded(`http://terminology.hl7.org/CodeSystem/${codeSystem}`, code);

/** A UCUM quantity; a unit that cannot be UCUM (spaces, µ) is only text, as senders do it. */
export function quantity(value: number, unit: string | undefined): Quantity {
  if (unit === undefined) return { value };
  return /^[\x21-\x7e]+$/.test(unit) ? { value, unit, system: UCUM, code: unit } : { value, unit };
}

export const days = (value: number): Quantity => ({ value, unit: 'd', system: UCUM, code: 'd' });
export const milligrams = (value: number): Quantity => quantity(value, 'mg');
export const tablets = (value: number): Quantity => ({ value, unit: 'tablet' });
