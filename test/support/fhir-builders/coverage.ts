import type { Coverage } from 'fhir/r4.js';
import { Type } from 'typebox';
import { factBuilder } from './builder.js';
import { factFields, text } from './fact-fields.js';

const fields = factFields({
  /** Default `active`. */
  status: text,
  /** Type of coverage and name of the payer, in the same words. */
  payer: Type.String(),
});

export const coverage = factBuilder(fields, (fact, { id, subject }): Coverage => ({
  resourceType: 'Coverage',
  id,
  status: (fact.status ?? 'active') as Coverage['status'],
  type: { text: fact.payer },
  beneficiary: subject,
  payor: [{ display: fact.payer }],
}));
