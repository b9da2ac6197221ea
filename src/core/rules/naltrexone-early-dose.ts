import { isAfter } from '../time/distance.js';
import { dayPlus } from '../time/instant.js';
import { defineRule, number, span } from './rule.js';

const VALUES = ['given', 'days'] as const;

/**
 * Is the next depot dose too early? (`clinical-liver-other` C4)
 *
 * When the newest observed depot was given less than four weeks before the planned day, then ntx-too-early: critical while a
 * duplicate is likely, then a warning, then info. A dispensed depot is no dose.
 */
export const naltrexoneEarlyDose = defineRule({
  question: 'naltrexone-early-dose',
  asks: 'naltrexone',
  needs: ['medicationAdministrations', 'procedures'],
  parameters: ['critical.below', 'warning.below', 'info.below'],
  outcomes: { duplicate: VALUES, early: VALUES, 'slightly-early': VALUES },
  judge: ({ order, evidence, clock }, numbers) => {
    if (order.identity.is !== 'naltrexone' || order.identity.product !== 'depot') return [];
    const doses = evidence.naltrexoneDoses.filter(({ product }) => product === 'depot');
    const [first, ...others] = doses;
    if (first === undefined) return [];
    const { at } = others.reduce(
      (newest, dose) => (isAfter(dose.at.latest, newest.at.latest) ? dose : newest),
      first,
    );
    const days = clock.planned.day - at.latest.day;
    if (days >= numbers['info.below']) return [];
    const outcome =
      days < numbers['critical.below']
        ? 'duplicate'
        : days < numbers['warning.below']
          ? 'early'
          : 'slightly-early';
    return [
      {
        outcome,
        values: { given: span(at), days: number(days) },
        evidence: doses.map(({ provenance }) => provenance),
        dates: {
          notBefore: dayPlus(at.latest.day, numbers['warning.below']),
          earliest: dayPlus(at.latest.day, numbers['info.below']),
        },
      },
    ];
  },
});
