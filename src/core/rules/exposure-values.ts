import type { Exposure, ExposureSource } from '../evidence/exposure.js';
import { windowClassOf } from './exposure-window.js';
import { day, term, text, type WordValue } from './rule.js';

/** Names by which words speak of an exposure: ingredient, product as listed, source, and the class that sets the waiting time. */
export const EXPOSURE_NAMES = ['opioid', 'product', 'source', 'basis'] as const;

/** Sources that are one event: the possible use ends on its day. */
const EVENTS: ReadonlySet<ExposureSource> = new Set<ExposureSource>([
  'administration',
  'procedure',
  'poisoning',
  'toxicology',
  'withdrawal-score',
  'naloxone-challenge',
]);

export function exposureValues(
  exposure: Exposure,
): Readonly<Record<(typeof EXPOSURE_NAMES)[number], WordValue>> {
  const { from, listedOn, last } = exposure;
  const dated = listedOn ?? (EVENTS.has(from) ? last?.latest : undefined);
  const source = term(`source.${from}`);
  return {
    opioid: text(exposure.ingredient),
    product: text(exposure.name),
    source:
      dated === undefined
        ? source
        : { kind: 'list', separator: ' ', items: [source, day(dated.day)] },
    basis: term(`window.${windowClassOf(exposure)}`),
  };
}
