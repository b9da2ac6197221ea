import type { Evidence } from '../../evidence/evidence.js';

/** Roles of `rxnorm-context.csv` that raise an INR by themselves; heparin does not (`clinical-liver-other` B2.12). */
const ANTICOAGULANTS: ReadonlySet<string> = new Set([
  'vitamin-K-antagonist',
  'direct-oral-anticoagulant',
]);

/**
 * Does an active anticoagulant explain the INR, so that it says nothing about the liver? One of a list that was not wholly
 * read does not: it might stand there as stopped too.
 */
export const isInrExplained = ({ contextMedications }: Evidence): boolean =>
  contextMedications.some(
    ({ role, active, provenance }) => active && provenance.complete && ANTICOAGULANTS.has(role),
  );
