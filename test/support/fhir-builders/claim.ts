import type { Claim, ClaimItem } from 'fhir/r4.js';
import { type Static, Type } from 'typebox';
import { BillingLine, hcpcs, modifierConcept } from './billing-line.js';
import { factBuilder } from './builder.js';
import { hl7 } from './code.js';
import { factFields, flag, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  /** Default `draft`. */
  status: text,
  /** Default `claim`. */
  use: text,
  created: Type.String(),
  /** The day of the service, of every line. */
  serviced: text,
  /** Its lines name the order that is signed, unless this is false. */
  forThisOrder: flag,
  lines: Type.Array(BillingLine),
});

const THIS_ORDER = {
  url: 'http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-requestedService',
  valueReference: { reference: 'MedicationRequest/draft-1' },
};

export const claim = factBuilder(fields, (fact, { id, subject }): Claim => ({
  resourceType: 'Claim',
  id,
  status: (fact.status ?? 'draft') as Claim['status'],
  type: hl7('claim-type', 'professional'),
  use: (fact.use ?? 'claim') as Claim['use'],
  patient: subject,
  created: fact.created,
  provider: { display: 'clinic' },
  priority: hl7('processpriority', 'normal'),
  insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/cov1' } }],
  item: fact.lines.map((line, index) => item(line, index + 1, fact)),
}));

const item = (
  { code, units, modifiers }: BillingLine,
  sequence: number,
  { serviced, forThisOrder = true }: Static<typeof fields>,
): ClaimItem =>
  present<ClaimItem>({
    sequence,
    extension: forThisOrder ? [THIS_ORDER] : undefined,
    servicedDate: serviced?.slice(0, 10),
    productOrService: hcpcs(code),
    modifier: modifiers?.map(modifierConcept),
    quantity: units === undefined ? undefined : { value: units },
  });
