import type { InjectionSite, Route } from '../../pack/terminology.js';

/** What an order says about how the drug is to be given (`clinical-liver-other` C2, C3, C5). */
export interface OrderedDosing {
  readonly instructions: readonly OrderedInstruction[];
  /** Words call it a challenge or a test dose. */
  readonly testDose: boolean;
}

export interface OrderedInstruction {
  /** Every route that is stated; empty when none is, or none is known. */
  readonly routes: readonly Route[];
  readonly sites: readonly InjectionSite[];
  readonly dose: OrderedDose | undefined;
  /** From one dose to the next; undefined for a single dose. */
  readonly intervalDays: number | undefined;
}

export interface OrderedDose {
  readonly value: number;
  readonly unit: 'mg' | 'millilitre' | 'container';
}
