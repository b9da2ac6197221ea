import type { Consent } from 'fhir/r4.js';
import { factBuilder } from './builder.js';
import { hl7, wordsOf } from './code.js';
import { code, factFields, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  /** What the patient agreed to, in words. */
  code,
  /** Default `active`. */
  status: text,
  dateTime: text,
  /** The last day on which it permits. */
  end: text,
});

const CONSENT_DOCUMENT = {
  system: 'http://loinc.org',
  code: '59284-0',
  display: 'Consent Document',
};

export const consent = factBuilder(fields, (fact, { id, subject }) =>
  present<Consent>({
    resourceType: 'Consent',
    id,
    status: (fact.status ?? 'active') as Consent['status'],
    scope: hl7('consentscope', 'treatment'),
    category: [present({ coding: [CONSENT_DOCUMENT], text: wordsOf(fact.code)[0]?.text })],
    patient: subject,
    dateTime: fact.dateTime,
    provision: fact.end === undefined ? undefined : { type: 'permit', period: { end: fact.end } },
  }),
);
