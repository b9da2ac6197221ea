import type { Evidence } from '../evidence/evidence.js';

/** How many facts rules have to look through, in all the lists that a chart can fill. */
export const countFacts = ({
  exposures,
  buprenorphineDepots,
  naltrexoneDoses,
  naltrexoneListings,
  activeNaltrexone,
  otherMedications,
  contextMedications,
  rescueSupplies,
  toxicology,
  withdrawalScores,
  naloxoneChallenges,
  diagnoses,
  allergies,
  liver,
}: Evidence): number =>
  [
    exposures,
    buprenorphineDepots,
    naltrexoneDoses,
    naltrexoneListings,
    activeNaltrexone,
    otherMedications,
    contextMedications,
    rescueSupplies,
    toxicology.raised,
    toxicology.clearing,
    withdrawalScores,
    naloxoneChallenges,
    diagnoses,
    allergies,
    liver.results,
    liver.signs,
    liver.conditions,
  ].reduce((sum, facts) => sum + facts.length, 0);
