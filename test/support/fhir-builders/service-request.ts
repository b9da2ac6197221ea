import type { ServiceRequest } from 'fhir/r4.js';
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

export const serviceRequest = factBuilder(fields, (fact, { id, subject }) =>
  present<ServiceRequest>({
    resourceType: 'ServiceRequest',
    id,
    status: (fact.status ?? 'active') as ServiceRequest['status'],
    intent: 'order',
    category:
      fact.surgery === true
        ? [concept({ system: 'snomed', code: '387713003', display: 'Surgical procedure' })]
        : undefined,
    code: concept(fact.code ?? []),
    subject,
    occurrenceDateTime: fact.occurrence,
    authoredOn: fact.authoredOn,
  }),
);
