import { type Static, Type } from 'typebox';
import { FACT_NAMES, GAP_NAMES, ITEM_IDS, type ItemId } from '../packet/fact-names.js';
import { Source } from './question.js';
import { recordOf } from './record-of.js';

const Sentence = Type.String({ minLength: 1 });
const Phrases = Type.Array(Sentence, { minItems: 1 });
const CodingOfOurs = Type.Object(
  { system: Sentence, code: Sentence, display: Sentence },
  { additionalProperties: false },
);

/** Sentences and headings without any value of a chart; `{{today}}`, `{{filled}}`, `{{total}}`, `{{software}}` and `{{knowledge}}` may stand in them. */
export const FRAME_NAMES = [
  'letter-title',
  'packet-title',
  'draft',
  'reported',
  'read-in-full',
  'not-read-in-full',
  'uncitable',
  'findings',
  'no-findings',
  'to-payer',
  'request',
  'attached',
  'signature',
  'signature-name',
  'signature-date',
  'filled',
  'made-by',
  'missing-characters',
  'heading-before-sending',
  'heading-patient',
  'heading-gaps',
  'heading-signature',
  'heading-sources',
  'heading-answers',
  'heading-payer-criteria',
  'heading-billing',
  'heading-about',
  'heading-disclosure',
  'column-question',
  'column-answer',
  'column-requirement',
  'column-state',
  'column-what',
  'column-claim-line',
  'column-units',
] as const;
export type FrameName = (typeof FRAME_NAMES)[number];

/** Codings that answers of ours use. */
const CODING_NAMES = [
  'challenge-no-withdrawal',
  'challenge-withdrawal',
  'child-pugh-a',
  'child-pugh-b',
  'child-pugh-c',
  'rescue-dispensed',
  'rescue-ordered',
  'rescue-listed',
  'rescue-offered',
] as const;

const Section = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z-]+$' }),
    title: Sentence,
    items: Type.Array(Type.Unsafe<ItemId>({ type: 'string', enum: ITEM_IDS }), { minItems: 1 }),
  },
  { additionalProperties: false },
);

/** `cards/packet/words.json`: everything that letter, packet and questionnaire say, and the names of earlier medicines that are looked for in charts. */
export const PacketWords = Type.Object(
  {
    id: Type.Literal('packet-words'),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Union([Type.Literal('draft'), Type.Literal('reviewed')]),
    owner: Sentence,
    reviewBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    sources: Type.Array(Source, { minItems: 1 }),
    frames: recordOf(FRAME_NAMES, Sentence),
    facts: recordOf(FACT_NAMES, Sentence),
    gaps: recordOf(GAP_NAMES, Sentence),
    sections: Type.Array(Section, {
      minItems: 1,
      description: 'The body of the letter, in order.',
    }),
    filledBy: recordOf(
      ITEM_IDS,
      Type.Array(Phrases, { minItems: 1 }),
      'An item counts as filled when each of these lists has a question with an answer.',
    ),
    states: recordOf(['met', 'not-met', 'unknown', 'conflicting', 'not-applicable'], Sentence),
    codings: recordOf(CODING_NAMES, CodingOfOurs),
    severities: Type.Array(CodingOfOurs, { minItems: 1 }),
    noKnownAllergy: Type.Object(
      { system: Sentence, codes: Phrases, say: Sentence },
      { additionalProperties: false },
    ),
    allergens: recordOf(['naltrexone', 'polymer', 'carmellose', 'naloxone'], Sentence),
    products: recordOf(['depot', 'oral', 'contrave', 'ldn'], Sentence),
    earlierMedicines: Type.Array(
      Type.Object(
        {
          name: Sentence,
          words: Phrases,
          unless: Type.Optional(Phrases),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
);
export type PacketWords = Static<typeof PacketWords>;
