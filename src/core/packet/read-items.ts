import type { Documented, DocumentedItems } from './documented.js';
import type { ItemId } from './fact-names.js';
import { readConsent } from './items/read-consent.js';
import { readDrugTest } from './items/read-drug-test.js';
import { readEarlierMedicines } from './items/read-earlier-medicines.js';
import { readHypersensitivity } from './items/read-hypersensitivity.js';
import { readIndication } from './items/read-indication.js';
import { readLastDrink } from './items/read-last-drink.js';
import { readLastOpioidUse } from './items/read-last-opioid-use.js';
import { readLiverDisease } from './items/read-liver-disease.js';
import { readLiverTests } from './items/read-liver-tests.js';
import { readMonitoring } from './items/read-monitoring.js';
import { readNaloxoneChallenge } from './items/read-naloxone-challenge.js';
import { readOrder } from './items/read-order.js';
import { readOverdose } from './items/read-overdose.js';
import { readPregnancy } from './items/read-pregnancy.js';
import { readPsychosocial } from './items/read-psychosocial.js';
import { readWithdrawalScore } from './items/read-withdrawal-score.js';
import type { PacketInput } from './packet-input.js';

const READERS: Readonly<Record<ItemId, (given: PacketInput) => Documented>> = {
  indication: readIndication,
  'last-opioid-use': readLastOpioidUse,
  'drug-test': readDrugTest,
  'naloxone-challenge': readNaloxoneChallenge,
  'withdrawal-score': readWithdrawalScore,
  'last-drink': readLastDrink,
  'liver-tests': readLiverTests,
  'liver-disease': readLiverDisease,
  pregnancy: readPregnancy,
  hypersensitivity: readHypersensitivity,
  'earlier-medicines': readEarlierMedicines,
  psychosocial: readPsychosocial,
  consent: readConsent,
  order: readOrder,
  overdose: readOverdose,
  monitoring: readMonitoring,
};

/** What the chart says about each of the 16 items of the questionnaire. */
export const readItems = (given: PacketInput): DocumentedItems =>
  Object.fromEntries(
    Object.entries(READERS).map(([id, read]) => [id, read(given)]),
  ) as unknown as DocumentedItems;
