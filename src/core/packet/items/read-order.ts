import { number, text } from '../../rules/rule.js';
import { answer, type Documented, fact, gap } from '../documented.js';
import type { PacketInput } from '../packet-input.js';

const UCUM = 'http://unitsofmeasure.org';

/** What is ordered. A tapering or doubled instruction gives its product and nothing that only one part of it says. */
export function readOrder({ situation, words }: PacketInput): Documented {
  const { order } = situation;
  const row = [{ source: order.ref, slice: 'order', complete: true }] as const;
  if (order.identity.is !== 'naltrexone') return { answers: [], facts: [], gaps: [] };
  const product = words.products[order.identity.product];
  const [instruction, ...others] = order.dosing.instructions;
  const stated = others.length === 0 ? instruction : undefined;
  const dose = stated?.dose?.unit === 'mg' ? stated.dose : undefined;
  const route = stated?.routes.length === 1 ? stated.routes[0] : undefined;
  const site = stated?.sites.length === 1 ? stated.sites[0] : undefined;
  const { intervalDays } = stated ?? {};
  return {
    answers: [
      answer('order.product', { valueString: product }, row),
      ...(dose === undefined
        ? []
        : [
            answer(
              'order.dose',
              { valueQuantity: { value: dose.value, unit: 'mg', system: UCUM, code: 'mg' } },
              row,
            ),
          ]),
      ...(intervalDays === undefined
        ? []
        : [answer('order.interval', { valueInteger: intervalDays }, row)]),
      ...(route === undefined ? [] : [answer('order.route', { valueString: route }, row)]),
      ...(site === undefined ? [] : [answer('order.site', { valueString: site }, row)]),
    ],
    facts: [
      fact('order.product', { product: text(product) }, row),
      ...(dose === undefined
        ? []
        : [fact('order.dose', { value: number(dose.value), unit: text('mg') }, row)]),
      ...(intervalDays === undefined
        ? []
        : [fact('order.interval', { days: number(intervalDays) }, row)]),
      ...(route === undefined ? [] : [fact('order.route', { route: text(route) }, row)]),
      ...(site === undefined ? [] : [fact('order.site', { site: text(site) }, row)]),
    ],
    gaps: dose === undefined ? [gap('dose', 'medicationRequests')] : [],
  };
}
