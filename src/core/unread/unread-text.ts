/** Where a text stood, and what it looks like. A test is a laboratory result. */
export type UnreadKind =
  'naltrexone-order' | 'opioid-order' | 'naltrexone-row' | 'opioid-row' | 'opioid-test';

/** A text that looks like naltrexone or an opioid, and that no code or word of the tables knows. It may name a patient. */
export interface UnreadText {
  readonly kind: UnreadKind;
  readonly text: string;
}
