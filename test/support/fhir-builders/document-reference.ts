import type { DocumentReference } from 'fhir/r4.js';
import { factBuilder } from './builder.js';
import { concept } from './code.js';
import { code, factFields, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  /** What kind of document it is. */
  code,
  /** Default `current`. */
  status: text,
  date: text,
  description: text,
});

export const documentReference = factBuilder(fields, (fact, { id, subject }) =>
  present<DocumentReference>({
    resourceType: 'DocumentReference',
    id,
    status: (fact.status ?? 'current') as DocumentReference['status'],
    type: fact.code === undefined ? undefined : concept(fact.code),
    subject,
    date: fact.date,
    description: fact.description,
    content: [{ attachment: { contentType: 'application/pdf' } }],
  }),
);
