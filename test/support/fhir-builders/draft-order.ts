import type {
  Extension,
  CodeableConcept,
  Dosage,
  FhirResource,
  MedicationRequest,
  Quantity,
  Reference,
} from 'fhir/r4.js';
import { type Static, Type } from 'typebox';
import {
  BillingLine,
  billingLineExtension,
  billingOptionExtension,
  coverageInformationExtension,
  hcpcs,
} from './billing-line.js';
import { containing } from './builder.js';
import { CaseCode, concept, milligrams, UCUM } from './code.js';
import { route } from './dosage.js';
import { text } from './fact-fields.js';
import { product, productFields } from './medication.js';
import { present } from './present.js';

const orNull = <T extends Type.TString | Type.TNumber>(type: T) =>
  Type.Optional(Type.Union([type, Type.Null()]));

/** The order that is signed or selected. Fields that it does not name are those of the usual depot order; null takes one away. */
export const CaseOrder = Type.Object(
  {
    kind: Type.Optional(
      Type.Enum(['depot', 'oral', 'contrave', 'ldn', 'embeda', 'opioid', 'none']),
    ),
    hook: Type.Optional(Type.Enum(['order-sign', 'order-select'])),
    code: Type.Optional(CaseCode),
    via: text,
    doseMg: orNull(Type.Number()),
    /** A dose in another unit than mg; takes the place of doseMg. */
    dose: Type.Optional(
      Type.Object({ value: Type.Number(), unit: Type.String() }, { additionalProperties: false }),
    ),
    periodDays: orNull(Type.Number()),
    route: orNull(Type.String()),
    site: orNull(Type.String()),
    plannedDate: text,
    reason: Type.Optional(CaseCode),
    encounterClass: text,
    /** HCPCS code among the codes of the drug. */
    hcpcs: text,
    /** HCPCS codes in the billing options of the drug. */
    billingOptions: Type.Optional(Type.Array(Type.String())),
    billingLines: Type.Optional(Type.Array(BillingLine)),
    /** Billing codes of the payer's coverage information. */
    payerCodes: Type.Optional(Type.Array(Type.String())),
    /** Billing modifiers, in a note. */
    modifiers: Type.Optional(Type.Array(Type.String())),
    /** How much is to be dispensed; a unit is words alone unless `ucum` gives its code. */
    quantity: Type.Optional(
      Type.Object(
        { value: Type.Number(), unit: Type.String(), ucum: text },
        { additionalProperties: false },
      ),
    ),
    /** Who dispenses it, by name. */
    dispenser: text,
    /** order-select: only the first draft is selected, or only the others; absent = all. */
    selections: Type.Optional(Type.Tuple([Type.Enum(['naltrexone', 'other'])])),
  },
  { additionalProperties: false },
);
export type CaseOrder = Static<typeof CaseOrder>;

/** A further draft of the same signing. */
export const CaseDraft = Type.Object(
  { type: Type.Literal('MedicationRequest'), ...productFields },
  { additionalProperties: false },
);
export type CaseDraft = Static<typeof CaseDraft>;

const PRODUCTS: Readonly<Record<string, CaseCode>> = {
  depot: {
    system: 'rxnorm',
    code: '637216',
    text: 'naltrexone 380 mg extended-release injectable suspension (Vivitrol)',
  },
  oral: { system: 'rxnorm', code: '1483744', text: 'naltrexone hydrochloride 50 mg oral tablet' },
  contrave: {
    system: 'rxnorm',
    code: '1551468',
    text: 'bupropion 90 mg / naltrexone 8 mg extended-release tablet',
  },
};
const USUAL_DEPOT = { doseMg: 380, periodDays: 28, route: 'IM', site: 'gluteal' };
const ROUTE_DISPLAY: Readonly<Record<string, string>> = {
  IM: 'Intramuscular route',
  IV: 'Intravenous route',
};

/** What the order says in the end: the usual depot order where nothing else is said, without what null takes away. */
interface Completed extends Omit<CaseOrder, 'kind' | 'doseMg' | 'periodDays' | 'route' | 'site'> {
  readonly kind: NonNullable<CaseOrder['kind']>;
  readonly doseMg?: number;
  readonly periodDays?: number;
  readonly route?: string;
  readonly site?: string;
}

const complete = (order: CaseOrder): Completed => {
  const kind = order.kind ?? 'depot';
  return present<Completed>({ ...(kind === 'depot' ? USUAL_DEPOT : {}), ...order, kind });
};

/** @param now the instant of signing, as text */
export function draftOrder(written: CaseOrder, subject: Reference, now: string): MedicationRequest {
  const order = complete(written);
  const dosage = present<Dosage>({
    route: orderRoute(order),
    site: order.site === undefined ? undefined : { text: order.site },
    doseAndRate: orderedDose(order),
    timing: timing(order),
  });
  return present<MedicationRequest>({
    resourceType: 'MedicationRequest',
    id: 'draft-1',
    status: 'draft',
    intent: 'order',
    subject,
    ...(order.via === undefined
      ? { medicationCodeableConcept: orderedDrug(order) }
      : product({ via: order.via }, 'draft-1').medication),
    authoredOn: now.slice(0, 10),
    reasonCode: order.reason === undefined ? undefined : [concept(order.reason)],
    dosageInstruction: Object.keys(dosage).length === 0 ? undefined : [dosage],
    dispenseRequest: dispenseRequest(order),
    note:
      order.modifiers === undefined
        ? undefined
        : [{ text: `billing modifiers: ${order.modifiers.join(', ')}` }],
    extension: extensionsOf(order),
  });
}

function extensionsOf({ billingLines = [], payerCodes }: Completed): Extension[] | undefined {
  const extensions = [
    ...billingLines.map(billingLineExtension),
    ...(payerCodes === undefined ? [] : [coverageInformationExtension(payerCodes)]),
  ];
  return extensions.length === 0 ? undefined : extensions;
}

export function furtherDraft(draft: CaseDraft, position: number, subject: Reference): FhirResource {
  const id = `draft-${position}`;
  const { medication, contained } = product(draft, id);
  const request: MedicationRequest = {
    resourceType: 'MedicationRequest',
    id,
    status: 'draft',
    intent: 'order',
    subject,
    ...medication,
  };
  return containing(request, contained);
}

function orderedDrug(order: Completed): CodeableConcept {
  const drug = namedDrug(order);
  const billed = hcpcs(order.hcpcs).coding ?? [];
  const coding = [...(drug.coding ?? []), ...billed];
  return present<CodeableConcept>({
    ...drug,
    extension: order.billingOptions?.map(billingOptionExtension),
    coding: coding.length > 0 ? coding : undefined,
  });
}

function namedDrug({ kind, code, doseMg }: Completed): CodeableConcept {
  if (code !== undefined) return concept(code);
  if (kind === 'ldn')
    return { text: `naltrexone ${doseMg ?? 4.5} mg capsule, compounded low dose` };
  const known = PRODUCTS[kind];
  return known === undefined ? {} : concept(known);
}

const dispenseRequest = ({ quantity, dispenser }: Completed) =>
  quantity === undefined && dispenser === undefined
    ? undefined
    : present<NonNullable<MedicationRequest['dispenseRequest']>>({
        quantity: quantity === undefined ? undefined : toDispense(quantity),
        performer: dispenser === undefined ? undefined : { display: dispenser },
      });

const toDispense = ({ value, unit, ucum }: NonNullable<CaseOrder['quantity']>): Quantity =>
  ucum === undefined ? { value, unit } : { value, unit, system: UCUM, code: ucum };

function orderRoute(order: Completed): CodeableConcept | undefined {
  const concept = route(order.route);
  const display = ROUTE_DISPLAY[order.route ?? ''];
  for (const coding of concept?.coding ?? []) if (display !== undefined) coding.display = display;
  return concept;
}

function orderedDose({ dose, doseMg }: Completed): Dosage['doseAndRate'] {
  if (dose !== undefined) return [{ doseQuantity: dose }];
  return doseMg === undefined ? undefined : [{ doseQuantity: milligrams(doseMg) }];
}

function timing({ plannedDate, periodDays }: Completed): Dosage['timing'] {
  if (plannedDate === undefined && periodDays === undefined) return undefined;
  return present<NonNullable<Dosage['timing']>>({
    event: plannedDate === undefined ? undefined : [plannedDate],
    repeat:
      periodDays === undefined ? undefined : { frequency: 1, period: periodDays, periodUnit: 'd' },
  });
}
