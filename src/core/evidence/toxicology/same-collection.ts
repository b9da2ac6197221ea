import type { ToxicologyResult } from '../toxicology.js';

type Collected = Pick<ToxicologyResult, 'collected' | 'dating' | 'specimen' | 'provenance'>;

/**
 * Do two results surely come from one specimen? The same specimen, the same instant, or one Observation; a shared calendar
 * day is not enough (`clinical-opioid` 6.4).
 */
export function isSameCollection(a: Collected, b: Collected): boolean {
  return (
    isKnownSame(a.specimen, b.specimen) ||
    isKnownSame(observationOf(a), observationOf(b)) ||
    isKnownSame(instantOf(a), instantOf(b))
  );
}

const isKnownSame = <T extends string | number>(a: T | undefined, b: T | undefined): boolean =>
  a !== undefined && a === b;

function instantOf({ collected, dating }: Collected): number | undefined {
  if (collected === undefined || dating !== 'collected') return undefined;
  const { earliest, latest } = collected;
  return earliest.moment === latest.moment ? latest.moment : undefined;
}

/**
 * Behind an Observation, alone or contained in a report, stands the place of a component. Without an id (`?`, or nothing
 * after `#`) it cannot be told from another one.
 */
const OBSERVATION = /^(?:Observation\/[^#?]+|DiagnosticReport\/[^#?]+#[^#]+)/;

const observationOf = ({ provenance }: Collected): string | undefined =>
  OBSERVATION.exec(provenance.source)?.[0];
