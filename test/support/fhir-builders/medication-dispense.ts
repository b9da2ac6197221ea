import type { MedicationDispense } from 'fhir/r4.js';
import { containing, factBuilder } from './builder.js';
import { days, tablets } from './code.js';
import { instruction, instructionFields } from './dosage.js';
import { amount, factFields, text } from './fact-fields.js';
import { product, productFields } from './medication.js';
import { present } from './present.js';

const fields = factFields({
  ...productFields,
  ...instructionFields,
  /** Default `completed`. */
  status: text,
  whenHandedOver: text,
  daysSupply: amount,
  /** Tablets. */
  quantity: amount,
  /** Id of the MedicationRequest that it fills. */
  basedOn: text,
});

export const medicationDispense = factBuilder(fields, (fact, { id, subject }) => {
  const { medication, contained } = product(fact, id);
  const dispense = present<MedicationDispense>({
    resourceType: 'MedicationDispense',
    id,
    status: (fact.status ?? 'completed') as MedicationDispense['status'],
    ...medication,
    subject,
    authorizingPrescription:
      fact.basedOn === undefined ? undefined : [{ reference: `MedicationRequest/${fact.basedOn}` }],
    whenHandedOver: fact.whenHandedOver,
    daysSupply: fact.daysSupply === undefined ? undefined : days(fact.daysSupply),
    quantity: fact.quantity === undefined ? undefined : tablets(fact.quantity),
    dosageInstruction: instruction(fact),
  });
  return containing(dispense, contained);
});
