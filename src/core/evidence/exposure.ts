import type { Point, Span } from '../time/instant.js';
import type { Provenance } from './provenance.js';
import type { ExposureClass } from './recognise/recognise-medication.js';

/** What kind of source showed the exposure; lanes treat observed, listed and reported use differently. */
export type ExposureSource =
  | 'administration'
  | 'dispense'
  | 'order'
  | 'statement'
  | 'procedure'
  | 'self-report'
  | 'poisoning'
  | 'toxicology'
  | 'withdrawal-score'
  | 'naloxone-challenge'
  | 'opioid-therapy-diagnosis';

/**
 * One course of an opioid ingredient with the interval in which its *last* intake may lie
 * (`clinical-opioid.md` 3.4, 5). Depots and implants of buprenorphine are not exposures but `BuprenorphineDepot`.
 */
export interface Exposure {
  readonly ingredient: string;
  /** Our own display of the ingredient or product, fit for a card. */
  readonly name: string;
  readonly exposureClass: ExposureClass;
  /** Illicit fentanyl or heroin (`clinical-opioid.md` 8.4); it then overrides the class. */
  readonly illicit: boolean;
  readonly from: ExposureSource;
  readonly certainty: 'confirmed' | 'possible';
  /** The last possible use; undefined = undated. A run-out in the future is a `latest` after the planned day. */
  readonly last: Span | undefined;
  /** Use without a known end. */
  readonly ongoing: boolean;
  /** Written "as needed": leftovers may exist after the run-out. */
  readonly asNeeded: boolean;
  /** When the order or list entry was written or last asserted, the supply handed over, the dose given. */
  readonly listedOn: Point | undefined;
  /** Why the exposure is only possible, or contradictory; the card has its own words for each. */
  readonly doubt: ExposureDoubt | undefined;
  readonly provenance: Provenance;
}

/** Why an exposure is only possible, or contradictory. */
export type ExposureDoubt =
  | 'undated'
  | 'open-entry'
  | 'stale-entry'
  | 'active-but-ended'
  | 'unclear-status'
  | 'kratom-by-words'
  | 'future-dated'
  | 'unreadable-test'
  | 'unclear-challenge'
  | 'withdrawal-score'
  | 'opioid-therapy';

/** A buprenorphine depot injection or implant (`clinical-opioid.md` 8.3). */
export interface BuprenorphineDepot {
  readonly product: BuprenorphineDepotClass;
  readonly event: 'given' | 'removed';
  readonly from: ExposureSource;
  readonly certainty: 'confirmed' | 'possible';
  readonly at: Span | undefined;
  readonly provenance: Provenance;
}

/** An administered dose of naltrexone (`clinical-opioid.md` 8.1): observed, never only listed, ordered or dispensed. */
export interface NaltrexoneDose {
  readonly product: 'depot' | 'oral' | 'contrave' | 'ldn';
  readonly at: Span;
  readonly provenance: Provenance;
}

/** Naltrexone that is only listed: a statement's assertion day, or the days that a dispense covers. */
export interface NaltrexoneListing {
  readonly product: 'depot' | 'oral' | 'contrave' | 'ldn';
  readonly from: 'statement' | 'dispense';
  readonly covers: { readonly first: Point; readonly last: Point };
  readonly provenance: Provenance;
}

/** Naltrexone that an active order or list entry says is taken (`clinical-liver-other` 0.7, C5). */
export interface ActiveNaltrexone {
  readonly product: 'depot' | 'oral' | 'contrave' | 'ldn';
  readonly from: 'order' | 'statement';
  /** Words call it a challenge or a test dose. */
  readonly testDose: boolean;
  /** When the order was written, or the entry asserted. */
  readonly listed: Span | undefined;
  readonly provenance: Provenance;
}

/** An active entry of a drug that bears on the order without being an exposure. */
export interface OtherMedication {
  readonly kind: 'antidiarrhoeal' | 'peripheral-antagonist';
  readonly name: string;
  readonly provenance: Provenance;
}

const DEPOT_CLASSES = [
  'sublocade',
  'brixadi-monthly',
  'brixadi-weekly',
  'buprenorphine-implant',
] as const;
export type BuprenorphineDepotClass = (typeof DEPOT_CLASSES)[number];

/** Depots and implants have a rule of their own (`clinical-opioid` 8.3) and take no part in the interval rules. */
export const isBuprenorphineDepot = (
  exposureClass: ExposureClass,
): exposureClass is BuprenorphineDepotClass =>
  (DEPOT_CLASSES as readonly string[]).includes(exposureClass);
