import type { MedicationRequest, MedicationRequestDispenseRequest } from 'fhir/r4.js';
import { Type } from 'typebox';
import { containing, factBuilder } from './builder.js';
import { days, tablets } from './code.js';
import { instruction, instructionFields } from './dosage.js';
import { amount, factFields, flag, text } from './fact-fields.js';
import { product, productFields } from './medication.js';
import { present } from './present.js';

const fields = factFields({
  ...productFields,
  ...instructionFields,
  status: Type.String(),
  /** Default `order`. */
  intent: text,
  doNotPerform: flag,
  authoredOn: text,
  supplyDays: amount,
  refills: amount,
  /** Tablets. */
  quantity: amount,
  validityEnd: text,
});

export const medicationRequest = factBuilder(fields, (fact, { id, subject }) => {
  const { medication, contained } = product(fact, id);
  const { supplyDays, quantity, validityEnd, authoredOn } = fact;
  const supply = present<MedicationRequestDispenseRequest>({
    validityPeriod:
      validityEnd === undefined ? undefined : present({ start: authoredOn, end: validityEnd }),
    numberOfRepeatsAllowed: fact.refills,
    quantity: quantity === undefined ? undefined : tablets(quantity),
    expectedSupplyDuration: supplyDays === undefined ? undefined : days(supplyDays),
  });
  const request = present<MedicationRequest>({
    resourceType: 'MedicationRequest',
    id,
    status: fact.status as MedicationRequest['status'],
    intent: (fact.intent ?? 'order') as MedicationRequest['intent'],
    doNotPerform: fact.doNotPerform,
    ...medication,
    subject,
    authoredOn,
    dispenseRequest: Object.keys(supply).length === 0 ? undefined : supply,
    dosageInstruction: instruction(fact),
  });
  return containing(request, contained);
});
