import type { Procedure } from 'fhir/r4.js';
import { factBuilder } from './builder.js';
import { concept } from './code.js';
import { code, factFields, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  code,
  /** Default `completed`. */
  status: text,
  performed: text,
  outcome: text,
});

export const procedure = factBuilder(fields, (fact, { id, subject }) =>
  present<Procedure>({
    resourceType: 'Procedure',
    id,
    status: (fact.status ?? 'completed') as Procedure['status'],
    code: concept(fact.code ?? []),
    subject,
    performedDateTime: fact.performed,
    outcome: fact.outcome === undefined ? undefined : { text: fact.outcome },
  }),
);
