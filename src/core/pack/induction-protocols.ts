import { type Static, Type } from 'typebox';
import { Source } from './question.js';

const Sentence = Type.String({ minLength: 1 });
const Iso = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const closed = { additionalProperties: false };

/** A way to start naltrexone after opioids. It may move numbers and lower outcomes; it never takes a finding away. */
export const InductionProtocol = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    name: Sentence,
    owner: Sentence,
    reviewBy: Iso,
    evidence: Type.Array(Type.Object({ says: Sentence, source: Source }, closed), { minItems: 1 }),
    numbers: Type.Array(
      Type.Object({ question: Sentence, parameter: Sentence, value: Type.Number() }, closed),
      { description: 'Instead of those of the questions; a number of the site file goes before.' },
    ),
    lowered: Type.Array(
      Type.Object(
        { question: Sentence, outcome: Sentence, indicator: Type.Literal('warning') },
        closed,
      ),
      { description: 'Critical outcomes that are a warning under this protocol.' },
    ),
    requirements: Type.Array(Sentence, {
      description: 'What the protocol asks for; said on every card with a lowered outcome.',
    }),
  },
  closed,
);
export type InductionProtocol = Static<typeof InductionProtocol>;

/** `induction-protocols.json`: the protocols among which a site file chooses. */
export const InductionProtocolsFile = Type.Object(
  {
    id: Type.Literal('induction-protocols'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Iso,
    question: Sentence,
    standard: Type.String({
      minLength: 1,
      description: 'Id of the protocol of a site that chooses none.',
    }),
    protocols: Type.Array(InductionProtocol, { minItems: 1 }),
  },
  closed,
);
export type InductionProtocolsFile = Static<typeof InductionProtocolsFile>;
