import type { Point } from '../../time/instant.js';
import type {
  ActiveNaltrexone,
  BuprenorphineDepot,
  Exposure,
  NaltrexoneDose,
  NaltrexoneListing,
  OtherMedication,
} from '../exposure.js';
import type { MedicationIdentity } from '../recognise/recognise-medication.js';

/** A list entry that says the patient does not take the drug; it beats older orders and list entries of the ingredient. */
export interface NotTaken {
  readonly ingredient: string;
  readonly asserted: Point;
}

/** What one resource says about the use of opioids, naltrexone and related drugs. */
export type MedicationUse =
  | { readonly is: 'exposure'; readonly exposure: Exposure }
  | { readonly is: 'depot'; readonly depot: BuprenorphineDepot }
  | { readonly is: 'naltrexone-dose'; readonly dose: NaltrexoneDose }
  | { readonly is: 'naltrexone-listing'; readonly listing: NaltrexoneListing }
  | { readonly is: 'active-naltrexone'; readonly active: ActiveNaltrexone }
  | { readonly is: 'other'; readonly medication: OtherMedication }
  | { readonly is: 'not-taken'; readonly notTaken: NotTaken };

export type OpioidIdentity = Extract<MedicationIdentity, { is: 'opioid' }>;

/** The parts of an exposure that follow from the drug alone. */
export const drugOf = (
  identity: OpioidIdentity,
): Pick<Exposure, 'ingredient' | 'name' | 'exposureClass' | 'illicit'> => ({
  ingredient: identity.opioids.join(' + '),
  name: identity.name,
  exposureClass: identity.exposureClass,
  illicit: false,
});
