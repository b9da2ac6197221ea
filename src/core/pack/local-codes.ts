import { type Static, Type } from 'typebox';
import type {
  ConditionCode,
  ContextDrug,
  MedicationCode,
  ObservationCode,
  ProcedureCode,
  Route,
} from './terminology.js';

const Name = Type.String({ minLength: 1, maxLength: 2000 });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/**
 * What one local code or text of a site means, in `site.json` and in an entry of the clients file. Either `system` and `code`
 * as the EHR sends them, or `text`: the whole text of a concept or the display of a coding.
 */
export const LocalCodeEntry = Type.Object(
  {
    system: Type.Optional(Name),
    code: Type.Optional(Name),
    text: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        description:
          'The whole text; capitals and extra spaces make no difference. In place of `system` and `code`.',
      }),
    ),
    means: Type.Object(
      { system: Name, code: Name },
      {
        additionalProperties: false,
        description:
          'A standard code that our tables know, or a concept of https://naltrexone-cds.org/concept.',
      },
    ),
    owner: Name,
    date: Day,
    reviewBy: Type.Optional(Day),
  },
  { additionalProperties: false },
);
export type LocalCodeEntry = Static<typeof LocalCodeEntry>;

/** What all our tables together know of one code. */
export interface CodeMeaning {
  /** Our own words for the code, fit for a card. */
  readonly display: string;
  readonly medication: MedicationCode | undefined;
  readonly contextDrugs: readonly ContextDrug[];
  readonly observation: ObservationCode | undefined;
  readonly condition: ConditionCode | undefined;
  readonly procedure: ProcedureCode | undefined;
  readonly route: Route | undefined;
}

/** A checked entry with what our tables know of the code that it means. */
export interface LocalCode {
  readonly entry: LocalCodeEntry;
  readonly meaning: CodeMeaning;
}

export type CodesOfSystem = ReadonlyMap<string, LocalCode>;

/** The local codes of one site, ready to be looked up; `knowledge/index-local-codes.ts` makes it. */
export interface LocalCodes {
  /** By system in one spelling, see `normaliseSystem`, then by code. */
  readonly byCode: ReadonlyMap<string, CodesOfSystem>;
  /** By text in one spelling, see `spellingOf`. */
  readonly byText: ReadonlyMap<string, LocalCode>;
  /** Systems as sent, with what was found for them; changes no answer, and is emptied when it is full. */
  readonly memo: Map<string, CodesOfSystem | null>;
}
