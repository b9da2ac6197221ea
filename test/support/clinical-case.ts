import { type Static, Type } from 'typebox';
import { SiteFile } from '../../src/core/pack/site.js';
import { CaseDraft, CaseOrder } from './fhir-builders/draft-order.js';
import { text } from './fhir-builders/fact-fields.js';

/** One fact of the chart: a FHIR resource type with the few fields that matter; its builder says which there are. */
export const Fact = Type.Intersect([
  Type.Object({ type: Type.String() }),
  Type.Record(Type.String(), Type.Unknown()),
]);
export type Fact = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What happens when a resource type (or one resource) is asked for, when not simply answered. */
export const Fault = Type.Enum(['403', '404', 'timeout', 'OperationOutcome', 'recovered']);
export type Fault = Static<typeof Fault>;

export const Expectation = Type.Object(
  {
    /** The highest indicator over all cards; `none` = no card. */
    indicator: Type.Optional(Type.Enum(['none', 'info', 'warning', 'critical'])),
    /** Rule ids that must be behind a card. */
    rules: Type.Optional(Type.Array(Type.String())),
    /** Rule ids that must not be behind a card. */
    not: Type.Optional(Type.Array(Type.String())),
    earliestDate: text,
    /** What a card must contain: a day in any unambiguous form, or a regular expression without case. */
    mention: Type.Optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
);
export type Expectation = Static<typeof Expectation>;

/** A patient's chart, an order and the expected answer, in the notation of `test/vignettes/README.md`. */
export const ClinicalCase = Type.Object(
  {
    id: Type.String(),
    /** A sentence of the field: what is known about this patient. */
    name: Type.String(),
    /** The section of the clinical documents that decides. */
    why: text,
    /** The instant of signing, with offset. */
    now: text,
    /** The site's time zone. */
    timeZone: text,
    /** The site file, without its time zone. */
    site: Type.Optional(SiteFile),
    /** The services that are asked; what is expected holds over the cards of all of them. Absent: `naltrexone-safety`. */
    services: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    patient: Type.Optional(
      Type.Object({ birthDate: text, sex: text }, { additionalProperties: false }),
    ),
    /** Named baselines (`baselines.ts`), each with another time if need be: "negative-panel -73h". */
    given: Type.Optional(Type.Array(Type.String())),
    order: Type.Optional(CaseOrder),
    drafts: Type.Optional(Type.Array(CaseDraft)),
    facts: Type.Optional(Type.Array(Fact)),
    access: Type.Optional(Type.Record(Type.String(), Fault)),
    expect: Expectation,
  },
  { additionalProperties: false },
);
export type ClinicalCase = Static<typeof ClinicalCase>;
