import { type Static, Type } from 'typebox';
import { LaboratoryLimit } from './laboratory-limit.js';
import { LocalCodeEntry } from './local-codes.js';

const Why = {
  reason: Type.String({ minLength: 1 }),
  owner: Type.String({ minLength: 1 }),
  date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
};

/**
 * A site's own policy (`site.json`): its time zone, changes of numbers, severities and rule modes, each with reason, owner
 * and date, and what its local codes mean. `data-source-unreadable` can be neither switched off nor lowered.
 */
export const SiteFile = Type.Object(
  {
    timeZone: Type.Optional(Type.String({ minLength: 1 })),
    discovery: Type.Optional(
      Type.Union([Type.Literal('full'), Type.Literal('minimal'), Type.Literal('none')]),
    ),
    parameters: Type.Optional(
      Type.Array(
        Type.Object(
          {
            question: Type.String(),
            parameter: Type.String(),
            value: Type.Number(),
            ...Why,
          },
          { additionalProperties: false },
        ),
      ),
    ),
    indicators: Type.Optional(
      Type.Array(
        Type.Object(
          {
            rule: Type.String(),
            indicator: Type.Union([
              Type.Literal('info'),
              Type.Literal('warning'),
              Type.Literal('critical'),
            ]),
            ...Why,
          },
          { additionalProperties: false },
        ),
      ),
    ),
    modes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            rule: Type.String(),
            mode: Type.Union([
              Type.Literal('off'),
              Type.Literal('shadow'),
              Type.Literal('info'),
              Type.Literal('on'),
            ]),
            ...Why,
          },
          { additionalProperties: false },
        ),
      ),
    ),
    laboratoryLimits: Type.Optional(Type.Array(LaboratoryLimit)),
    localCodes: Type.Optional(Type.Array(LocalCodeEntry)),
    readiness: Type.Optional(
      Type.Object({
        documentation: Type.Optional(Type.Union([Type.Literal('on'), Type.Literal('off')])),
        setting: Type.Optional(Type.String()),
      }),
    ),
  },
  { additionalProperties: false },
);
export type SiteFile = Static<typeof SiteFile>;
