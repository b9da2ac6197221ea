import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const Sentence = Type.String({ minLength: 1 });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const oneOf = <const T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: values });
const several = <const T extends string>(...values: readonly T[]) =>
  Type.Array(oneOf(...values), { minItems: 1, uniqueItems: true });
const Days = Type.Integer({ minimum: 1, maximum: 1100 });

/** Line of business of a coverage or policy: the same payer has other policies in each. */
export const LineOfBusiness = oneOf('commercial', 'medicaid', 'medicare');
export type LineOfBusiness = Static<typeof LineOfBusiness>;

const Indication = oneOf('opioid', 'alcohol');
/** Which diagnosis the criterion is about; left out = both. */
const only = { only: Type.Optional(Indication) };

const Proof = Type.Object(
  {
    by: oneOf(
      'naloxone-challenge',
      'urine-drug-test',
      'observed-oral-dose',
      'attestation',
      'facility-discharge',
    ),
    withinDays: Type.Optional(Days),
  },
  closed,
);

const Step = Type.Object(
  {
    drugs: Type.Array(oneOf('naltrexone', 'acamprosate', 'disulfiram', 'buprenorphine'), {
      minItems: 1,
      uniqueItems: true,
    }),
    atLeast: Type.Integer({ minimum: 1, maximum: 4, description: 'How many of the drugs.' }),
    outcomes: several(
      'tried',
      'failure',
      'intolerance',
      'contraindication',
      'not-taken-as-prescribed',
      'not-expected-to-be-taken-daily',
    ),
    orStabilisedDays: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Days on the injection that stand in for a trial.' }),
    ),
  },
  closed,
);

/**
 * What a policy asks before it pays, each criterion under its own id and in terms of the chart's evidence. A criterion that
 * the policy does not name is left out. The words of each stand in `cards/coverage-words.json` under the same id.
 */
export const PolicyCriteria = Type.Object(
  {
    'opioid-free': Type.Optional(
      Type.Object(
        {
          days: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 60,
              description: 'Left out: no opioid now, without a number of days.',
            }),
          ),
        },
        { ...closed, description: 'No opioid for so many days before the injection.' },
      ),
    ),
    'opioid-free-proof': Type.Optional(
      Type.Object(
        { anyOf: Type.Array(Proof, { minItems: 1 }) },
        { ...closed, description: 'Any one of these proofs, inside its window.' },
      ),
    ),
    'no-positive-opioid-test': Type.Optional(
      Type.Object(
        {},
        { ...closed, description: 'Excluded: a positive opioid screen or a failed challenge.' },
      ),
    ),
    'alcohol-free': Type.Optional(
      Type.Object(
        { days: Type.Optional(Days), ...only },
        { ...closed, description: 'No alcohol for so many days before the first injection.' },
      ),
    ),
    'alcohol-free-proof': Type.Optional(
      Type.Object(
        { withinDays: Days, ...only },
        { ...closed, description: 'A negative alcohol, EtG, EtS or PEth test inside the window.' },
      ),
    ),
    'no-acute-hepatitis': Type.Optional(Type.Object({}, closed)),
    'no-liver-failure': Type.Optional(Type.Object({}, closed)),
    'no-child-pugh-c': Type.Optional(Type.Object({}, closed)),
    'liver-tests-not-elevated': Type.Optional(Type.Object({}, closed)),
    'liver-tests-on-file': Type.Optional(Type.Object({ withinDays: Type.Optional(Days) }, closed)),
    psychosocial: Type.Optional(
      Type.Object(
        { needs: oneOf('enrolled', 'adherent') },
        { ...closed, description: 'Takes part in counselling or a programme.' },
      ),
    ),
    visits: Type.Optional(
      Type.Object(
        { everyDays: Days },
        { ...closed, description: 'Visits with the prescriber at least so often.' },
      ),
    ),
    'step-alcohol': Type.Optional(Step),
    'step-opioid': Type.Optional(Step),
    'recent-hospital-stay': Type.Optional(Type.Object({ withinDays: Days, ...only }, closed)),
    'prescriber-experience': Type.Optional(Type.Object({}, closed)),
    age: Type.Optional(
      Type.Object({ atLeast: Type.Integer({ minimum: 0, maximum: 120 }) }, closed),
    ),
    indication: Type.Optional(Type.Object({ anyOf: several('opioid', 'alcohol') }, closed)),
    'dose-limit': Type.Optional(
      Type.Object(
        { mg: Type.Integer({ minimum: 1 }), days: Days },
        { ...closed, description: 'So many mg (billing units) in so many days.' },
      ),
    ),
    'no-hypersensitivity': Type.Optional(Type.Object({}, closed)),
    'no-pellet-or-implant': Type.Optional(Type.Object({}, closed)),
  },
  closed,
);
export type PolicyCriteria = Static<typeof PolicyCriteria>;
export type CriterionId = keyof PolicyCriteria;

/** By which words a Coverage is known to follow the policy. */
const Match = Type.Object(
  {
    names: Type.Array(Sentence, {
      minItems: 1,
      uniqueItems: true,
      description:
        'Words that stand together in a name of payor or plan; the longest name over all policies wins.',
    }),
    not: Type.Optional(
      Type.Array(Sentence, {
        minItems: 1,
        description: 'Words anywhere in the Coverage that make it another plan.',
      }),
    ),
    lines: Type.Optional(
      Type.Array(LineOfBusiness, {
        minItems: 1,
        uniqueItems: true,
        description: 'A Coverage that is known to be of another line of business does not match.',
      }),
    ),
    identifiers: Type.Optional(
      Type.Array(Type.Object({ system: Sentence, value: Sentence }, closed), { minItems: 1 }),
    ),
  },
  closed,
);

const Approval = Type.Object(
  {
    months: Type.Optional(Type.Integer({ minimum: 1, maximum: 36 })),
    injections: Type.Optional(Type.Integer({ minimum: 1, maximum: 36 })),
    renewalMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 36 })),
    byPlan: Type.Optional(
      Type.Array(Type.Object({ plan: Sentence, months: Type.Integer({ minimum: 1 }) }, closed), {
        minItems: 1,
      }),
    ),
    renewal: Type.Optional(
      several(
        'psychosocial',
        'adherence',
        'no-opioid-use',
        'reduced-drinking',
        'fewer-emergency-visits',
        'review',
      ),
    ),
  },
  closed,
);

/** A case of the policy in the compact notation of questions; `expect` names criteria by what is known of them. */
export const PolicyCase = Type.Object(
  {
    name: Sentence,
    patient: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    given: Type.Optional(Type.Array(Type.String())),
    order: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    facts: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    access: Type.Optional(Type.Record(Type.String(), Type.String())),
    expect: Type.Record(
      Type.String(),
      oneOf('met', 'not-met', 'unknown', 'conflicting', 'not-applicable'),
    ),
  },
  closed,
);
export type PolicyCase = Static<typeof PolicyCase>;

/** One policy of one payer (`cards/coverage/*.json`): what its text says, where and when it was read, and who checks it again. */
export const PayerPolicy = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    version: Type.String({ pattern: '^\\d+\\.\\d+\\.\\d+$' }),
    status: Type.Unsafe<'to be re-verified' | 'verified' | 'retired'>({
      type: 'string',
      enum: ['to be re-verified', 'verified', 'retired'],
    }),
    owner: Sentence,
    readAt: Day,
    reviewBy: Day,
    payer: Type.String({ minLength: 1, maxLength: 60, description: 'As cards and lists name it.' }),
    title: Sentence,
    source: Type.Object(
      {
        title: Sentence,
        url: Type.Optional(Type.String({ pattern: '^https://' })),
        date: Type.String({
          pattern: '^(\\d{4}(-\\d{2}(-\\d{2})?)?|undated)$',
          description: 'Of the policy text itself.',
        }),
        read: oneOf('whole', 'cut off', 'summary'),
      },
      closed,
    ),
    notes: Type.Array(Sentence, { description: 'What a reader must know about the text.' }),
    match: Type.Optional(Match),
    benefit: oneOf('medical', 'pharmacy', 'both', 'unknown'),
    position: Type.Unsafe<
      'criteria' | 'not medically necessary' | 'no criteria listed' | 'criteria not read'
    >({
      type: 'string',
      enum: ['criteria', 'not medically necessary', 'no criteria listed', 'criteria not read'],
    }),
    priorAuthorization: oneOf('yes', 'no', 'unknown'),
    criteria: PolicyCriteria,
    counts: Type.Optional(
      Type.Record(Type.String(), Type.Integer({ minimum: 0 }), {
        description: 'Of the generic policy: how many of the policies read ask for it.',
      }),
    ),
    approval: Type.Optional(Approval),
    cases: Type.Array(PolicyCase),
  },
  closed,
);
export type PayerPolicy = Static<typeof PayerPolicy>;
export type PolicyProof = Static<typeof Proof>;
export type PolicyStep = Static<typeof Step>;
