import { type Static, Type } from 'typebox';
import { Parameter, Source } from './question.js';

const closed = { additionalProperties: false };
const Sentence = Type.String({ minLength: 1 });

/** What is found, in words of ours, where the chart has none that may be shown. */
export const READINESS_TERMS = [
  'opioid-use-disorder',
  'alcohol-use-disorder',
  'remission',
  'refuted',
  'family-history',
  'no-diagnosis',
  'onset',
  'document',
  'nothing',
  'consent',
  'consent.ended',
  'consent.refused',
  'consent.unfinished',
  'topic.effects',
  'topic.risks',
  'topic.alternatives',
  'topic.overdose',
  'topic.liver',
  'topic.blockade',
  'topic.withdrawal',
  'topics.none',
  'no-known-allergy',
  'times-limit',
  'no-limit',
  'dose',
  'route',
  'site',
  'lot',
  'expiry',
  'expired',
  'visit',
  'drug-test',
  'oral-naltrexone',
  'not-taken',
  'rescue',
  'education',
  'pregnancy-status',
  'withdrawal-score',
  'challenge',
  'treatment.counselling',
  'treatment.cognitive-behavioural',
  'treatment.motivational',
  'treatment.twelve-step',
  'treatment.intensive-outpatient',
  'treatment.programme',
  'treatment.behavioural',
  'treatment.peer-support',
  'approval',
] as const;
export type ReadinessTerm = (typeof READINESS_TERMS)[number];

/** One line of a list: what it asks for, what is said in each state, and what to do. `{{found}}` = what was found. */
const Item = Type.Object(
  {
    title: Sentence,
    words: Type.Object(
      {
        met: Type.Optional(Sentence),
        'not-met': Type.Optional(Sentence),
        unknown: Sentence,
        conflicting: Type.Optional(Sentence),
        'not-applicable': Type.Optional(Sentence),
      },
      { ...closed, description: '`{{found}}` and the parameters of the list may be named.' },
    ),
    fix: Type.String({ minLength: 1, description: 'What makes it met.' }),
    source: Sentence,
  },
  closed,
);

/** `cards/readiness/checklist.json` and `renewal.json`: the lines of a list with their words, and the numbers by which they are judged. */
export const ReadinessList = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z-]+$' }),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Type.Array(Source, { minItems: 1 }),
    parameters: Type.Record(Type.String({ pattern: '^[a-z][A-Za-z]*$' }), Parameter),
    items: Type.Record(Type.String({ pattern: '^[a-z0-9-]+$' }), Item),
  },
  closed,
);
export type ReadinessList = Static<typeof ReadinessList>;

/** `cards/readiness/terms.json`. */
export const ReadinessTerms = Type.Object(
  Object.fromEntries(READINESS_TERMS.map((name) => [name, Sentence])) as Record<
    ReadinessTerm,
    typeof Sentence
  >,
  closed,
);
export type ReadinessTerms = Static<typeof ReadinessTerms>;

/** What would prevent a denial: a line of the checklist or of the renewal, a rule, the prior authorization, what the policy asks for. */
const Check = Type.Union([
  Type.Object({ requirement: Sentence }, closed),
  Type.Object({ rule: Sentence }, closed),
  Type.Object({ payer: Type.Literal('authorization') }, closed),
  Type.Object({ payer: Type.Literal('criteria') }, closed),
]);
export type DenialCheck = Static<typeof Check>;

/** `cards/readiness/denial-risks.json`: why payers refuse, and which checks would have seen it coming. */
export const DenialRisks = Type.Object(
  {
    id: Type.Literal('denial-risks'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Type.Array(Source, { minItems: 1 }),
    risks: Type.Record(
      Type.String({ pattern: '^[a-z0-9-]+$' }),
      Type.Object(
        {
          title: Sentence,
          reason: Type.String({ minLength: 1, description: 'Why the claim is refused.' }),
          checks: Type.Array(Check, { minItems: 1 }),
          fix: Sentence,
        },
        closed,
      ),
    ),
  },
  closed,
);
export type DenialRisks = Static<typeof DenialRisks>;

/** `cards/readiness`, checked against the code that judges its lines. */
export interface ReadinessKnowledge {
  readonly checklist: ReadinessList;
  readonly renewal: ReadinessList;
  readonly denialRisks: DenialRisks;
  readonly terms: ReadinessTerms;
}
