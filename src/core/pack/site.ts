import { type Static, Type } from 'typebox';
import { LaboratoryLimit } from './laboratory-limit.js';
import { LocalCodeEntry } from './local-codes.js';
import { Readiness } from './readiness.js';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Why = {
  reason: Type.String({ minLength: 1 }),
  owner: Type.String({ minLength: 1 }),
  date: Day,
  reviewBy: Type.Optional(Day),
};

const closed = { additionalProperties: false };

/** Ten years at most. */
const Days = Type.Integer({ minimum: 1, maximum: 3653 });

const ParameterChange = {
  question: Type.String(),
  parameter: Type.String(),
  value: Type.Number(),
};
const IndicatorChange = {
  rule: Type.String(),
  indicator: Type.Union([Type.Literal('info'), Type.Literal('warning'), Type.Literal('critical')]),
};
const ModeChange = {
  rule: Type.String(),
  mode: Type.Union([
    Type.Literal('off'),
    Type.Literal('shadow'),
    Type.Literal('info'),
    Type.Literal('on'),
  ]),
};

const Name = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' });

const Experiment = Type.Object(
  {
    id: Name,
    by: Type.Union(
      [
        Type.Literal('encounter'),
        Type.Literal('clinician'),
        Type.Literal('patient'),
        Type.Literal('site'),
      ],
      { description: 'Whose calls always stand on the same side; `site` = the registered client.' },
    ),
    arms: Type.Array(
      Type.Object(
        {
          id: Name,
          share: Type.Integer({ minimum: 1, maximum: 1000 }),
          parameters: Type.Optional(Type.Array(Type.Object(ParameterChange, closed))),
          indicators: Type.Optional(Type.Array(Type.Object(IndicatorChange, closed))),
          modes: Type.Optional(Type.Array(Type.Object(ModeChange, closed))),
        },
        closed,
      ),
      { minItems: 2, maxItems: 10 },
    ),
    ...Why,
  },
  {
    ...closed,
    description:
      'Calls are divided among arms in proportion to their shares; the changes of an arm go before those of the file. What a site may not do, no arm may.',
  },
);
export type Experiment = Static<typeof Experiment>;

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
        closed,
      ),
    ),
    parameters: Type.Optional(Type.Array(Type.Object({ ...ParameterChange, ...Why }, closed))),
    indicators: Type.Optional(Type.Array(Type.Object({ ...IndicatorChange, ...Why }, closed))),
    modes: Type.Optional(Type.Array(Type.Object({ ...ModeChange, ...Why }, closed))),
    experiment: Type.Optional(Experiment),
    replay: Type.Optional(
      Type.Object(
        { snapshots: Type.Literal(true), keepDays: Days, ...Why },
        {
          ...closed,
          description:
            'The request and what was read of the chart are kept sealed with each record, so that the answer can be replayed; the access token is not.',
        },
      ),
    ),
    retention: Type.Optional(
      Type.Object(
        {
          recordDays: Days,
          feedbackDays: Days,
          commentDays: Days,
          unreadTextDays: Days,
          ...Why,
        },
        {
          ...closed,
          description:
            'After how many days records, feedback, the words of users and texts that nobody could read are deleted.',
        },
      ),
    ),
    checkedNothingFound: Type.Optional(
      Type.Object(
        { show: Type.Literal(true), ...Why },
        {
          ...closed,
          description:
            'Beside a naltrexone order about which nothing is said an info card tells what was looked at.',
        },
      ),
    ),
    repeatedCards: Type.Optional(
      Type.Object(
        { shrink: Type.Literal(true), ...Why },
        {
          ...closed,
          description:
            'A finding below critical that was answered for before, with the same evidence for the same order, becomes one info line.',
        },
      ),
    ),
    snooze: Type.Optional(
      Type.Object(
        { maxDays: Type.Integer({ minimum: 1, maximum: 92 }), ...Why },
        {
          ...closed,
          description:
            'A finding below critical may be put off for so many days, as a DetectedIssue with a mitigation in the request says.',
        },
      ),
    ),
    laboratoryLimits: Type.Optional(Type.Array(LaboratoryLimit)),
    localCodes: Type.Optional(Type.Array(LocalCodeEntry)),
    readiness: Type.Optional(Readiness),
  },
  closed,
);
export type SiteFile = Static<typeof SiteFile>;
