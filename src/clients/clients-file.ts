import { type Static, type TSchema, Type } from 'typebox';
import { LocalCodeEntry } from '../core/pack/local-codes.js';
import { ALGORITHMS, type Algorithm } from './algorithms.js';

const Text = Type.String({ minLength: 1, maxLength: 2000 });
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const closed = { additionalProperties: false };
const oneOf = <T extends string>(...values: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: values });
const some = <S extends TSchema>(item: S, description: string) =>
  Type.Optional(Type.Array(item, { minItems: 1, uniqueItems: true, description }));

/**
 * Chart sources that a site may declare not to have. Observations and diagnoses are none of them: without the first nothing
 * could be judged, and without the second an order for alcohol use could pass for free of opioids.
 */
const AbsentSource = Type.Object(
  {
    source: oneOf(
      'MedicationRequest',
      'MedicationStatement',
      'MedicationDispense',
      'MedicationAdministration',
      'DiagnosticReport',
      'Procedure',
      'AllergyIntolerance',
      'ServiceRequest',
      'Appointment',
    ),
    reason: Text,
    owner: Text,
    date: Day,
  },
  closed,
);

const ClientEntry = Type.Object(
  {
    id: Type.String({
      pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
      description: 'Our own name of the client, as logs and metrics show it.',
    }),
    issuer: Type.String({
      minLength: 1,
      maxLength: 2000,
      description: '`iss` of its tokens, character by character.',
    }),
    tenant: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        description: '`tenant` of its tokens; absent = its tokens carry none.',
      }),
    ),
    keys: Type.Optional(
      Type.Array(Type.Object({}), {
        minItems: 1,
        maxItems: 50,
        description: 'Its public keys as JWKs, each with a `kid`. Either these or `jwksUrl`.',
      }),
    ),
    jwksUrl: Type.Optional(
      Type.String({ description: 'Where its JWK Set is fetched from; https, except on loopback.' }),
    ),
    jku: some(
      Text,
      'With `keys`: addresses that its tokens may name as `jku`. They are never fetched.',
    ),
    algorithms: some(
      oneOf(...(Object.keys(ALGORITHMS) as Algorithm[])),
      'ES384 and RS384 when absent.',
    ),
    audiences: Type.Array(Text, {
      minItems: 1,
      uniqueItems: true,
      description: '`aud` of its tokens must hold one of these, character by character.',
    }),
    fhirBases: Type.Array(Text, {
      uniqueItems: true,
      description: 'Base addresses of FHIR servers that its charts may be read from.',
    }),
    origins: some(
      Type.String({ pattern: '^https?://[a-z0-9.:\\[\\]-]+$' }),
      'Origins of the pages from which it calls, when it runs in a browser (CORS).',
    ),
    privateNetwork: Type.Optional(
      Type.Boolean({
        description:
          'The host names of `fhirBases` and `jwksUrl` may resolve to private addresses.',
      }),
    ),
    services: some(
      oneOf('naltrexone-safety', 'naltrexone-readiness'),
      'CDS services that it may call; absent = all.',
    ),
    siteFile: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Its own site file, relative to this file; goes before NALTREXONE_CDS_SITE.',
      }),
    ),
    timeZone: Type.Optional(
      Type.String({ minLength: 1, description: 'IANA name; goes before the site file.' }),
    ),
    budgetMs: Type.Optional(Type.Integer({ minimum: 50, maximum: 60_000 })),
    discovery: Type.Optional(oneOf('full', 'minimal', 'none')),
    prefetchOnly: Type.Optional(
      Type.Boolean({ description: 'Its FHIR server is never asked, whatever a request says.' }),
    ),
    strictReplay: Type.Optional(
      Type.Boolean({
        description:
          'While the store is away, its calls get 503 instead of an answer whose token only one instance has checked.',
      }),
    ),
    mode: Type.Optional(
      Type.Unsafe<'live' | 'silent'>({
        type: 'string',
        enum: ['live', 'silent'],
        description: '`silent`: everything is computed and logged, no card is shown.',
      }),
    ),
    absentSources: Type.Optional(Type.Array(AbsentSource)),
    whenUnreadable: Type.Optional(
      Type.Unsafe<'card' | '412'>({
        type: 'string',
        enum: ['card', '412'],
        description: 'What it gets when nothing of a chart could be had.',
      }),
    ),
    suggestions: Type.Optional(
      Type.Object(
        {
          create: Type.Optional(Type.Boolean()),
          update: Type.Optional(Type.Boolean()),
          selectionBehavior: Type.Optional(oneOf('at-most-one')),
        },
        { ...closed, description: 'Suggestions that it can carry out; what is left out, it can.' },
      ),
    ),
    localCodes: Type.Optional(
      Type.Array(LocalCodeEntry, {
        description: 'What its local codes and texts mean, beside those of the site file.',
      }),
    ),
  },
  closed,
);
export type ClientEntry = Static<typeof ClientEntry>;

/** `clients.json`: who may call, with which keys, and what holds for each. */
export const ClientsFile = Type.Object(
  { $schema: Type.Optional(Type.String()), clients: Type.Array(ClientEntry, { minItems: 1 }) },
  closed,
);
export type ClientsFile = Static<typeof ClientsFile>;
