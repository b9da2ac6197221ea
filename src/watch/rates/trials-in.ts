import type { HookEvent } from '../../observability/hook-event.js';

/** What is known of one answered signing, live or out of a record. */
export type AnsweredSigning = Pick<HookEvent, 'answer' | 'question' | 'rules'> & {
  readonly cards?: readonly { readonly indicator: string }[];
};

/** Something that happened or did not: the name of the share that it counts for. */
export interface Trial {
  readonly share: string;
  readonly happened: boolean;
}

/**
 * The shares for which one signing counts. Of all calls: a naltrexone order was recognised, an opioid order was. Of those two
 * kinds: it was naltrexone. Of answered naltrexone orders: any card, a critical one, each clinical question.
 * @param questions clinical question by rule
 * @param everyCall false where calls about other orders are not known, as in records
 */
export function trialsIn(
  { answer, question, rules = [], cards = [] }: AnsweredSigning,
  questions: ReadonlyMap<string, string>,
  everyCall: boolean,
): readonly Trial[] {
  const trials: Trial[] = [];
  const count = (share: string, happened: boolean) => trials.push({ share, happened });
  const isNaltrexone = question === 'naltrexone';
  if (everyCall) {
    count('naltrexone-orders', isNaltrexone);
    count('opioid-orders', question === 'mirror');
  }
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
