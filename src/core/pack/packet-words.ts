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

/** Sentences and headings without any value of a chart; `{{today}}`, `{{filled}}`, `{{total}}`, `{{documented}}`, `{{applying}}`, `{{software}}` and `{{knowledge}}` may stand in them. */
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
  'documented',
  'no-risks',
  'made-by',
  'missing-characters',
  'heading-before-sending',
  'heading-patient',
  'heading-gaps',
  'heading-signature',
  'heading-sources',
  'heading-answers',
  'heading-checklist',
  'heading-renewal',
  'heading-risks',
  'heading-payer-criteria',
  'heading-billing',
  'heading-about',
  'heading-disclosure',
  'column-question',
  'column-answer',
  'column-requirement',
  'column-state',
  'column-fix',
  'column-risk',
  'column-why',
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

/**
 * What is missing: `what` is filled into one of `gapForms`, by whether its sources were read in full; `open` is a whole sentence
 * about something that was read and leaves the question open.
 */
const GapWords = Type.Union([
  Type.Object({ what: Sentence, note: Type.Optional(Sentence) }, { additionalProperties: false }),
  Type.Object({ open: Sentence }, { additionalProperties: false }),
]);

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
    gaps: recordOf(GAP_NAMES, GapWords),
    gapForms: recordOf(['absent', 'unread'], Sentence),
    sections: Type.Array(Section, {
      minItems: 1,
      description: 'The body of the letter, in order.',
    }),
    filledBy: recordOf(
      ITEM_IDS,
      Type.Array(Phrases, { minItems: 1 }),
      'An item counts as filled when each of these lists has a question with an answer.',
    ),
    states: recordOf(
      ['met', 'not-met', 'unknown', 'unread', 'conflicting', 'not-applicable'],
      Sentence,
      '`unread` stands for `unknown` where the chart was not read in full.',
    ),
    undecided: Sentence,
    riskStates: recordOf(['at-risk', 'unknown'], Sentence),
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
