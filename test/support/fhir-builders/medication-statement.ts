import type { MedicationStatement } from 'fhir/r4.js';
import { Type } from 'typebox';
import { containing, factBuilder } from './builder.js';
import { dailyDose } from './dosage.js';
import { amount, factFields, text } from './fact-fields.js';
import { product, productFields } from './medication.js';
import { present } from './present.js';

const fields = factFields({
  ...productFields,
  status: Type.String(),
  start: text,
  end: text,
  dateAsserted: text,
  /** Why it is not taken, in words. */
  statusReason: text,
  /** Milligrams taken once a day. */
  dailyMg: amount,
  asNeededMg: amount,
});

export const medicationStatement = factBuilder(fields, (fact, { id, subject }) => {
  const { medication, contained } = product(fact, id);
  const { start, end, dailyMg, asNeededMg } = fact;
  const statement = present<MedicationStatement>({
    resourceType: 'MedicationStatement',
    id,
    status: fact.status as MedicationStatement['status'],
    ...medication,
    subject,
    effectivePeriod: start === undefined && end === undefined ? undefined : present({ start, end }),
    dateAsserted: fact.dateAsserted,
    statusReason: fact.statusReason === undefined ? undefined : [{ text: fact.statusReason }],
    dosage:
      dailyMg !== undefined
        ? [dailyDose(dailyMg, false)]
        : asNeededMg !== undefined
          ? [dailyDose(asNeededMg, true)]
          : undefined,
  });
  return containing(statement, contained);
});
