import type { Observation } from 'fhir/r4.js';
import { Type } from 'typebox';
import { factBuilder } from './builder.js';
import { CaseCode, concept, hl7, wordsOf } from './code.js';
import { code, factFields, text } from './fact-fields.js';
import { observationValue, valueFields } from './observation-value.js';
import { present } from './present.js';

const fields = factFields({
  code,
  /** Default `final`. */
  status: text,
  /** Default by the words of the code; `none` leaves it out. */
  category: text,
  effective: text,
  issued: text,
  specimen: text,
  ...valueFields,
  hasMember: Type.Optional(Type.Array(Type.String())),
  components: Type.Optional(
    Type.Array(Type.Object({ code: CaseCode, ...valueFields }, { additionalProperties: false })),
  ),
});

export const observation = factBuilder(fields, (fact, { id, subject }) => {
  const category = fact.category ?? usualCategory(fact);
  return present<Observation>({
    resourceType: 'Observation',
    id,
    status: (fact.status ?? 'final') as Observation['status'],
    category: category === 'none' ? undefined : [hl7('observation-category', category)],
    code: concept(fact.code ?? []),
    subject,
    effectiveDateTime: fact.effective,
    issued: fact.issued,
    specimen: fact.specimen === undefined ? undefined : { reference: `Specimen/${fact.specimen}` },
    ...observationValue(fact),
    hasMember: fact.hasMember?.map((member) => ({ reference: `Observation/${member}` })),
    component: fact.components?.map((part) => ({
      code: concept(part.code),
      ...observationValue(part),
    })),
  });
});

const ASSESSMENT =
  /\b(COWS|CIWA|AUDIT|PHQ|C-?SSRS|withdrawal scale|last (opioid |heroin )?use|last drink|self.?report|pregnan(t|cy) status|challenge)\b/i;

/** EHRs file what a clinician or the patient assessed under `survey`, everything else here is a laboratory result. */
function usualCategory(fact: { code?: CaseCode; components?: { code: CaseCode }[] }): string {
  const codes = [fact.code, ...(fact.components ?? []).map((part) => part.code)];
  const words = codes
    .flatMap(wordsOf)
    .map(({ display, text: own }) => `${display ?? ''} ${own ?? ''}`);
  return words.some((entry) => ASSESSMENT.test(entry)) ? 'survey' : 'laboratory';
}
