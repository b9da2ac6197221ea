import type { MedicationAdministration, MedicationAdministrationDosage } from 'fhir/r4.js';
import { containing, factBuilder } from './builder.js';
import { milligrams } from './code.js';
import { route } from './dosage.js';
import { amount, factFields, text } from './fact-fields.js';
import { product, productFields } from './medication.js';
import { present } from './present.js';

const fields = factFields({
  ...productFields,
  /** Default `completed`. */
  status: text,
  effective: text,
  /** With `effective` as the start: a period. */
  end: text,
  /** IM, IV, SC, PO, or words. */
  route: text,
  doseMg: amount,
});

export const medicationAdministration = factBuilder(fields, (fact, { id, subject }) => {
  const { medication, contained } = product(fact, id);
  const { effective, end, doseMg } = fact;
  const dosage = present<MedicationAdministrationDosage>({
    route: route(fact.route),
    dose: doseMg === undefined ? undefined : milligrams(doseMg),
  });
  const administration = present<MedicationAdministration>({
    resourceType: 'MedicationAdministration',
    id,
    status: (fact.status ?? 'completed') as MedicationAdministration['status'],
    ...medication,
    subject,
    effectiveDateTime: end === undefined ? effective : undefined,
    effectivePeriod: end === undefined ? undefined : present({ start: effective, end }),
    dosage: Object.keys(dosage).length === 0 ? undefined : dosage,
  });
  return containing(administration, contained);
});
