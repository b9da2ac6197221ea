import { baselineWords } from './baselines.js';
import { sayTime } from './case-time.js';
import type { ClinicalCase, Fact } from './clinical-case.js';
import type { CaseOrder } from './fhir-builders/draft-order.js';
import { type CaseCode, wordsOf } from './fhir-builders/code.js';

/** Charts in which nothing speaks against naltrexone, by far the most frequent: a few words each. */
export const CLEAR_CHARTS: Readonly<Record<string, readonly string[]>> = {
  'OUD, else clear': ['oud', 'negative-panel', 'normal-liver', 'naloxone'],
  'AUD, else clear': ['aud', 'negative-panel', 'normal-liver'],
};

/** A case in one line, as short as a clinician can still follow: order, facts, and what stands behind them. */
export function chartLine(written: ClinicalCase): string {
  const { given = [], facts = [], drafts = [], order = {}, access = {}, patient = {} } = written;
  const parts = [
    ...orderWords(order),
    ...drafts.map(({ code }) => `beside ${codeWords(code) ?? UNNAMED_DRUG}`),
    ...facts.map(factWords),
    ...Object.entries(access).map(([source, fault]) => `${source} not read (${fault})`),
    ...Object.values(patient).map((value) => `patient ${value}`),
    ...backgroundWords(given),
  ];
  return parts.length === 0 ? 'nothing in the chart' : parts.join(' · ');
}

function backgroundWords(given: readonly string[]): readonly string[] {
  const [clear, names = []] =
    Object.entries(CLEAR_CHARTS).find(([, baselines]) =>
      baselines.every((name) => given.includes(name)),
    ) ?? [];
  const others = baselineWords(given.filter((name) => !names.includes(name)));
  return clear === undefined ? others : [...others, clear];
}

/** Only what differs from the usual order of a depot. */
function orderWords({ kind, code, ...differences }: CaseOrder): readonly string[] {
  const words = [
    codeWords(code) ?? kind,
    ...Object.entries(differences).map(([field, value]) => detailWords(field, value)),
  ].filter((word) => word !== undefined);
  return words.length === 0 ? [] : [`order: ${words.join(', ')}`];
}

const UNNAMED_DRUG = 'unnamed drug';
const VERBS: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'allergy to',
  MedicationAdministration: 'given',
  MedicationDispense: 'dispensed',
  MedicationRequest: 'ordered',
  MedicationStatement: 'listed',
};
const NOT_SAID = new Set(['type', 'id', 'code', 'refRange', 'category']);

function factWords(fact: Fact): string {
  const verb = VERBS[fact.type];
  const name =
    codeWords(fact['code'] as CaseCode | undefined) ??
    (verb === undefined ? fact.type : UNNAMED_DRUG);
  const details = Object.entries(fact)
    .filter(([field]) => !NOT_SAID.has(field))
    .map(([field, value]) => detailWords(field, value));
  return [verb, name, ...details].filter((word) => word !== undefined).join(' ');
}

type Say = (value: string) => string;
const alone: Say = (value) => value;

/** How a field is said; those that are not here carry their name. */
const SAYINGS: Readonly<Record<string, Say>> = {
  ...Object.fromEntries(
    'status clinicalStatus verificationStatus value unit comparator form hook payer effective whenHandedOver recordedDate performed authoredOn occurrence valueDate'
      .split(' ')
      .map((field) => [field, alone]),
  ),
  dateAsserted: (value) => `noted ${value}`,
  daysSupply: (value) => `for ${value} d`,
  supplyDays: (value) => `for ${value} d`,
  doseMg: (value) => `${value} mg`,
  dailyMg: (value) => `${value} mg a day`,
  end: (value) => `ended ${value}`,
  periodDays: (value) => `every ${value} d`,
  plannedDate: (value) => `planned ${value}`,
  selections: (value) => `selected ${value === 'other' ? 'the other' : value}`,
};

function detailWords(field: string, value: unknown): string {
  if (field === 'components') return partsWords(value as readonly Part[]);
  const say = SAYINGS[field] ?? ((words) => `${spaced(field)} ${words}`);
  return say(said(value));
}

interface Part {
  readonly code: CaseCode;
  readonly value?: unknown;
}

function partsWords(parts: readonly Part[]): string {
  if (parts.length <= 2)
    return parts
      .map(({ code, value }) => `${codeWords(code) ?? ''} ${said(value ?? null)}`)
      .join(', ');
  const values = [...new Set(parts.map(({ value }) => said(value ?? null)))];
  return `${parts.length} parts: ${values.join(', ')}`;
}

function said(value: unknown): string {
  if (typeof value === 'string') return sayTime(value);
  if (Array.isArray(value)) return value.map(said).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(said).join(' ');
  return value === null ? 'none' : JSON.stringify(value);
}

const spaced = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function codeWords(code: CaseCode | undefined): string | undefined {
  if (typeof code === 'string') return code;
  const [first] = wordsOf(code);
  return first?.text ?? first?.display ?? first?.code;
}
