import { type Static, Type } from 'typebox';
import { LaboratoryLimit } from './laboratory-limit.js';
import { LocalCodeEntry } from './local-codes.js';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Why = {
  reason: Type.String({ minLength: 1 }),
  owner: Type.String({ minLength: 1 }),
  date: Day,
  reviewBy: Type.Optional(Day),
};

/**
 * A site's own policy (`site.json`): its time zone, changes of numbers, severities and rule modes, each with reason, owner
 * and date, and what its local codes mean. What it may not change stands in `cards/naltrexone/never-list.json`.
 */
export const SiteFile = Type.Object(
  {
    timeZone: Type.Optional(Type.String({ minLength: 1 })),
    discovery: Type.Optional(
      Type.Union([Type.Literal('full'), Type.Literal('minimal'), Type.Literal('none')]),
    ),
    induction: Type.Optional(
      Type.Object(
        {
          protocol: Type.String({
            minLength: 1,
            description: 'Id of a protocol in `induction-protocols.json`.',
          }),
          ...Why,
        },
        { additionalProperties: false },
      ),
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
    checkedNothingFound: Type.Optional(
      Type.Object(
        { show: Type.Literal(true), ...Why },
        {
          additionalProperties: false,
          description:
            'Beside a naltrexone order about which nothing is said an info card tells what was looked at.',
        },
      ),
    ),
    repeatedCards: Type.Optional(
      Type.Object(
        { shrink: Type.Literal(true), ...Why },
        {
          additionalProperties: false,
          description:
            'A finding below critical that was answered for before, with the same evidence for the same order, becomes one info line.',
        },
      ),
    ),
    snooze: Type.Optional(
      Type.Object(
        { maxDays: Type.Integer({ minimum: 1, maximum: 92 }), ...Why },
        {
          additionalProperties: false,
          description:
            'A finding below critical may be put off for so many days, as a DetectedIssue with a mitigation in the request says.',
        },
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
