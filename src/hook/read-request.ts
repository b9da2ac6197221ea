import { type Static, Type } from 'typebox';
import type { Call } from '../core/call.js';
import { listOf, textOf, textsOf } from '../core/evidence/fhir-json.js';
import { ServiceError } from '../errors.js';
import { BearerToken } from '../fhir/bearer-token.js';
import { compileSchema } from '../json/compile-schema.js';
import type { HookRequest } from './hook-request.js';

/**
 * What a request must hold. Everything else is optional and read tolerantly: real clients send no Bundle type, no fullUrl,
 * no ids, unknown fields and wrong types in fields that they could leave out (cds-hooks-spec 2b).
 */
const Envelope = Type.Object({
  hook: Type.String(),
  context: Type.Object({
    patientId: Type.String({ pattern: '[^\\s/]\\s*$' }),
    draftOrders: Type.Object({ resourceType: Type.Literal('Bundle') }),
  }),
});

const isEnvelope = compileSchema<Static<typeof Envelope>>(Envelope);

/**
 * Step 2: raw body → HookRequest.
 * @param served the hooks that the service in the address answers
 * @throws ServiceError request-invalid, hook-not-served, draft-orders-missing, patient-mismatch
 */
export function readRequest(body: unknown, served: readonly Call['hook'][]): HookRequest {
  const sentHook = isRecord(body) ? body['hook'] : undefined;
  const hook = served.find((one) => one === sentHook);
  if (hook === undefined) {
    throw typeof sentHook === 'string'
      ? new ServiceError('hook-not-served', 'hook')
      : new ServiceError('request-invalid', 'hook');
  }
  if (!isEnvelope(body)) throw faultOf(isEnvelope.errors?.[0]?.instancePath ?? '', body);

  const { context } = body;
  const draftOrders: Readonly<Record<string, unknown>> = context.draftOrders;
  const further: Readonly<Record<string, unknown>> = context;
  const envelope: Readonly<Record<string, unknown>> = body;
  const authorization = isRecord(envelope['fhirAuthorization'])
    ? envelope['fhirAuthorization']
    : undefined;
  const accessToken = textOf(authorization?.['access_token']);
  const patientId = bareId(context.patientId);
  const authorized = textOf(authorization?.['patient']);
  if (authorized !== undefined && bareId(authorized) !== patientId) {
    throw new ServiceError('patient-mismatch', 'fhirAuthorization.patient');
  }
  const encounterId = textOf(further['encounterId']);
  return {
    hook,
    hookInstance: textOf(envelope['hookInstance']) ?? '',
    patientId,
    encounterId: encounterId === undefined ? undefined : bareId(encounterId),
    user: clinician(textOf(further['userId'])),
    draftEntries: entriesOf(draftOrders['entry']),
    selections: textsOf(further['selections']),
    prefetch: new Map(isRecord(envelope['prefetch']) ? Object.entries(envelope['prefetch']) : []),
    fhirServer: textOf(envelope['fhirServer']),
    token: accessToken === undefined ? undefined : new BearerToken(accessToken),
    scope: textOf(authorization?.['scope']),
  };
}

/** Ids in context are bare, yet clients send `Patient/…` too (cds-hooks-spec 2a). */
const bareId = (id: string): string => id.trim().replace(/^.*\//, '');

/** `userId` names its type; patients and relatives, who sign no order, are nobody here. */
const clinician = (userId: string | undefined): string | undefined =>
  /(?:^|\/)(Practitioner(?:Role)?\/[^/\s]+)$/.exec(userId ?? '')?.[1];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entriesOf = (entry: unknown): readonly unknown[] =>
  Array.isArray(entry) ? (entry as readonly unknown[]) : listOf(entry as object | undefined);

function faultOf(path: string, body: unknown): ServiceError {
  const { context } = body as { context?: unknown };
  if (!isRecord(context)) return new ServiceError('request-invalid', 'context');
  return path.startsWith('/context/patientId') || typeof context['patientId'] !== 'string'
    ? new ServiceError('request-invalid', 'context.patientId')
    : new ServiceError('draft-orders-missing', 'context.draftOrders');
}
