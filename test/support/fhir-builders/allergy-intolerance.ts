import type { AllergyIntolerance } from 'fhir/r4.js';
import { factBuilder } from './builder.js';
import { concept, hl7 } from './code.js';
import { code, factFields, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  code,
  /** Default `active`. */
  clinicalStatus: text,
  /** Default `confirmed`. */
  verificationStatus: text,
  /** `allergy` (the default) or `intolerance`. */
  allergyType: text,
  criticality: text,
  manifestation: text,
});

export const allergyIntolerance = factBuilder(fields, (fact, { id, subject }) =>
  present<AllergyIntolerance>({
    resourceType: 'AllergyIntolerance',
    id,
    clinicalStatus: hl7('allergyintolerance-clinical', fact.clinicalStatus ?? 'active'),
    verificationStatus: hl7(
      'allergyintolerance-verification',
      fact.verificationStatus ?? 'confirmed',
    ),
    type: (fact.allergyType ?? 'allergy') as AllergyIntolerance['type'] & string,
    criticality: fact.criticality as AllergyIntolerance['criticality'],
    code: concept(fact.code ?? []),
    patient: subject,
    reaction:
      fact.manifestation === undefined
        ? undefined
        : [{ manifestation: [{ text: fact.manifestation }] }],
  }),
);
