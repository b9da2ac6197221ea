import type { Medication, MedicationRequest } from 'fhir/r4.js';
import type { Call, DraftOrder } from '../core/call.js';
import { textOf } from '../core/evidence/fhir-json.js';
import type { LocalCodes } from '../core/pack/local-codes.js';
import type { Terminology } from '../core/pack/terminology.js';
import type { ChartSource } from '../fhir/chart-source.js';
import { bundledMedications } from './bundled-medications.js';
import type { ServedService } from './hook-parts.js';
import type { HookRequest } from './hook-request.js';
import { identifyDraft } from './identify-draft.js';
import { type Draft, readDrafts } from './read-drafts.js';
import { translateDrafts } from './translate-drafts.js';

export type FoundOrders =
  | { readonly answer: 'call'; readonly call: Call }
  /** Nothing here for this service; `unresolvable` = an order whose drug could not be told, and no naltrexone beside it. */
  | {
      readonly answer: 'nothing';
      readonly because: 'other-orders' | 'unresolvable';
      readonly drafts: readonly DraftOrder[];
    };

/** More unknown references in one signing than this are no order set that anybody wrote by hand. */
const MAX_REFERENCE_READS = 25;

/**
 * Step 3: which of the drafts a service answers (clinical-opioid 9), and what it is asked about them. Only a draft's own medicationReference is read to
 * know its drug; nothing of the chart is.
 * @param asks of the service
 * @param localCodes of the site; undefined = none
 * @throws ServiceError patient-mismatch
 */
export async function findOrders(
  request: HookRequest,
  terminology: Terminology,
  source: ChartSource | undefined,
  asks: ServedService['asks'],
  localCodes?: LocalCodes,
): Promise<FoundOrders> {
  const written = readDrafts(request);
  const medications = await orderedMedications(written, request, source);
  const drafts = translateDrafts(written, medications, terminology, localCodes);
  const judged = judgedDrafts(drafts);
  const all: DraftOrder[] = [];
  const answered: DraftOrder[] = [];
  for (const draft of drafts) {
    const orders = identifyDraft(draft, terminology, medications);
    all.push(...orders);
    if (judged.has(draft)) answered.push(...orders);
  }

  const chosen = answered.filter(isNaltrexone);
  if (asks.includes('readiness') && chosen.length > 0)
    return callOf(request, 'readiness', chosen, all);
  if (asks.includes('naltrexone')) {
    const naltrexone = orChosen(chosen, () =>
      answered.some((order) => isOpioid(order) || isUnresolvable(order))
        ? all.filter(isNaltrexone)
        : [],
    );
    if (naltrexone.length > 0) return callOf(request, 'naltrexone', naltrexone, all);
  }
  const opioids = asks.includes('mirror') ? answered.filter(isOpioid) : [];
  if (opioids.length > 0) return callOf(request, 'mirror', opioids, all);
  const because = answered.some(isUnresolvable) ? 'unresolvable' : 'other-orders';
  return { answer: 'nothing', because, drafts: all };
}

const isNaltrexone = ({ identity }: DraftOrder): boolean => identity.is === 'naltrexone';
const isOpioid = ({ identity }: DraftOrder): boolean => identity.is === 'opioid';
const isUnresolvable = ({ identity }: DraftOrder): boolean => identity.is === 'unresolvable';

const orChosen = (
  selected: readonly DraftOrder[],
  background: () => readonly DraftOrder[],
): readonly DraftOrder[] => (selected.length > 0 ? selected : background());

/** With a usable selection only what is selected is judged, else every draft. */
function judgedDrafts(drafts: readonly Draft[]): ReadonlySet<Draft> {
  const selected = drafts.filter((draft) => draft.selected);
  return new Set(selected.length > 0 ? selected : drafts);
}

function callOf(
  request: HookRequest,
  question: Call['question'],
  orders: readonly DraftOrder[],
  all: readonly DraftOrder[],
): FoundOrders {
  const otherDrafts = all.filter((order) => !orders.includes(order));
  return { answer: 'call', call: { hook: request.hook, question, orders, otherDrafts } };
}

/** The Medications that drafts name by reference, by the reference as written. */
async function orderedMedications(
  drafts: readonly Draft[],
  request: HookRequest,
  source: ChartSource | undefined,
): Promise<ReadonlyMap<string, Medication>> {
  const references = new Set(drafts.flatMap(({ resource }) => outsideReference(resource) ?? []));
  if (references.size === 0) return new Map();
  const bundled = bundledMedications(request);
  const found = new Map<string, Medication>();
  const unread: string[] = [];
  for (const reference of references) {
    const path = source?.localPath(reference);
    const medication =
      bundled.get(reference) ?? (path === undefined ? undefined : bundled.get(path));
    if (medication === undefined) unread.push(reference);
    else found.set(reference, medication);
  }
  await Promise.all(
    unread.slice(0, MAX_REFERENCE_READS).map(async (reference) => {
      const path = source?.localPath(reference);
      const answer =
        path?.startsWith('Medication/') === true ? await source?.read(path) : undefined;
      if (answer?.ok === true) found.set(reference, answer.resource as Medication);
    }),
  );
  return found;
}

function outsideReference(resource: object): string | undefined {
  const { medicationReference } = resource as Partial<MedicationRequest>;
  const reference = textOf(medicationReference?.reference);
  return reference?.startsWith('#') === true ? undefined : reference;
}
