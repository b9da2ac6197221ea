import type { OtherMedication } from '../exposure.js';
import type { DosageFacts } from '../read-dosage.js';
import type { MedicationIdentity } from '../recognise/recognise-medication.js';
import type { Provenance } from '../provenance.js';
import type { OpioidIdentity } from './medication-use.js';
import type { Reader } from './reader.js';

/**
 * An active entry that is worth a line without being an opioid exposure: an antidiarrhoeal opioid in its usual dose, or an
 * antagonist that duplicates naltrexone (`clinical-opioid` 4).
 */
export function activeOther(
  reader: Reader,
  identity: MedicationIdentity,
  dosage: DosageFacts,
  provenance: Provenance,
): OtherMedication | undefined {
  if (identity.is === 'opioid' && identity.exposureClass === 'antidiarrhoeal') {
    return isHighDose(reader, identity, dosage)
      ? undefined
      : { kind: 'antidiarrhoeal', name: identity.name, provenance };
  }
  return identity.is === 'antagonist' && identity.duplicatesNaltrexone
    ? { kind: 'peripheral-antagonist', name: identity.name, provenance }
    : undefined;
}

/** Loperamide above the label's daily maximum acts centrally: an exposure like a short-acting opioid. */
export function asSystemicOpioid(
  reader: Reader,
  identity: OpioidIdentity,
  dosage: DosageFacts,
): OpioidIdentity | undefined {
  if (identity.exposureClass !== 'antidiarrhoeal') return identity;
  return isHighDose(reader, identity, dosage)
    ? { ...identity, exposureClass: 'short-acting' }
    : undefined;
}

const isHighDose = (reader: Reader, identity: OpioidIdentity, dosage: DosageFacts): boolean =>
  identity.opioids.includes('loperamide') &&
  (dosage.dailyDoseMg ?? 0) > reader.numbers['loperamide.daily-dose'];

/** Kratom, tianeptine and nitazenes that only a list or words name are a possible exposure. */
export const isListOnlyDrug = (identity: OpioidIdentity): boolean =>
  identity.exposureClass === 'kratom-tianeptine-nitazene';
