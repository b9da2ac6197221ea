import type { Appointment } from 'fhir/r4.js';
import { factBuilder } from './builder.js';
import { concept } from './code.js';
import { code, factFields, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  /** Why the patient comes. */
  code,
  /** Default `booked`. */
  status: text,
  start: text,
  description: text,
});

export const appointment = factBuilder(fields, (fact, { id, subject }) =>
  present<Appointment>({
    resourceType: 'Appointment',
    id,
    status: (fact.status ?? 'booked') as Appointment['status'],
    reasonCode: fact.code === undefined ? undefined : [concept(fact.code)],
    start: fact.start,
    description: fact.description,
    participant: [{ actor: subject, status: 'accepted' }],
  }),
);
