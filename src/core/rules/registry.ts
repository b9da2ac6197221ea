import { age } from './age.js';
import { alcoholUse } from './alcohol-use.js';
import { alcoholWithdrawal } from './alcohol-withdrawal.js';
import { billingCode } from './billing-code.js';
import { billingModifiers } from './billing-modifiers.js';
import { billingUnits } from './billing-units.js';
import { bleedingRisk } from './bleeding-risk.js';
import { buprenorphineDepot } from './buprenorphine-depot.js';
import { chartCompleteness } from './chart-completeness.js';
import { coverageReadiness } from './coverage-readiness.js';
import { depotOrder } from './depot-order.js';
import { drugInteractions } from './drug-interactions.js';
import { eosinophilicPneumonia } from './eosinophilic-pneumonia.js';
import { hypersensitivity } from './hypersensitivity.js';
import { indication } from './indication.js';
import { liverBilirubin } from './liver-bilirubin.js';
import { liverChildPugh } from './liver-child-pugh.js';
import { liverCoagulation } from './liver-coagulation.js';
import { liverConditions } from './liver-conditions.js';
import { liverEnzymes } from './liver-enzymes.js';
import { liverTests } from './liver-tests.js';
import { naloxoneChallenge } from './naloxone-challenge.js';
import { naltrexoneDuplicate } from './naltrexone-duplicate.js';
import { naltrexoneEarlyDose } from './naltrexone-early-dose.js';
import { naltrexoneInterval } from './naltrexone-interval.js';
import { opioidExposure } from './opioid-exposure.js';
import { opioidInterval } from './opioid-interval.js';
import { opioidOnNaltrexone } from './opioid-on-naltrexone.js';
import { opioidOtherDrugs } from './opioid-other-drugs.js';
import { opioidPerioperative } from './opioid-perioperative.js';
import { opioidSameSigning } from './opioid-same-signing.js';
import { opioidToxicologyCoverage } from './opioid-toxicology-coverage.js';
import { opioidToxicologyPositive } from './opioid-toxicology-positive.js';
import { opioidWithdrawal } from './opioid-withdrawal.js';
import { overdoseRescue } from './overdose-rescue.js';
import { plannedSurgery } from './planned-surgery.js';
import { pregnancy } from './pregnancy.js';
import { renalFunction } from './renal-function.js';
import { suicidality } from './suicidality.js';
import type { AnyRule } from './rule.js';

/** Every clinical question of the service. What is not in this list is neither asked nor read. */
export const RULES: readonly AnyRule[] = [
  opioidSameSigning,
  opioidInterval,
  opioidPerioperative,
  buprenorphineDepot,
  opioidToxicologyPositive,
  opioidToxicologyCoverage,
  opioidWithdrawal,
  naloxoneChallenge,
  opioidExposure,
  opioidOtherDrugs,
  opioidOnNaltrexone,
  hypersensitivity,
  depotOrder,
  naltrexoneEarlyDose,
  naltrexoneDuplicate,
  naltrexoneInterval,
  alcoholWithdrawal,
  alcoholUse,
  pregnancy,
  age,
  suicidality,
  bleedingRisk,
  renalFunction,
  plannedSurgery,
  drugInteractions,
  eosinophilicPneumonia,
  overdoseRescue,
  indication,
  liverEnzymes,
  liverBilirubin,
  liverCoagulation,
  liverConditions,
  liverChildPugh,
  liverTests,
  chartCompleteness,
  billingCode,
  billingUnits,
  billingModifiers,
  coverageReadiness,
];
