import type { DraftOrder } from '../call.js';
import type { SliceName } from '../chart.js';
import { treatedFor } from '../evidence/indication.js';
import { monthsLater } from '../time/months-later.js';
import { defineRule } from './rule.js';

const MEDICATION_SOURCES: readonly SliceName[] = [
  'medicationRequests',
  'medicationStatements',
  'medicationDispenses',
  'medicationAdministrations',
];

/**
 * Does somebody treated for opioid use have naloxone or nalmefene at hand? (`clinical-liver-other` C12)
 *
 * When nothing of it is ordered, dispensed, stated or drafted, and nothing says that it was offered, then overdose-rescue-missing.
 * Silent while a medication source was not wholly read: what is absent there is not known to be missing.
 */
export const overdoseRescue = defineRule({
  question: 'overdose-rescue',
  asks: 'naltrexone',
  needs: [...MEDICATION_SOURCES, 'procedures', 'assessments', 'socialHistory', 'conditions'],
  parameters: ['dispense.months'],
  outcomes: { missing: [] },
  judge: ({ call, order, evidence, clock, reasons }, numbers) => {
    const { identity } = order;
    if (identity.is !== 'naltrexone') return [];
    if (identity.product !== 'depot' && identity.product !== 'oral') return [];
    if (!treatedFor(reasons, evidence.diagnoses).opioidUse) return [];
    if (MEDICATION_SOURCES.some((slice) => evidence.incomplete.has(slice))) return [];
    const isAtHand = evidence.rescueSupplies.some(
      ({ handedOver, provenance }) =>
        provenance.complete &&
        (handedOver === undefined ||
          monthsLater(handedOver.earliest.day, numbers['dispense.months']) >= clock.planned.day),
    );
    return isAtHand || call.otherDrafts.some(isRescue)
      ? []
      : [{ outcome: 'missing', values: {}, evidence: [] }];
  },
});

/** Naloxone by vein is for the ward, not for the patient to keep. */
const isRescue = ({ identity, dosing }: DraftOrder): boolean =>
  identity.is === 'antagonist' &&
  identity.rescue &&
  !dosing.instructions.some(({ routes }) => routes.includes('intravenous'));
