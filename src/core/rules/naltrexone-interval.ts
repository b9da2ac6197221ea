import { laterOf } from '../time/distance.js';
import { day, defineRule, number } from './rule.js';

/**
 * Is the next depot dose overdue? (`clinical-opioid` 11, ntx-late-redose)
 *
 * When the newest observed depot was given more than five weeks and up to eight weeks before the planned day, then
 * ntx-late-redose: give it soon, and the opioid rules of a first dose are back. Later it is a new start.
 */
export const naltrexoneInterval = defineRule({
  question: 'naltrexone-interval',
  asks: 'naltrexone',
  needs: ['medicationAdministrations', 'procedures'],
  parameters: ['late.until'],
  borrows: { drug: ['continuation.depot'] },
  outcomes: { late: ['given', 'days'], 'late-alcohol-only': ['given', 'days'] },
  judge: ({ order, evidence, clock, indication }, numbers) => {
    if (order.identity.is !== 'naltrexone' || order.identity.product !== 'depot') return [];
    const doses = evidence.naltrexoneDoses.filter(({ product }) => product === 'depot');
    if (doses.length === 0) return [];
    const newest = doses.map(({ at }) => at.latest).reduce(laterOf);
    const days = clock.planned.day - newest.day;
    if (days <= numbers['continuation.depot'] || days > numbers['late.until']) return [];
    return [
      {
        outcome: indication === 'alcohol-only' ? 'late-alcohol-only' : 'late',
        values: { given: day(newest.day), days: number(days) },
        evidence: doses.map(({ provenance }) => provenance),
      },
    ];
  },
});
