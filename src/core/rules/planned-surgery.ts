import type { PlannedOperation } from '../evidence/read-planned-operations.js';
import { type Day, dayPlus } from '../time/instant.js';
import { day, defineRule, number, span, term, type WordValue } from './rule.js';

const VALUES = ['operation', 'date', 'lastSafe', 'days'] as const;

/**
 * Will opioids be needed while naltrexone blocks them? (`clinical-liver-other` C11)
 *
 * When an operation is ordered or booked between the planned day and the end of the blockade, then analgesia-planned, with the
 * last day on which a dose before it would have left enough time.
 */
export const plannedSurgery = defineRule({
  question: 'planned-surgery',
  asks: 'naltrexone',
  needs: ['serviceRequests', 'appointments'],
  parameters: ['depot.blocks', 'oral.blocks'],
  outcomes: { depot: VALUES, oral: VALUES },
  judge: ({ order, evidence, clock }, numbers) => {
    const { identity } = order;
    if (identity.is !== 'naltrexone') return [];
    const { product } = identity;
    if (product !== 'depot' && product !== 'oral') return [];
    const days = numbers[product === 'depot' ? 'depot.blocks' : 'oral.blocks'];
    const first = ({ at }: PlannedOperation): Day =>
      at.earliest.day > clock.planned.day ? at.earliest.day : clock.planned.day;
    const blocked = evidence.plannedOperations
      .filter(
        (one) =>
          one.at.latest.day >= clock.planned.day && one.at.earliest.day <= clock.planned.day + days,
      )
      .toSorted((a, b) => first(a) - first(b));
    const [next] = blocked;
    return next === undefined
      ? []
      : [
          {
            outcome: product,
            evidence: blocked.map(({ provenance }) => provenance),
            values: {
              operation: nameOf(next),
              date: span(next.at),
              lastSafe: day(dayPlus(first(next), -days - 1)),
              days: number(days),
            },
          },
        ];
  },
});

const nameOf = ({ what }: PlannedOperation): WordValue =>
  what === undefined ? term('operation.unnamed') : { kind: 'chart-text', text: what };
