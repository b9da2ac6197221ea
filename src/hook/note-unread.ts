import type { DraftOrder } from '../core/call.js';
import type { Chart } from '../core/chart.js';
import { unreadInChart, unreadInOrders } from '../core/unread/find-unread-texts.js';
import type { UnreadKind } from '../core/unread/unread-text.js';
import type { HookCall, HookParts } from './hook-parts.js';

/** How many texts of each kind nobody could read; left out = none. */
export interface Unread {
  readonly unread?: Readonly<Partial<Record<UnreadKind, number>>>;
}

/**
 * Looks for texts that seem to say naltrexone or an opioid and that nothing knows, and hands them on to be kept. It changes no
 * answer, and a bug in it costs none.
 */
export function noteUnread(
  { client, site }: HookCall,
  orders: readonly DraftOrder[],
  chart: Chart | undefined,
  { unread, knowledge: { terminology } }: HookParts,
): Unread {
  if (unread === undefined) return {};
  const { looksLike, keep, failed } = unread;
  try {
    const texts = [
      ...unreadInOrders(orders, looksLike),
      ...(chart === undefined
        ? []
        : unreadInChart(chart, { looksLike, terminology, localCodes: site.localCodes })),
    ];
    if (texts.length === 0) return {};
    keep(client.id, texts);
    const counts: Partial<Record<UnreadKind, number>> = {};
    for (const { kind } of texts) counts[kind] = (counts[kind] ?? 0) + 1;
    return { unread: counts };
  } catch (failure) {
    failed(failure);
    return {};
  }
}
