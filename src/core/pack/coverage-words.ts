import { type Static, Type } from 'typebox';
import { LineOfBusiness } from './payer-policy.js';

const closed = { additionalProperties: false };
const Sentence = Type.String({ minLength: 1 });
const Words = Type.Array(Sentence, { minItems: 1, uniqueItems: true });

/** Codes in any system, and words of a disposition or note. */
const Said = Type.Object({ codes: Type.Array(Sentence), words: Words }, closed);
/**
 * What is said of one criterion by its state. `{{found}}` stands for what was found, further names for the criterion's own
 * numbers; a title with a number that a policy may leave out has an open form without it.
 */
const CriterionWords = Type.Object(
  {
    title: Sentence,
    openTitle: Type.Optional(Sentence),
    met: Sentence,
    notMet: Sentence,
    unknown: Sentence,
    fix: Sentence,
  },
  closed,
);
const TrialDrug = Type.Unsafe<'naltrexone' | 'acamprosate' | 'disulfiram' | 'buprenorphine'>({
  type: 'string',
  enum: ['naltrexone', 'acamprosate', 'disulfiram', 'buprenorphine'],
});
const TrialOutcome = Type.Unsafe<
  'failure' | 'intolerance' | 'contraindication' | 'not-taken-as-prescribed'
>({
  type: 'string',
  enum: ['failure', 'intolerance', 'contraindication', 'not-taken-as-prescribed'],
});

/** `cards/coverage-words.json`: how a Coverage says what kind it is. */
export const CoverageWords = Type.Object(
  {
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Words,
    typology: Type.Object(
      {
        systems: Words,
        codes: Type.Array(
          Type.Object(
            {
              startsWith: Type.String({ pattern: '^\\d+$' }),
              line: LineOfBusiness,
              managed: Type.Optional(Type.Literal(true)),
            },
            closed,
          ),
          { minItems: 1 },
        ),
      },
      { ...closed, description: 'Source of payment typology; the longest beginning counts.' },
    ),
    lines: Type.Object(
      { medicaid: Words, medicare: Words },
      { ...closed, description: 'Words anywhere in the Coverage.' },
    ),
    notMedicare: Words,
    managedMedicare: Words,
    planClasses: Type.Array(Sentence, {
      minItems: 1,
      description: 'Class types whose value or name names a plan; a group is an employer.',
    }),
    authorization: Type.Object(
      { approved: Said, partlyApproved: Said, denied: Said, pending: Said },
      {
        ...closed,
        description: 'What a payer says of a prior authorization; denial is looked for first.',
      },
    ),
    implants: Words,
    criteria: Type.Record(Type.String(), CriterionWords),
    policyChoice: Type.Object(
      {
        'unknown-payer': Sentence,
        ambiguous: Sentence,
        'no-coverage': Sentence,
        'not-read': Sentence,
      },
      { ...closed, description: 'Why the generic policy is shown.' },
    ),
    priorAuthorization: Type.Object(
      {
        'not-needed': Sentence,
        approved: Sentence,
        expired: Sentence,
        'used-up': Sentence,
        'too-small': Sentence,
        pending: Sentence,
        denied: Sentence,
        needed: Sentence,
        'none-on-file': Sentence,
        unknown: Sentence,
      },
      closed,
    ),
    amounts: Type.Object(
      {
        injectionMg: Type.Integer({ minimum: 1 }),
        leastMg: Type.Integer({
          minimum: 1,
          description: 'A number of the drug code without a unit is milligrams from here on.',
        }),
        bare: Words,
        injections: Words,
        milligrams: Words,
      },
      { ...closed, description: 'Units in which an amount of the depot is approved.' },
    ),
    trials: Type.Object(
      {
        drugs: Type.Array(
          Type.Object({ drug: TrialDrug, rxnorm: Type.Array(Sentence), words: Words }, closed),
          { minItems: 1 },
        ),
        reasons: Type.Array(
          Type.Object(
            { outcome: TrialOutcome, snomed: Type.Array(Sentence), words: Words },
            closed,
          ),
          { minItems: 1, description: 'Why a drug was stopped; the first that is found counts.' },
        ),
      },
      closed,
    ),
  },
  closed,
);
export type CoverageWords = Static<typeof CoverageWords>;
