import type { NaltrexoneConsent } from '../evidence/papers/papers-evidence.js';

/** What the papers of a patient say together about the consent to naltrexone. */
export interface FoundConsent {
  /** `conflicting` = one paper agrees, and a paper of the same day or later refuses; `none` = no paper at all. */
  readonly standing: NaltrexoneConsent['standing'] | 'conflicting' | 'none';
  /** The paper that decides it. */
  readonly newest: NaltrexoneConsent | undefined;
}

/**
 * The newest paper that agrees counts unless a later one, or one without a date, refuses. Without one that agrees: a refusal, then one
 * that has ended, then one that was never finished.
 * @param consents newest first
 */
export function findConsent(consents: readonly NaltrexoneConsent[]): FoundConsent {
  const of = (standing: NaltrexoneConsent['standing']): NaltrexoneConsent | undefined =>
    consents.find((one) => one.standing === standing);
  const valid = of('valid');
  const refused = of('refused');
  if (valid !== undefined) {
    return refused !== undefined && isNotBefore(refused, valid)
      ? { standing: 'conflicting', newest: refused }
      : { standing: 'valid', newest: valid };
  }
  const newest = refused ?? of('ended') ?? of('unfinished');
  return { standing: newest?.standing ?? 'none', newest };
}

const isNotBefore = ({ at }: NaltrexoneConsent, other: NaltrexoneConsent): boolean =>
  at === undefined || other.at === undefined || at.latest.day >= other.at.earliest.day;
