import type { HookEvent } from '../../observability/hook-event.js';

/** What is known of one answered call. */
export type Answered = Pick<HookEvent, 'hook' | 'answer' | 'question' | 'rules'> & {
  readonly cards?: readonly { readonly indicator: string }[];
};

/** Something that happened or did not: the name of the share that it counts for. */
export interface Trial {
  readonly share: string;
  readonly happened: boolean;
}

/**
 * The shares for which one call counts; a selection for none: it is answered over and over while somebody works on an order. Of all signings: a naltrexone order was recognised, an opioid order was. Of those two
 * kinds: it was naltrexone. Of answered naltrexone orders: any card, a critical one, each clinical question.
 * @param questions clinical question by rule
 */
export function trialsIn(
  { hook, answer, question, rules = [], cards = [] }: Answered,
  questions: ReadonlyMap<string, string>,
): readonly Trial[] {
  if (hook !== 'order-sign' || question === 'readiness') return [];
  const trials: Trial[] = [];
  const count = (share: string, happened: boolean) => trials.push({ share, happened });
  const isNaltrexone = question === 'naltrexone';
  count('naltrexone-orders', isNaltrexone);
  count('opioid-orders', question === 'mirror');
  if (question !== undefined) count('naltrexone-among-opioids', isNaltrexone);
  if (isNaltrexone && (answer === 'cards' || answer === 'silent')) {
    count('cards', cards.length > 0);
    count(
      'critical-cards',
      cards.some(({ indicator }) => indicator === 'critical'),
    );
    const spoke = new Set(rules.map((rule) => questions.get(rule)));
    for (const one of new Set(questions.values())) count(one, spoke.has(one));
  }
  return trials;
}
