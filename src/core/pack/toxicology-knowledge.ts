import { type Static, Type } from 'typebox';
import { Source } from './question.js';

const Words = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 });
const Numbers = Type.Record(Type.String(), Type.Number({ exclusiveMinimum: 0 }));

/** How laboratories and clinicians state the results that toxicology and withdrawal rules read: `toxicology.json`. */
export const ToxicologyFile = Type.Object(
  {
    id: Type.Literal('toxicology'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Type.String({ minLength: 1 }),
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Type.Array(Source, { minItems: 1 }),
    resultWords: Type.Object(
      {
        positive: Words,
        negative: Words,
        notPositive: Type.Array(Type.String(), {
          description: 'Phrases whose "positive" is none.',
        }),
        unsettled: Type.Array(Type.String(), {
          description: 'Words that take a stated negative back: no result, not a negative.',
        }),
      },
      { additionalProperties: false },
    ),
    interpretations: Type.Object(
      { positive: Words, negative: Words },
      { additionalProperties: false, description: 'Codes of HL7 v3 ObservationInterpretation.' },
    ),
    invalidSpecimen: Type.Object(
      {
        words: Words,
        tests: Type.Array(Type.String(), {
          description: 'Words of tests without a code that say something about the specimen.',
        }),
        creatinineUnits: Type.Record(
          Type.String(),
          Type.Number({ exclusiveMinimum: 0, description: 'mg/dL in one of this unit' }),
        ),
      },
      { additionalProperties: false },
    ),
    panel: Type.Array(
      Type.Object(
        { name: Type.String({ minLength: 1 }), coveredBy: Words },
        { additionalProperties: false },
      ),
      { minItems: 1, description: 'What a full panel must have found negative.' },
    ),
    names: Type.Record(Type.String(), Type.String({ minLength: 1 }), {
      description: 'Analytes whose name on a card differs from their name in the code tables.',
    }),
    drugs: Type.Record(Type.String(), Type.String({ minLength: 1 }), {
      description:
        'Analytes that speak about no single drug: the name under which their findings go.',
    }),
    methodNames: Type.Object(
      { confirm: Type.String(), screen: Type.String(), unspecified: Type.String() },
      { additionalProperties: false },
    ),
    detectionDays: Numbers,
    crossReactsWithNaltrexone: Type.Record(
      Type.String(),
      Type.Array(
        Type.Union([Type.Literal('confirm'), Type.Literal('screen'), Type.Literal('unspecified')]),
      ),
    ),
    phosphatidylethanolUnits: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      description: 'Spellings of ng/mL, in which PEth is judged; a molar unit is not read.',
    }),
    challengeWords: Type.Object(
      { failed: Words, passed: Words },
      { additionalProperties: false, description: 'Longer phrases are read first.' },
    ),
    selfReport: Type.Object(
      {
        denials: Words,
        dayUnits: Words,
        illicit: Type.Record(
          Type.String(),
          Type.Union([Type.Literal('always'), Type.Literal('with-opioid-use-disorder')]),
        ),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type ToxicologyFile = Static<typeof ToxicologyFile>;

/** Coded answers of one code system; SNOMED CT and LOINC answers are files of their own, for their licences. */
export const ResultCodesFile = Type.Object(
  {
    id: Type.String({ pattern: '^result-codes-[a-z]+$' }),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    owner: Type.String({ minLength: 1 }),
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    source: Type.String({ minLength: 1 }),
    positive: Words,
    negative: Words,
  },
  { additionalProperties: false },
);
export type ResultCodesFile = Static<typeof ResultCodesFile>;

export type StatedResult = 'positive' | 'negative';

/** `toxicology.json` with its words normalised and the coded answers beside it. */
export interface ToxicologyKnowledge {
  readonly file: ToxicologyFile;
  /** Whole texts. */
  readonly resultWords: ReadonlyMap<string, StatedResult>;
  readonly resultCodes: ReadonlyMap<string, StatedResult>;
  readonly interpretations: ReadonlyMap<string, StatedResult>;
  /** The members of a full panel, by name. */
  readonly panel: readonly string[];
  /** Longest first. */
  readonly challengeWords: readonly {
    readonly phrase: string;
    readonly means: 'failed' | 'passed';
  }[];
}

/** Indexes the file once, at start. `answers` may be empty: a deployment without SNOMED CT leaves that file out. */
export function toxicologyKnowledge(
  file: ToxicologyFile,
  answers: readonly ResultCodesFile[],
): ToxicologyKnowledge {
  return {
    file,
    resultWords: stated(file.resultWords),
    resultCodes: new Map(answers.flatMap((codes) => [...stated(codes)])),
    interpretations: stated(file.interpretations),
    panel: file.panel.map(({ name }) => name),
    challengeWords: (['failed', 'passed'] as const)
      .flatMap((means) => file.challengeWords[means].map((phrase) => ({ phrase, means })))
      .sort((a, b) => b.phrase.length - a.phrase.length),
  };
}

const stated = (
  words: Readonly<Record<StatedResult, readonly string[]>>,
): Map<string, StatedResult> =>
  new Map(
    (['positive', 'negative'] as const).flatMap((result) =>
      words[result].map((word) => [word, result] as const),
    ),
  );
