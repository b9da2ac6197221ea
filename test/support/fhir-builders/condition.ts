import type { Condition } from 'fhir/r4.js';
import { concept, hl7 } from './code.js';
import { factBuilder } from './builder.js';
import { code, factFields, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  code,
  /** Default `active`. */
  clinicalStatus: text,
  /** Default `confirmed`. */
  verificationStatus: text,
  onset: text,
  recordedDate: text,
});

export const condition = factBuilder(fields, (fact, { id, subject }) =>
  present<Condition>({
    resourceType: 'Condition',
    id,
    clinicalStatus: hl7('condition-clinical', fact.clinicalStatus ?? 'active'),
    verificationStatus: hl7('condition-ver-status', fact.verificationStatus ?? 'confirmed'),
    code: concept(fact.code ?? []),
    subject,
    onsetDateTime: fact.onset,
    recordedDate: fact.recordedDate,
  }),
);
