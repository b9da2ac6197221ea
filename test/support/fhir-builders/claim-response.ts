import type { ClaimResponse } from 'fhir/r4.js';
import { Type } from 'typebox';
import { factBuilder } from './builder.js';
import { concept, hl7, quantity } from './code.js';
import { amount, code, factFields, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  created: Type.String(),
  /** The payer's answer in words: approved, denied. */
  disposition: Type.String(),
  /** The payer's number. */
  number: text,
  from: text,
  until: text,
  /** What it is about, for so many billing units. */
  code,
  units: amount,
});

/** A payer's answer to a request for prior authorization. */
export const claimResponse = factBuilder(fields, (fact, { id, subject }) =>
  present<ClaimResponse>({
    resourceType: 'ClaimResponse',
    id,
    status: 'active',
    type: hl7('claim-type', 'professional'),
    use: 'preauthorization',
    patient: subject,
    created: fact.created,
    insurer: { display: 'payer' },
    outcome: 'complete',
    disposition: fact.disposition,
    preAuthRef: fact.number,
    preAuthPeriod:
      fact.from === undefined && fact.until === undefined
        ? undefined
        : present({ start: fact.from, end: fact.until }),
    addItem:
      fact.code === undefined
        ? undefined
        : [
            present<NonNullable<ClaimResponse['addItem']>[number]>({
              productOrService: concept(fact.code),
              quantity: fact.units === undefined ? undefined : quantity(fact.units, 'mg'),
              adjudication: [{ category: hl7('adjudication', 'submitted') }],
            }),
          ],
  }),
);
