/** The system in which a DetectedIssue, or an Observation that a card has offered, names our rules: by the ids on the cards. */
export const RULE_SYSTEM = 'urn:naltrexone-cds:rules';
