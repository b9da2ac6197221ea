import type { CodeableConcept, ServiceRequest } from 'fhir/r4.js';
import { factBuilder } from './builder.js';
import { concept } from './code.js';
import { code, factFields, flag, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  code,
  /** Default `active`. */
  status: text,
  occurrence: text,
  authoredOn: text,
  surgery: flag,
});

const SURGERY: CodeableConcept = {
  coding: [{ system: 'http://snomed.info/sct', code: '387713003', display: 'Surgical procedure' }],
};

export const serviceRequest = factBuilder(fields, (fact, { id, subject }) =>
  present<ServiceRequest>({
    resourceType: 'ServiceRequest',
    id,
    status: (fact.status ?? 'active') as ServiceRequest['status'],
    intent: 'order',
    category: fact.surgery === true ? [SURGERY] : undefined,
    code: concept(fact.code ?? []),
    subject,
    occurrenceDateTime: fact.occurrence,
    authoredOn: fact.authoredOn,
  }),
);
