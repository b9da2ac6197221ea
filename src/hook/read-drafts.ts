import type { Dosage, MedicationRequest, ServiceRequest } from 'fhir/r4.js';
import { listOf, textOf } from '../core/evidence/fhir-json.js';
import type { LocalCodeEntry } from '../core/pack/local-codes.js';
import { ServiceError } from '../errors.js';
import { subjectOf } from './belongs-to-patient.js';
import type { HookRequest } from './hook-request.js';

/** A draft of the signing, before anybody has looked which drug it orders. */
export interface Draft {
  /** `Type/id`, or `Type#n` with its position in draftOrders from 1. */
  readonly ref: string;
  /** `other` orders no drug whatever it says: it matters only as something that can be selected. */
  readonly kind: 'medication' | 'service' | 'other';
  /** DSTU2 and STU3 forms are read as what they became in R4, so that an old client does not get silence. */
  readonly resource: MedicationRequest | ServiceRequest;
  readonly instruction: Dosage | undefined;
  readonly selected: boolean;
  readonly patientNotSaid: boolean;
  /** Lines of the site's list of local codes by which `resource` was read. */
  readonly localCodes: readonly LocalCodeEntry[];
}

const KINDS: ReadonlyMap<string, 'medication' | 'service'> = new Map([
  ['MedicationRequest', 'medication'],
  ['MedicationOrder', 'medication'],
  ['MedicationPrescription', 'medication'],
  ['ServiceRequest', 'service'],
  ['ProcedureRequest', 'service'],
]);

/** Revised orders are signed again with other statuses (cds-hooks-spec 2a); these two order nothing. */
const NO_ORDER = new Set<unknown>(['entered-in-error', 'cancelled']);

/**
 * The drafts of draftOrders, in their order.
 * @throws ServiceError patient-mismatch when any draft names another patient
 */
export function readDrafts(request: HookRequest): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const [index, entry] of request.draftEntries.entries()) {
    const resource = (entry as { resource?: unknown } | null | undefined)?.resource;
    if (typeof resource !== 'object' || resource === null) continue;
    const subject = subjectOf(resource, request.patientId);
    if (subject === 'another-patient') {
      throw new ServiceError('patient-mismatch', 'context.draftOrders');
    }
    const { resourceType, id, status, doNotPerform, dosageInstruction } =
      resource as Partial<MedicationRequest>;
    const ordersNothing = NO_ORDER.has(status) || doNotPerform === true;
    const kind = ordersNothing ? 'other' : (KINDS.get(String(resourceType)) ?? 'other');
    const sentId = textOf(id);
    const ref =
      sentId === undefined
        ? `${String(resourceType)}#${String(index + 1)}`
        : `${String(resourceType)}/${sentId}`;
    drafts.push({
      ref,
      kind,
      resource: resource as MedicationRequest | ServiceRequest,
      instruction: kind === 'medication' ? listOf(dosageInstruction)[0] : undefined,
      selected: request.selections.some((one) => one === ref || one.endsWith(`/${ref}`)),
      patientNotSaid: subject === 'not-said',
      localCodes: [],
    });
  }
  return drafts;
}
