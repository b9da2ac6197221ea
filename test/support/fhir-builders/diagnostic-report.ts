import type { DiagnosticReport } from 'fhir/r4.js';
import { Type } from 'typebox';
import { factBuilder } from './builder.js';
import { concept } from './code.js';
import { code, factFields, text } from './fact-fields.js';
import { present } from './present.js';

const fields = factFields({
  code,
  /** Default `final`. */
  status: text,
  effective: text,
  issued: text,
  /** Ids of the Observations that it reports. */
  result: Type.Optional(Type.Array(Type.String())),
});

export const diagnosticReport = factBuilder(fields, (fact, { id, subject }) =>
  present<DiagnosticReport>({
    resourceType: 'DiagnosticReport',
    id,
    status: (fact.status ?? 'final') as DiagnosticReport['status'],
    code: concept(fact.code ?? []),
    subject,
    effectiveDateTime: fact.effective,
    issued: fact.issued,
    result: (fact.result ?? []).map((member) => ({ reference: `Observation/${member}` })),
  }),
);
