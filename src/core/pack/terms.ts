import { Type } from 'typebox';
import { recordOf } from './record-of.js';

const GROUPS = {
  /** Kinds of sources, before a date: "dispensed 18 Nov 2026". */
  source: [
    'administration',
    'dispense',
    'order',
    'statement',
    'procedure',
    'self-report',
    'poisoning',
    'toxicology',
    'withdrawal-score',
    'naloxone-challenge',
    'opioid-therapy-diagnosis',
  ],
  /** Why the waiting time of a class is what it is: a sentence. */
  window: [
    'short-acting',
    'antitussive',
    'extended-release',
    'transdermal',
    'tramadol',
    'long-acting',
    'buprenorphine',
    'mixed',
    'illicit',
    'kratom',
    'unknown',
    'sublocade',
    'brixadi-monthly',
    'brixadi-weekly',
    'buprenorphine-implant',
  ],
  depot: ['sublocade', 'brixadi-monthly', 'brixadi-weekly', 'buprenorphine-implant'],
  /** Chart inputs as a clinician calls them, by FHIR resource type. */
  resource: [
    'Patient',
    'Encounter',
    'MedicationRequest',
    'MedicationStatement',
    'MedicationDispense',
    'MedicationAdministration',
    'Observation',
    'DiagnosticReport',
    'Condition',
    'Procedure',
    'AllergyIntolerance',
    'ServiceRequest',
    'Appointment',
    'Coverage',
    'Claim',
    'ClaimResponse',
    'Consent',
    'DocumentReference',
    'QuestionnaireResponse',
    'CarePlan',
  ],
  /** Why a chart input could not be read, as a clinician would say it. */
  fault: [
    'not-sent',
    'not-permitted',
    'withheld',
    'query-refused',
    'server-error',
    'unreachable',
    'out-of-time',
    'too-large',
    'not-fhir',
    'wrong-fhir-version',
    'more-pages',
    'count-reached',
    'medication-unreadable',
    'unreadable-row',
    'conflicting-rows',
  ],
  /** Where an upper limit of normal comes from. */
  limit: [
    'result',
    'site',
    'default',
    'result-range-unusable',
    'site-range-unusable',
    'default-range-unusable',
  ],
  result: ['normal', 'positive', 'preliminary', 'dated-by-release'],
  operation: ['unnamed'],
  bound: ['above', 'below'],
  /** Why a laboratory result cannot be read. */
  unreadable: [
    'no-number',
    'no-unit',
    'unknown-unit',
    'contradictory-unit',
    'implausible',
    'unit-suspect',
    'bound-tells-nothing',
    'local-code',
    'undated',
  ],
  /** What binds a fact to its date. */
  dated: ['of', 'without'],
  /** Patterns of liver injury by the R value, before its number. */
  injury: ['hepatocellular', 'mixed', 'cholestatic', 'unknown'],
  /** Inputs of the Child-Pugh score, and what is said of one without a value. */
  input: [
    'bilirubin-total',
    'albumin',
    'inr',
    'ascites',
    'hepatic-encephalopathy',
    'unknown',
    'left-out',
    'not-documented',
  ],
  /** How much ascites or encephalopathy there is. */
  degree: ['none', 'mild', 'moderate-or-more', 'present'],
  /** What is said of a Child-Pugh score without a class. */
  'child-pugh': ['undetermined', 'no-laboratory', 'apart'],
  /** Kinds of naltrexone therapy. */
  product: ['depot', 'oral', 'contrave', 'ldn'],
  /** Substances of an allergy on record. */
  allergen: ['naltrexone', 'polymer', 'carmellose', 'naloxone'],
  /** The facts that would clear a finding, after "would clear it:". */
  clears: [
    'above-info',
    'critical',
    'planned-day',
    'negative-tests',
    'negative-tests-later',
    'result',
    'at-most',
    'below',
    'at-least',
    'times',
    'low-withdrawal-score',
    'passed-challenge',
    'not-pregnant',
    'corrected-order',
    'corrected-entry',
    'ended-entry',
    'chart-read',
    'withdrawn-draft',
  ],
  /** Laboratory analytes as a clinician calls them. */
  analyte: ['alt', 'ast', 'bilirubin-total', 'alp', 'inr', 'albumin', 'platelets', 'egfr'],
  /** Review status of the knowledge behind a card. */
  status: ['draft', 'reviewed'],
  /** Fixed sentences of a card's detail. */
  detail: [
    'next',
    'more',
    'dates',
    'earliest-date',
    'presumes-tests',
    'no-date',
    'day-unknown',
    'look-again',
    'decided-by',
    'safe-from',
    'protocol',
    'for-orders',
    'acknowledged',
    'put-off',
    'not-read',
    'not-asked',
    'foreign-rows',
    'future-dated',
    'unassigned',
    'treatment-programmes',
    'supply-route',
    'local-codes',
    'footer',
    'review-overdue',
  ],
  /** Why the lines of a billing preview are what they are. */
  billing: [
    'pharmacy-supply',
    'who-supplies',
    'oral',
    'weekly-bundle',
    'inpatient',
    'visit-rate',
    'dose-unclear',
    'waste-after-injection',
    'nurse-visit',
    'ndc-from-carton',
  ],
  /** The card of a site that wants to hear that nothing was found. */
  checked: [
    'summary',
    'drug-test',
    'liver-tests',
    'sources',
    'none',
    'silenced',
    'not-seen',
    'footer',
  ],
} as const;
type Groups = typeof GROUPS;

/** A term of `drug.json`: every name that the code may ask for, so that no card can miss its words. */
export type TermName = {
  [G in keyof Groups]: `${G}.${Groups[G][number]}`;
}[keyof Groups];
export type Terms = Readonly<Record<TermName, string>>;

const names = Object.entries(GROUPS).flatMap(([group, terms]) =>
  terms.map((term) => `${group}.${term}`),
);

export const TermsSchema = recordOf(
  names,
  Type.String({ minLength: 1 }),
  'Names of sources, classes and gaps, and the fixed sentences of the cards.',
);
