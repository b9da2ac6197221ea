import type { DraftOrder } from '../../call.js';

/** The elements of which a plan is made, and whether each repeats. */
const PLAN: Readonly<Record<string, 'list' | 'object'>> = {
  dosageInstruction: 'list',
  event: 'list',
  timing: 'object',
  repeat: 'object',
  boundsPeriod: 'object',
  occurrenceTiming: 'object',
  occurrencePeriod: 'object',
};
/** Older forms of the same orders come under other names. */
const R4_ORDERS: ReadonlySet<string> = new Set(['MedicationRequest', 'ServiceRequest']);
const FHIR_ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * Can a draft be sent back whole? Only one that is an R4 order with an id, holds nothing empty, and plans in R4 elements: we would
 * answer for what was wrong in it before.
 */
export const canBeSentBack = (order: DraftOrder['resource']): boolean =>
  R4_ORDERS.has(order.resourceType) && FHIR_ID.test(order.id ?? '') && isSound(order);

function isSound(value: unknown): boolean {
  if (value === null || value === '') return false;
  if (typeof value !== 'object') return true;
  const members = Object.entries(value);
  return (
    members.length > 0 &&
    members.every(([name, member]) => {
      const form = PLAN[name];
      return (form === undefined || form === formOf(member)) && isSound(member);
    })
  );
}

const formOf = (value: unknown): 'list' | 'object' | 'other' =>
  Array.isArray(value) ? 'list' : typeof value === 'object' ? 'object' : 'other';
