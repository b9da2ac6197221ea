import { buprenorphineDepot } from './buprenorphine-depot.js';
import { chartCompleteness } from './chart-completeness.js';
import { liverEnzymes } from './liver-enzymes.js';
import { liverTests } from './liver-tests.js';
import { naloxoneChallenge } from './naloxone-challenge.js';
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
  naltrexoneInterval,
  liverEnzymes,
  liverTests,
  chartCompleteness,
];
